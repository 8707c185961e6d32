import { useState } from 'react'
import { Choice } from '#renderer/components/Choice.tsx'
import { DateField } from '#renderer/components/DateField.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { readDate } from '#renderer/components/date-text.ts'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import { NAMED_PERIODS, type NamedPeriod, namedPeriod, nameOf, type Period, periodOf } from './period.ts'

/** Which days: one of the usual periods, or two dates. Two dates in the wrong order are put right. */
export function PeriodDialog(props: {
  readonly period: Period
  readonly today: BookDate
  readonly onClose: () => void
  readonly onChosen: (period: Period) => void
}) {
  const { today } = props
  const t = useText()
  const [name, setName] = useState<NamedPeriod | 'other'>(nameOf(props.period, today) ?? 'other')
  const [from, setFrom] = useState(formatBookDate(props.period.fromOn))
  const [to, setTo] = useState(formatBookDate(props.period.toOn))
  const choose = (next: NamedPeriod | 'other') => {
    setName(next)
    if (next === 'other') return
    const named = namedPeriod(next, today)
    setFrom(formatBookDate(named.fromOn))
    setTo(formatBookDate(named.toOn))
  }
  const accept = () => {
    if (name !== 'other') return props.onChosen(namedPeriod(name, today))
    const [first, last] = [readDate(from, today), readDate(to, today)]
    if (first.ok && last.ok) props.onChosen(periodOf(first.value, last.value))
  }
  const options = [...NAMED_PERIODS, 'other' as const].map((value) => ({ value, label: t(`day-book:period.${value}`) }))
  return (
    <Dialog title={t('day-book:period.title')} onClose={props.onClose} onAccept={accept} className="period-dialog">
      <FormWalk onDone={accept} label={t('day-book:period.title')} className="period-walk">
        <Choice label={t('day-book:period.label')} options={options} value={name} onChange={choose} isFirstFocus />
        {name === 'other' ? (
          <div>
            <DateField label={t('day-book:period.from')} value={from} onChange={setFrom} today={today} />
            <DateField label={t('day-book:period.to')} value={to} onChange={setTo} today={today} />
          </div>
        ) : null}
      </FormWalk>
      <DialogButtons />
    </Dialog>
  )
}

/** One day, as it is typed. Empty is the current day. */
export function DayDialog(props: {
  readonly today: BookDate
  readonly onClose: () => void
  readonly onChosen: (period: Period) => void
}) {
  const { today } = props
  const t = useText()
  const [text, setText] = useState('')
  const accept = () => {
    const day = text.trim() === '' ? { ok: true as const, value: today } : readDate(text, today)
    if (day.ok) props.onChosen({ fromOn: day.value, toOn: day.value })
  }
  return (
    <Dialog title={t('day-book:date.title')} onClose={props.onClose} onAccept={accept}>
      <FormWalk onDone={accept} label={t('day-book:date.title')}>
        <DateField label={t('day-book:date.label')} value={text} onChange={setText} today={today} />
      </FormWalk>
      <DialogButtons />
    </Dialog>
  )
}
