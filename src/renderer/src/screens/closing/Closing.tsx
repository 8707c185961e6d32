import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { counted } from '#renderer/i18n/counted.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import { ClosedStep } from './ClosedStep.tsx'
import { CountStep } from './CountStep.tsx'
import { cautionsOf } from './cautions.ts'
import { DayReport } from './DayReport.tsx'
import { PastClosings } from './PastClosings.tsx'
import { ResultStep } from './ResultStep.tsx'
import { useClosing } from './use-closing.ts'
import './closing.css'

/**
 * The close of a day: a blind count, then what it comes to, then the frozen Z. What should be in the drawer is asked of
 * main only after the count is accepted, or by the key for an X while no box is filled.
 */
export function Closing() {
  const t = useText()
  const failureText = useFailureText()
  const { ledger } = useShop()
  const { back } = useNavigation()
  const status = useLive('closing.status', {}, ['ledger.changed', 'print.changed'])
  const closing = useClosing(ledger?.shopId ?? '')
  const [overlay, setOverlay] = useState<'x' | 'past' | null>(null)
  const [said, setSaid] = useState<Word | null>(null)
  const { step } = closing
  const isBlank = Object.values(closing.draft).every((text) => text.trim() === '')
  const isCountOpen = step.name === 'count' && !isBlank

  useCommand('closing.figures', () => setOverlay('x'), !isCountOpen && step.name !== 'closed')
  useCommand('closing.past', () => setOverlay('past'))
  const failure = closing.failure ?? status.failure
  const word: Word | null = failure === null ? said : { tone: 'bad', text: failureText(failure) }
  const about =
    status.value === null || step.name === 'closed'
      ? ''
      : [
          t('closing:day', { day: formatBookDate(status.value.bookOn), zNo: status.value.nextZNo }),
          t('closing:entries', counted(status.value.entryCount))
        ].join(' · ')
  const printX = async () => {
    const answer = await call('print.figures', { id: crypto.randomUUID() })
    setSaid(
      answer.ok ? { tone: 'good', text: t('closing:printed') } : { tone: 'bad', text: failureText(answer.failure) }
    )
    setOverlay(null)
  }
  return (
    <Page title={step.name === 'closed' ? t('closing:closed.title') : t('closing:title')} about={about} word={word}>
      {step.name === 'count' ? (
        <CountStep
          draft={closing.draft}
          earlier={status.value?.counts ?? []}
          printWaiting={status.value?.printWaiting ?? 0}
          cautions={
            status.value === null
              ? []
              : cautionsOf({ ...status.value, lastOn: status.value.lastClosing?.bookOn ?? null })
          }
          onChange={closing.change}
          onAccept={closing.accept}
          onTakeUp={closing.takeUp}
          onFault={(text) => setSaid({ tone: 'bad', text })}
        />
      ) : null}
      {step.name === 'result' ? (
        <ResultStep
          key={step.countId}
          result={step.result}
          zNo={status.value?.nextZNo ?? 0}
          failure={closing.failure}
          onRecount={closing.recount}
          onClose={closing.close}
        />
      ) : null}
      {step.name === 'closed' ? <ClosedStep closing={step.closing} onDone={back} onSaid={setSaid} /> : null}
      {overlay === 'x' ? <DayReport onClose={() => setOverlay(null)} onPrint={printX} /> : null}
      {overlay === 'past' ? <PastClosings onClose={() => setOverlay(null)} /> : null}
    </Page>
  )
}
