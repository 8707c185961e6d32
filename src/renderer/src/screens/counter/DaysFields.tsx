import { ComingDateField } from '#renderer/components/credit/ComingDateField.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { useFieldProps } from './EntryLine.tsx'
import type { LineField } from './entry-draft.ts'
import { daysFieldsOf } from './focus-order.ts'
import type { EntryLineState } from './use-entry-line.ts'
import type { FieldFocus } from './use-field-focus.ts'

/** When the entry falls due, and for when payment was promised. */
export function DaysFields(props: {
  readonly line: EntryLineState
  readonly fields: FieldFocus
  readonly today: BookDate
  readonly onEnter: (field: LineField) => void
}) {
  const { line, today } = props
  const t = useText()
  const bind = useFieldProps(props)
  const { figures } = line
  // Days of an entry that leaves nothing open are of no use: it is said, and stops nothing.
  const isPaid = figures.amountMinor !== null && figures.problem === null && figures.balanceEffectMinor === 0
  const hint = isPaid ? t('counter:line.nothingOpen') : t('counter:line.dayHint')
  return daysFieldsOf(line.draft).map((field) => (
    <ComingDateField
      key={field}
      {...bind(field)}
      label={field === 'due' ? t('credit:dates.due') : t('credit:dates.promised')}
      today={today}
      hint={hint}
      isHintKept={isPaid}
      {...(field === 'due' ? { command: 'counter.days' as const } : {})}
    />
  ))
}
