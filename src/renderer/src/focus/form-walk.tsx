import { type KeyboardEvent, type ReactNode, useRef } from 'react'

/** What Enter walks through: fields that are there, enabled and not left out of the walk (`data-walk="no"`). */
const WALKED =
  'input:not([disabled]):not([data-walk="no"]), select:not([disabled]):not([data-walk="no"]), textarea:not([disabled]):not([data-walk="no"]), [data-walk="yes"]'

export function walkedFields(container: HTMLElement): HTMLElement[] {
  return [...container.querySelectorAll<HTMLElement>(WALKED)].filter((field) => field.offsetParent !== null)
}

/** Puts the focus into a field and selects what stands there, so that typing replaces it. */
export function focusField(field: HTMLElement | null | undefined): void {
  field?.focus()
  if (field instanceof HTMLInputElement && field.type !== 'checkbox' && field.type !== 'radio') field.select()
}

/** Moves the focus to the field after (`1`) or before (`-1`) `from`. False at either end. */
export function walkFrom(container: HTMLElement, from: Element | null, step: 1 | -1): boolean {
  const fields = walkedFields(container)
  const at = from instanceof HTMLElement ? fields.indexOf(from) : -1
  const next = at === -1 ? fields[0] : fields[at + step]
  if (next === undefined) return false
  focusField(next)
  return true
}

/** Whether a key press in this field would lose nothing: it is empty, so Backspace may step back. */
export function isEmptyField(field: EventTarget | null): boolean {
  return field instanceof HTMLInputElement && field.value === ''
}

/**
 * A form as Tally's fingers know it: Enter goes to the next field, Backspace in an empty field to the one before, Enter in
 * the last field is `onDone`. A field that uses Enter for itself (a list to choose from) prevents the default.
 */
export function FormWalk(props: {
  readonly onDone: () => void
  readonly className?: string
  readonly label?: string
  readonly children: ReactNode
}) {
  const container = useRef<HTMLFieldSetElement>(null)
  const heard = (press: KeyboardEvent) => {
    const form = container.current
    if (form === null || press.defaultPrevented || press.nativeEvent.isComposing || press.keyCode === 229) return
    if (press.ctrlKey || press.altKey || press.metaKey) return
    const field = press.target
    if (!(field instanceof HTMLElement) || !walkedFields(form).includes(field)) return
    if (press.key === 'Enter') {
      press.preventDefault()
      if (!press.repeat && !walkFrom(form, field, 1)) props.onDone()
    } else if (press.key === 'Backspace' && isEmptyField(field) && !press.repeat) {
      if (walkFrom(form, field, -1)) press.preventDefault()
    }
  }
  return (
    <fieldset ref={container} className={`walk ${props.className ?? ''}`} aria-label={props.label} onKeyDown={heard}>
      {props.children}
    </fieldset>
  )
}
