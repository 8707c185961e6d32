export type StatusTone = 'good' | 'warn' | 'bad' | 'off'

/** A state in a shape, a colour and a word: no one of them stands alone. */
export function StatusDot({ tone, label }: { readonly tone: StatusTone; readonly label: string }) {
  return (
    <span className={`status status-${tone}`}>
      <span className="status-dot" aria-hidden="true" />
      <span>{label}</span>
    </span>
  )
}
