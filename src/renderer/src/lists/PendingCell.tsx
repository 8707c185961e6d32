import { useEffect } from 'react'

/** Stands in a row that is in sight and not read yet: coming into sight is what asks for it. */
export function PendingCell({ at, need }: { readonly at: number; readonly need: (at: number) => void }) {
  useEffect(() => need(at), [at, need])
  return <span className="read-aloud-only">…</span>
}
