/** All that the chosen row says, below a table that has no room for the whole of it: in a narrow window, or with large text. */
export function WholeLine({ parts }: { readonly parts: readonly string[] }) {
  return (
    <p className="payments-whole">
      {parts
        .filter((part) => part !== '')
        .map((part) => (
          <span key={part}>{part}</span>
        ))}
    </p>
  )
}
