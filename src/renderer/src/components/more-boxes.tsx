import { type RefObject, useEffect, useRef } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { focusField } from '#renderer/focus/form-walk.tsx'
import { CommandButton } from './Button.tsx'

/** The key that shows the boxes that are not always needed. Lies inside the dialog, so that the key is the dialog's own. */
export function MoreKey({ onMore }: { readonly onMore: () => void }) {
  useCommand('dialog.more', onMore)
  return null
}

/** The keys at the foot of a dialog with more boxes than it shows at first. */
export function MoreDialogButtons() {
  return (
    <div className="dialog-buttons">
      <CommandButton command="dialog.more" />
      <CommandButton command="dialog.back" />
      <CommandButton command="dialog.accept" tone="main" />
    </div>
  )
}

/** Typing goes on in the first box of what was shown, `firstOfMore` from the top; hidden again, in the first of all. */
export function useMoreInSight(box: RefObject<HTMLElement | null>, hasMore: boolean, firstOfMore: string): void {
  const before = useRef(hasMore)
  useEffect(() => {
    if (before.current === hasMore) return
    before.current = hasMore
    focusField(box.current?.querySelector<HTMLElement>(hasMore ? firstOfMore : 'input'))
  }, [box, hasMore, firstOfMore])
}
