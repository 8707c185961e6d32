import { useText } from '#renderer/i18n/use-text.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { ComingDateField } from './ComingDateField.tsx'

/** When the rest falls due and when it was promised, as they are typed. */
export function CreditDayFields(props: {
  readonly due: string
  readonly onDue: (typed: string) => void
  readonly promise: string
  readonly onPromise: (typed: string) => void
  readonly today: BookDate
}) {
  const t = useText()
  const { today } = props
  return (
    <>
      <ComingDateField
        label={t('credit:dates.due')}
        value={props.due}
        onChange={props.onDue}
        today={today}
        hint={t('credit:dates.dueHint')}
      />
      <ComingDateField
        label={t('credit:dates.promised')}
        value={props.promise}
        onChange={props.onPromise}
        today={today}
        hint={t('credit:dates.promisedHint')}
      />
    </>
  )
}
