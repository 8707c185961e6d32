import { CommandButton } from './Button.tsx'

/** The two keys that every dialog with something to accept has, shown where the eye ends. */
export function DialogButtons() {
  return (
    <div className="dialog-buttons">
      <CommandButton command="dialog.back" />
      <CommandButton command="dialog.accept" tone="main" />
    </div>
  )
}
