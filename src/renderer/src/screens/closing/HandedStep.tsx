import { useEffect, useRef } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { Button } from '#renderer/components/Button.tsx'
import { clockText } from '#renderer/components/clock-text.ts'
import type { Word } from '#renderer/components/Page.tsx'
import { PaperPreview } from '#renderer/components/PaperPreview.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { ShiftView } from '#shared/contract/views.ts'
import { differenceText } from './difference-text.ts'

/** The drawer was handed over: what the one who left was over or short, what stays for the next, and the paper of the shift. */
export function HandedStep(props: {
  readonly shift: ShiftView
  readonly onDone: () => void
  readonly onSaid: (word: Word) => void
}) {
  const { shift } = props
  const t = useText()
  const failureText = useFailureText()
  const box = useRef<HTMLDivElement>(null)
  const queue = useLive('print.queue', { limit: 50 }, ['print.changed'])
  const job = queue.value
    ?.filter((one) => one.kind === 'x-report' && one.hasPaper)
    .sort((left, right) => right.jobNo - left.jobNo)[0]
  useEffect(() => box.current?.querySelector('button')?.focus(), [])
  useCommand('closing.accept', props.onDone)
  useCommand('closing.print', async () => {
    const answer = await call('print.shift', { id: crypto.randomUUID(), shiftId: shift.id })
    props.onSaid(
      answer.ok ? { tone: 'good', text: t('closing:printed') } : { tone: 'bad', text: failureText(answer.failure) }
    )
  })
  const times = { person: shift.personName, from: clockText(shift.openedAt), to: clockText(shift.endedAt) }
  const lines = [
    [t('closing:result.counted'), formatAmount(shift.countedMinor)],
    [t('closing:past.difference'), differenceText(t, shift.overShortMinor)],
    [t('closing:result.owner'), formatAmount(shift.toOwnerMinor)],
    [t('closing:result.bank'), formatAmount(shift.toBankMinor)]
  ] as const
  return (
    <div className="closed" ref={box}>
      <section className="closed-facts">
        <p className="closed-z">{shift.nextPersonName}</p>
        <p className="closed-day">{t('closing:shift.from', times)}</p>
        <dl className="where-lines">
          {lines.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd className="number">{value}</dd>
            </div>
          ))}
          <div className="figures-total">
            <dt>{t('closing:shift.stays', { person: shift.nextPersonName })}</dt>
            <dd className="number">{formatAmount(shift.nextFloatMinor)}</dd>
          </div>
        </dl>
        <Button onPress={props.onDone} chord="Enter" tone="main">
          {t('closing:shift.back')}
        </Button>
      </section>
      {job === undefined ? null : <PaperPreview jobId={job.id} name={t('closing:shift.done')} />}
    </div>
  )
}
