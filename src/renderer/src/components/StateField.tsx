import { useText } from '#renderer/i18n/use-text.ts'
import { STATE_CODES, type StateCode } from '#renderer/shop/places.ts'
import { SuggestField } from './SuggestField.tsx'

export const isStateCode = (code: string): code is StateCode => (STATE_CODES as readonly string[]).includes(code)

/** A state or union territory of India, by a few letters of its name or its number. */
export function StateField(props: {
  readonly label: string
  /** Empty: none. */
  readonly value: string
  readonly onChange: (code: StateCode | '') => void
  readonly mayBeEmpty?: boolean
  readonly error?: string | null
  readonly hint?: string
  readonly className?: string
  readonly onLeave?: () => void
}) {
  const t = useText()
  const { value, onChange, ...rest } = props
  const options = STATE_CODES.map((code) => ({ value: code, label: t(`first-run:state.${code}`), note: code })).sort(
    (left, right) => left.label.localeCompare(right.label)
  )
  return (
    <SuggestField
      {...rest}
      options={options}
      value={isStateCode(value) ? value : null}
      onChange={(code) => onChange(code ?? '')}
    />
  )
}
