import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CashDialog } from '#renderer/components/cash/CashDialog.tsx'
import { RecurringDialog } from '#renderer/components/cash/RecurringDialog.tsx'
import { LateDialog } from '#renderer/components/cloud/LateDialog.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import { ClosedStep } from './ClosedStep.tsx'
import { CountStep } from './CountStep.tsx'
import { aboutText, notesOf, titleOf } from './closing-words.ts'
import { DayInvoices } from './DayInvoices.tsx'
import { DayReport } from './DayReport.tsx'
import { HandedStep } from './HandedStep.tsx'
import { PastClosings } from './PastClosings.tsx'
import { ResultStep } from './ResultStep.tsx'
import { ShareDialog } from './ShareDialog.tsx'
import { TakeOverDialog } from './TakeOverDialog.tsx'
import { UncountedDialog } from './UncountedDialog.tsx'
import { useClosing } from './use-closing.ts'
import './closing.css'

type Overlay = 'x' | 'past' | 'take-over' | 'uncounted' | 'share' | 'invoices' | 'cash' | 'recurring' | 'late'

/**
 * The close of a day, or the handover of the drawer: a blind count, then what it comes to, then the frozen Z or the paper of
 * the shift. What should be in the drawer is asked of main only after the count is accepted, or by the key for an X while no
 * box is filled.
 */
export function Closing() {
  const t = useText()
  const failureText = useFailureText()
  const { ledger } = useShop()
  const { back } = useNavigation()
  const shifts = useLive('shift.state', {}, ['ledger.changed'])
  const dueCount = useLive('recurring.list', {}, ['ledger.changed']).value?.due.length ?? 0
  const lateCount = useLive('sync.status', {}, ['sync.changed', 'ledger.changed']).value?.lateCount ?? 0
  const closing = useClosing(ledger?.shopId ?? '')
  const isForgotten = closing.purpose.type === 'forgotten'
  const status = useLive('closing.status', { isForgotten }, ['ledger.changed', 'print.changed'])
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const [said, setSaid] = useState<Word | null>(null)
  const { step, purpose } = closing
  const isBlank = Object.values(closing.draft).every((text) => text.trim() === '')
  const isDone = step.name === 'closed' || step.name === 'handed'
  const forgotten = status.value?.forgotten ?? null
  const canSplit = forgotten !== null && forgotten.laterCount > 0 && purpose.type !== 'forgotten'

  useCommand('closing.figures', () => setOverlay('x'), (step.name !== 'count' || isBlank) && !isDone)
  useCommand('closing.past', () => setOverlay('past'))
  useCommand('closing.cash', () => setOverlay('cash'))
  useCommand('closing.recurring', () => setOverlay('recurring'))
  useCommand('closing.late', () => setOverlay('late'))
  useCommand('closing.dayInvoices', () => setOverlay('invoices'))
  useCommand('closing.share', () => setOverlay('share'), step.name === 'closed')
  useCommand('closing.handOver', () => setOverlay('take-over'), !isDone)
  useCommand('closing.forgotten', () => closing.goFor({ type: 'forgotten' }), canSplit && !isDone)
  useCommand('closing.notCounted', () => setOverlay('uncounted'), !isDone && purpose.type !== 'hand-over')
  const failure = closing.failure ?? status.failure
  const word: Word | null = failure === null ? said : { tone: 'bad', text: failureText(failure) }
  const print = async (ofShift: boolean): Promise<Word> => {
    const answer = await call('print.figures', { id: crypto.randomUUID(), ofShift })
    return answer.ok ? { tone: 'good', text: t('closing:printed') } : { tone: 'bad', text: failureText(answer.failure) }
  }
  const takeOver = async (person: string) => {
    setOverlay(null)
    if (await closing.takeOver(person)) setSaid({ tone: 'good', text: t('closing:shift.begun', { person }) })
  }
  return (
    <Page title={titleOf(t, step, purpose, forgotten)} about={aboutText(t, step, status.value)} word={word}>
      {step.name === 'count' ? (
        <CountStep
          draft={closing.draft}
          earlier={status.value?.counts ?? []}
          printWaiting={status.value?.printWaiting ?? 0}
          notes={notesOf(t, { purpose, status: status.value, shifts: shifts.value, dueCount, lateCount })}
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
          takesOver={purpose.type === 'hand-over' ? purpose.person : null}
          failure={closing.failure}
          onRecount={closing.recount}
          onClose={closing.close}
        />
      ) : null}
      {step.name === 'closed' ? <ClosedStep closing={step.closing} onDone={back} onSaid={setSaid} /> : null}
      {step.name === 'handed' ? <HandedStep shift={step.shift} onDone={back} onSaid={setSaid} /> : null}
      {overlay === 'x' ? (
        <DayReport
          onClose={() => setOverlay(null)}
          shift={shifts.value?.current ?? null}
          onPrint={async (ofShift) => {
            setSaid(await print(ofShift))
            setOverlay(null)
          }}
        />
      ) : null}
      {overlay === 'past' ? <PastClosings onClose={() => setOverlay(null)} /> : null}
      {overlay === 'cash' ? <CashDialog onClose={() => setOverlay(null)} /> : null}
      {overlay === 'recurring' ? <RecurringDialog onClose={() => setOverlay(null)} /> : null}
      {overlay === 'invoices' ? <DayInvoices onClose={() => setOverlay(null)} /> : null}
      {overlay === 'late' ? (
        <LateDialog
          onClose={() => setOverlay(null)}
          onDone={(text) => {
            setOverlay(null)
            setSaid({ tone: 'good', text })
          }}
        />
      ) : null}
      {overlay === 'share' && step.name === 'closed' ? (
        <ShareDialog closing={step.closing} onClose={() => setOverlay(null)} />
      ) : null}
      {overlay === 'take-over' ? (
        <TakeOverDialog
          people={shifts.value?.people ?? []}
          onClose={() => setOverlay(null)}
          onAccept={(person) => void takeOver(person)}
        />
      ) : null}
      {overlay === 'uncounted' ? (
        <UncountedDialog
          onClose={() => setOverlay(null)}
          onAccept={(reason) => {
            setOverlay(null)
            void closing.closeUncounted(reason)
          }}
        />
      ) : null}
    </Page>
  )
}
