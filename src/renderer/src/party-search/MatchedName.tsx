interface Hit {
  readonly name: string
  readonly matchStart: number
  readonly matchEnd: number
}

/** A name with what was typed of it marked, and what tells it from others of the same name. */
export function MatchedName({ hit, beside }: { readonly hit: Hit; readonly beside: string }) {
  const { name, matchStart, matchEnd } = hit
  const hasMatch = matchStart >= 0 && matchEnd > matchStart
  return (
    <span className="candidate-name">
      {hasMatch ? (
        <>
          {name.slice(0, matchStart)}
          <mark>{name.slice(matchStart, matchEnd)}</mark>
          {name.slice(matchEnd)}
        </>
      ) : (
        name
      )}
      {beside === '' ? null : <span className="candidate-place">{beside}</span>}
    </span>
  )
}
