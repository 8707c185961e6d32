/** The words of a key, in their order, large enough to be read over the phone. */
export function KeyWords({ words }: { readonly words: readonly string[] }) {
  return (
    <p className="cloud-words" lang="en">
      {words.join(' ')}
    </p>
  )
}
