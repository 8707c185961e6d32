import { type ReactNode, useEffect, useRef } from 'react'

/** A part of the screen that is only read. It takes the focus, so that the arrow keys move along what is too long for it. */
export function ScrollRegion(props: {
  readonly label: string
  readonly className?: string
  /** Takes the focus as soon as it is there: what a dialog shows may come later than the dialog. */
  readonly isFirstFocus?: boolean
  readonly children: ReactNode
}) {
  const { isFirstFocus = false } = props
  const region = useRef<HTMLElement>(null)
  useEffect(() => {
    // It is read from its beginning, however long it is.
    if (isFirstFocus) region.current?.focus({ preventScroll: true })
  }, [isFirstFocus])
  return (
    <section
      ref={region}
      className={props.className}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus no key could move along it.
      tabIndex={0}
      data-first-focus={isFirstFocus}
    >
      {props.children}
    </section>
  )
}
