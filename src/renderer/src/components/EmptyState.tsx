import type { ReactNode } from 'react'

/** What stands in a list that has nothing yet: what it will hold, and the key that begins it. */
export function EmptyState({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children === undefined ? null : <div className="empty-text">{children}</div>}
    </div>
  )
}
