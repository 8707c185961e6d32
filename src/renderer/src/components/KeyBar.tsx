import { barPlaceOf } from '#renderer/commands/command-table.ts'
import { useScreenCommands } from '#renderer/commands/use-command.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { CommandButton } from './Button.tsx'

/**
 * The row of keys at the foot: what can be done here, each with its key. What can do nothing just now keeps its place and
 * is dim, so that no key moves under the eye.
 */
export function KeyBar() {
  const t = useText()
  const commands = useScreenCommands()
    .filter(({ id }) => barPlaceOf(id) !== null)
    .sort((left, right) => (barPlaceOf(left.id) ?? 0) - (barPlaceOf(right.id) ?? 0))
  return (
    <nav className="key-bar" aria-label={t('common:keyBar')}>
      {commands.map(({ id, isEnabled }) => (
        <CommandButton key={id} command={id} tone="quiet" isDisabled={!isEnabled} />
      ))}
    </nav>
  )
}
