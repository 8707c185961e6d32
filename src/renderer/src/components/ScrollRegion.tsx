import type { ReactNode } from 'react'

/** A part of the screen that is only read. It takes the focus, so that the arrow keys move along what is too long for it. */
export function ScrollRegion(props: {
  readonly label: string
  readonly className?: string
  readonly isFirstFocus?: boolean
  readonly children: ReactNode
}) {
  return (
    <section
      className={props.className}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus no key could move along it.
      tabIndex={0}
      data-first-focus={props.isFirstFocus ?? false}
    >
      {props.children}
    </section>
  )
}
