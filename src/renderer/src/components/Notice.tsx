import type { ReactNode } from 'react'

export type NoticeTone = 'good' | 'warn' | 'bad' | 'plain'

/** A message in its fixed place. The place is there when there is nothing to say, so that nothing moves. */
export function Notice({ tone = 'plain', children }: { readonly tone?: NoticeTone; readonly children: ReactNode }) {
  const isEmpty = children === null || children === undefined || children === ''
  return (
    <div className={`notice notice-${isEmpty ? 'none' : tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}
