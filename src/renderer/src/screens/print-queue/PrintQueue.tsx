import { useEffect, useRef, useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { DataTable } from '#renderer/components/DataTable.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { Page, type Word } from '#renderer/components/Page.tsx'
import { PaperPreview } from '#renderer/components/PaperPreview.tsx'
import { PrinterStates } from '#renderer/components/PrinterStates.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { useLive } from '#renderer/shop/use-live.ts'
import type { PrintJobView } from '#shared/contract/views.ts'
import type { PrintDecision } from '#shared/printing/print-job.ts'
import { canDecide, isMovable, needsPerson } from './decisions.ts'
import { jobName, questionOf, reasonOf } from './job-words.ts'
import { MoveDialog } from './MoveDialog.tsx'
import { useDecisions } from './use-decisions.ts'
import { useJobColumns } from './use-job-columns.tsx'
import './print-queue.css'

const MOST_JOBS = 300

/** Every paper and the truth about it, those that need a person first; the paper itself stands beside. */
export function PrintQueue() {
  const t = useText()
  const failureText = useFailureText()
  const queue = useLive('print.queue', { limit: MOST_JOBS }, ['print.changed', 'ledger.changed'])
  const jobs = queue.value ?? []
  const [chosenId, setChosenId] = useState<string | null>(null)
  const table = useRef<HTMLDivElement>(null)
  const paper = useRef<HTMLDivElement>(null)
  const found = jobs.findIndex((job) => job.id === chosenId)
  const index = jobs.length === 0 ? -1 : Math.max(0, found)
  const job = jobs[index]
  const columns = useJobColumns()
  const reason = reasonOf(job)
  const { decide, move, word } = useDecisions(job)
  const [isMoving, setMoving] = useState(false)
  useEffect(() => table.current?.focus(), [])
  const waiting = jobs.filter((one) => needsPerson(one.state)).length
  // The same key goes to the paper and back.
  const showPaper = () => {
    const roll = paper.current?.querySelector<HTMLElement>('[tabindex]')
    if (roll === document.activeElement) table.current?.focus()
    else roll?.focus()
  }

  useCommand('print-queue.open', showPaper, job?.hasPaper === true)
  const shown: Word | null = queue.failure === null ? word : { tone: 'bad', text: failureText(queue.failure) }
  const empty = <EmptyState title={t('print-queue:empty')}>{t('print-queue:emptyHint')}</EmptyState>
  return (
    <Page
      title={t('print-queue:title')}
      about={waiting === 0 ? t('print-queue:aboutNone') : t('print-queue:about', { count: waiting })}
      word={shown}
    >
      <div className="queue">
        <div className="queue-list">
          <PrinterStates label={t('print-queue:printers')} />
          <DataTable
            ref={table}
            label={t('print-queue:label')}
            columns={columns}
            rows={jobs}
            keyOf={(one) => one.id}
            selectedIndex={index}
            onSelect={(next) => setChosenId(jobs[next]?.id ?? null)}
            onOpen={showPaper}
            rowClass={(one) => (needsPerson(one.state) ? 'queue-waits' : '')}
            empty={queue.value === null ? null : empty}
          />
          <div className="queue-ask" aria-live="polite">
            <div className="queue-words">
              {reason === null ? null : <p className="queue-reason">{failureText(reason)}</p>}
              <p className="queue-question">
                {questionOf(t, job)} {job?.words === 'letters' ? t('print-queue:asLetters') : null}
              </p>
            </div>
            <Decisions job={job} onDecide={decide} onMove={() => setMoving(true)} />
          </div>
        </div>
        <div className="queue-paper" ref={paper}>
          {job?.hasPaper ? (
            <PaperPreview jobId={job.id} name={t('print-queue:paper.name', { title: jobName(t, job) })} />
          ) : null}
        </div>
      </div>
      {isMoving && job !== undefined ? (
        <MoveDialog
          job={job}
          onClose={() => setMoving(false)}
          onChosen={(printer) => {
            setMoving(false)
            void move(printer)
          }}
        />
      ) : null}
    </Page>
  )
}

/** The keys that decide, and the buttons that show them: only those that make sense for this job. */
function Decisions(props: {
  readonly job: PrintJobView | undefined
  readonly onDecide: (decision: PrintDecision) => Promise<void>
  readonly onMove: () => void
}) {
  const { job, onDecide, onMove } = props
  const { settings } = useShop()
  const others = settings?.printers.filter((printer) => printer.id !== job?.printerId) ?? []
  const canMove = job !== undefined && others.length > 0 && isMovable(job.state)
  useCommand('print-queue.move', onMove, canMove)
  const can = (decision: PrintDecision) => job !== undefined && canDecide(job.state, decision)
  useCommand('print-queue.cameOut', () => void onDecide('came-out'), can('came-out'))
  useCommand('print-queue.again', () => void onDecide('print-again'), can('print-again'))
  useCommand('print-queue.retry', () => void onDecide('retry'), can('retry'))
  useCommand('print-queue.drop', () => void onDecide('drop'), can('drop'))
  return (
    <div className="queue-keys">
      {can('came-out') ? <CommandButton command="print-queue.cameOut" tone="main" /> : null}
      {can('retry') ? <CommandButton command="print-queue.retry" tone="main" /> : null}
      {can('print-again') ? <CommandButton command="print-queue.again" /> : null}
      {canMove ? <CommandButton command="print-queue.move" /> : null}
      {can('drop') ? <CommandButton command="print-queue.drop" /> : null}
    </div>
  )
}
