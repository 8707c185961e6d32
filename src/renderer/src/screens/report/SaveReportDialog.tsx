import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { Choice } from '#renderer/components/Choice.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { FormWalk } from '#renderer/focus/form-walk.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { ReportQuery } from '#shared/reports/report.ts'
import { REPORT_FORMATS, REPORT_PERIODS, type SavedReport } from '#shared/reports/saved-report.ts'

const EVERY = ['never', 'week', 'month'] as const

/** Keeps a report by a name: its period as days or counted from the day it is opened, and whether it makes itself. */
export function SaveReportDialog(props: {
  readonly query: ReportQuery
  readonly onClose: () => void
  readonly onDone: (word: Word) => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const [name, setName] = useState(t(`reports:report.${props.query.report}`))
  const [period, setPeriod] = useState<SavedReport['period']>('month')
  const [every, setEvery] = useState<SavedReport['every']>('never')
  const [format, setFormat] = useState<SavedReport['format']>('pdf')
  const [failure, setFailure] = useState<string | null>(null)
  const accept = async () => {
    if (name.trim() === '') return setFailure(t('report-screen:save.nameNeeded'))
    const key = crypto.randomUUID()
    const answer = await call('report.save', { key, name: name.trim(), query: props.query, period, every, format })
    if (!answer.ok) return setFailure(failureText(answer.failure))
    props.onDone({ tone: 'good', text: t('report-screen:save.done', { name: name.trim() }) })
    props.onClose()
  }
  const options = <Value extends string>(values: readonly Value[], say: (value: Value) => string) =>
    values.map((value) => ({ value, label: say(value) }))
  return (
    <Dialog title={t('report-screen:save.title')} onClose={props.onClose} onAccept={() => void accept()}>
      <FormWalk onDone={() => void accept()} label={t('report-screen:save.title')} className="report-save">
        <Field
          label={t('report-screen:save.name')}
          value={name}
          onChange={setName}
          error={failure}
          input={{ maxLength: 80 }}
        />
        <Choice
          label={t('report-screen:save.period')}
          options={options(REPORT_PERIODS, (value) => t(`report-screen:period.${value}`))}
          value={period}
          onChange={setPeriod}
        />
        <Choice
          label={t('report-screen:save.every')}
          options={options(EVERY, (value) => t(`report-screen:every.${value}`))}
          value={every}
          onChange={setEvery}
        />
        {every === 'never' ? null : (
          <Choice
            label={t('report-screen:save.format')}
            options={options(REPORT_FORMATS, (value) => t(`report-screen:format.${value}`))}
            value={format}
            onChange={setFormat}
          />
        )}
      </FormWalk>
      <DialogButtons />
    </Dialog>
  )
}
