import { Field } from '#renderer/components/Field.tsx'
import { useText } from '#renderer/i18n/use-text.ts'

/** Digits that nobody reads from the screen. */
export const PIN_INPUT = {
  type: 'password',
  inputMode: 'numeric',
  autoComplete: 'off',
  maxLength: 8
} as const

/** A new PIN, typed twice. */
export function PinFields(props: {
  readonly first: string
  readonly second: string
  readonly onFirst: (pin: string) => void
  readonly onSecond: (pin: string) => void
  readonly error: string | null
  readonly hint?: string
}) {
  const t = useText()
  const isUnlike = props.second !== '' && props.first !== props.second
  return (
    <>
      <Field
        label={t('people:field.pin')}
        value={props.first}
        onChange={(text) => props.onFirst(digitsIn(text))}
        hint={props.hint ?? t('people:field.pinHint')}
        error={props.error}
        input={PIN_INPUT}
      />
      <Field
        label={t('people:field.pinAgain')}
        value={props.second}
        onChange={(text) => props.onSecond(digitsIn(text))}
        error={isUnlike ? t('people:field.unlike') : null}
        input={PIN_INPUT}
      />
    </>
  )
}

export const digitsIn = (text: string): string => text.replaceAll(/\D/gu, '')
