import type { ReactNode } from 'react'
import type { CommandId } from '#renderer/commands/command-table.ts'
import { useRunCommand } from '#renderer/commands/use-command.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { CommandKey, Key } from './Key.tsx'

type Tone = 'plain' | 'main' | 'quiet'

/** A button that gives a command; its label and its key come from the tables. */
export function CommandButton(props: {
  readonly command: CommandId
  readonly tone?: Tone
  readonly isDisabled?: boolean
}) {
  const t = useText()
  const run = useRunCommand()
  return (
    <button
      type="button"
      className={`button button-${props.tone ?? 'plain'}`}
      data-command={props.command}
      disabled={props.isDisabled}
      onClick={() => run(props.command)}
      // The mouse must not take the focus from the field where the next key goes.
      onMouseDown={(press) => press.preventDefault()}
    >
      <CommandKey command={props.command} />
      <span>{t(`commands:${props.command}`)}</span>
    </button>
  )
}

/** A button with an effect of its own, and the key that does the same when there is one. */
export function Button(props: {
  readonly onPress: () => void
  readonly chord?: string
  readonly tone?: Tone
  readonly isDisabled?: boolean
  readonly children: ReactNode
}) {
  return (
    <button
      type="button"
      className={`button button-${props.tone ?? 'plain'}`}
      disabled={props.isDisabled}
      onClick={props.onPress}
    >
      {props.chord === undefined ? null : <Key chord={props.chord} />}
      <span>{props.children}</span>
    </button>
  )
}
