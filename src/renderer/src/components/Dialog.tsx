import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { CommandLayer, useCommand, useLayer } from '#renderer/commands/use-command.tsx'
import { focusField } from '#renderer/focus/form-walk.tsx'

export interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  /** Ctrl+A. Left out when there is nothing to accept. */
  readonly onAccept?: () => void
  readonly className?: string
  readonly children: ReactNode
}

/**
 * Lies over the screen and takes all keys. Esc closes it; the focus goes back to where it was. What was typed in it is
 * the caller's to keep.
 */
export function Dialog(props: DialogProps) {
  const layer = useLayer() + 1000
  return (
    <CommandLayer layer={layer} isOpen isModal>
      <DialogBody {...props} />
    </CommandLayer>
  )
}

function DialogBody(props: DialogProps) {
  const titleId = useId()
  const box = useRef<HTMLDivElement>(null)
  // Asked while it is drawn: once it stands, a field of its own that takes the focus by itself has it already.
  const [before] = useState(() => document.activeElement)
  useCommand('dialog.back', props.onClose)
  useCommand('dialog.accept', () => props.onAccept?.(), props.onAccept !== undefined)
  useEffect(() => {
    const first = box.current?.querySelector<HTMLElement>('[data-first-focus="true"], input, [tabindex="0"], button')
    focusField(first ?? box.current)
    return () => {
      // Whoever closed it may have sent the focus on already: it is given back only when it would be nowhere.
      const isNowhere = document.activeElement === null || document.activeElement === document.body
      if (isNowhere && before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [before])
  useEffect(() => (box.current === null ? undefined : keepInSight(box.current)), [])
  return (
    <div className="dialog-shade">
      <div
        ref={box}
        className={`dialog ${props.className ?? ''}`}
        role="dialog"
        aria-modal="true"
        aria-labelledby={titleId}
        tabIndex={-1}
        onKeyDown={(press) => keepFocusInside(press.nativeEvent, box.current)}
      >
        <h2 id={titleId} className="dialog-title">
          {props.title}
        </h2>
        {props.children}
      </div>
    </div>
  )
}

/** What comes later than the focus (a code, a list) may push the box in hand below the keys. From the first touch on the hand decides what it sees. */
function keepInSight(box: HTMLElement): () => void {
  const watch = new MutationObserver(() => {
    const { activeElement } = document
    if (activeElement === null || activeElement === box || !box.contains(activeElement)) return
    // What is longer than the dialog is read from its beginning: none of its ends is brought into sight.
    if (activeElement.clientHeight < box.clientHeight) activeElement.scrollIntoView({ block: 'nearest' })
  })
  watch.observe(box, { childList: true, subtree: true, characterData: true })
  const touches = ['wheel', 'pointerdown', 'keydown'] as const
  const stop = () => {
    watch.disconnect()
    for (const touch of touches) box.removeEventListener(touch, stop)
  }
  for (const touch of touches) box.addEventListener(touch, stop, { passive: true })
  return stop
}

function keepFocusInside(press: globalThis.KeyboardEvent, box: HTMLElement | null): void {
  if (press.key !== 'Tab' || box === null) return
  const stops = [...box.querySelectorAll<HTMLElement>('input, select, textarea, button, [tabindex="0"]')].filter(
    (stop) => !stop.hasAttribute('disabled') && stop.offsetParent !== null
  )
  const edge = press.shiftKey ? stops[0] : stops.at(-1)
  if (document.activeElement !== edge && document.activeElement !== box) return
  press.preventDefault()
  focusField(press.shiftKey ? stops.at(-1) : stops[0])
}
