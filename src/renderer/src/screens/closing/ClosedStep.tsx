import { useEffect, useRef } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { Button } from '#renderer/components/Button.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { PaperPreview } from '#renderer/components/PaperPreview.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { ClosingView } from '#shared/contract/views.ts'
import { endedText } from './difference-text.ts'

/** The Z: its number, what stays for tomorrow, and its paper. Nothing on it can be changed any more. */
export function ClosedStep(props: {
  readonly closing: ClosingView
  readonly onDone: () => void
  readonly onSaid: (word: Word) => void
}) {
  const { closing } = props
  const t = useText()
  const failureText = useFailureText()
  const box = useRef<HTMLDivElement>(null)
  const queue = useLive('print.queue', { limit: 50 }, ['print.changed'])
  const job = queue.value
    ?.filter((one) => one.kind === 'closing' && one.hasPaper)
    .sort((left, right) => right.jobNo - left.jobNo)[0]
  useEffect(() => box.current?.querySelector('button')?.focus(), [])
  useCommand('closing.accept', props.onDone)
  useCommand('closing.print', async () => {
    const answer = await call('print.closing', { id: crypto.randomUUID(), closingId: closing.id })
    props.onSaid(
      answer.ok ? { tone: 'good', text: t('closing:printed') } : { tone: 'bad', text: failureText(answer.failure) }
    )
  })
  const paperName = t('closing:past.paper', { zNo: closing.zNo, day: formatBookDate(closing.bookOn) })
  return (
    <div className="closed" ref={box}>
      <section className="closed-facts">
        <p className="closed-z number">{t('closing:closed.z', { zNo: closing.zNo })}</p>
        <p className="closed-day">{formatBookDate(closing.bookOn)}</p>
        <dl className="where-lines">
          {closing.countId === null ? null : (
            <div>
              <dt>{t('closing:result.counted')}</dt>
              <dd className="number">{formatAmount(closing.countedMinor)}</dd>
            </div>
          )}
          <div>
            <dt>{t('closing:past.difference')}</dt>
            <dd className="number">{endedText(t, closing)}</dd>
          </div>
          <div>
            <dt>{t('closing:result.owner')}</dt>
            <dd className="number">{formatAmount(closing.toOwnerMinor)}</dd>
          </div>
          <div>
            <dt>{t('closing:result.bank')}</dt>
            <dd className="number">{formatAmount(closing.toBankMinor)}</dd>
          </div>
          <div className="figures-total">
            <dt>{t('closing:closed.float')}</dt>
            <dd className="number">{formatAmount(closing.nextFloatMinor)}</dd>
          </div>
        </dl>
        <p>{t('closing:closed.tomorrow')}</p>
        <Button onPress={props.onDone} chord="Enter" tone="main">
          {t('closing:closed.done')}
        </Button>
      </section>
      {job === undefined ? null : <PaperPreview jobId={job.id} name={paperName} />}
    </div>
  )
}
