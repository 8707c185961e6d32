import type { CommandId } from '#renderer/commands/command-table.ts'
import { shownKeyOf } from '#renderer/commands/keymap.ts'
import { useText } from '#renderer/i18n/use-text.ts'

/** A key as it is printed on the keyboard. */
export function Key({ chord }: { readonly chord: string }) {
  const t = useText()
  const names: Readonly<Record<string, string>> = {
    Escape: t('common:key.escape'),
    Enter: t('common:key.enter'),
    PageUp: t('common:key.pageUp'),
    PageDown: t('common:key.pageDown')
  }
  return (
    <kbd className="key">
      {chord
        .split('+')
        .map((part) => names[part] ?? part)
        .join('+')}
    </kbd>
  )
}

/** The key that gives a command, or nothing when it has none. */
export function CommandKey({ command }: { readonly command: CommandId }) {
  const chord = shownKeyOf(command)
  return chord === null ? null : <Key chord={chord} />
}
