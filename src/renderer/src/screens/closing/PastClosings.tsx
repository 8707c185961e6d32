import { useCallback, useMemo, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { clockText } from '#renderer/components/clock-text.ts'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { MoneyText } from '#renderer/components/MoneyText.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import { useSavePdf } from '#renderer/components/use-save-pdf.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { ClosingView } from '#shared/contract/views.ts'
import { CountsBeside } from './CountsBeside.tsx'
import { ReportBody } from './DayReport.tsx'
import { endedText } from './difference-text.ts'
import { ShareDialog } from './ShareDialog.tsx'
import { ShiftLines } from './ShiftLines.tsx'

const PAGE = 60
/** The width of the window, in rem, from which a column is worth its place. */
const WIDTH_FOR: Readonly<Record<string, number>> = { sales: 72, person: 64, closedAt: 56, float: 52, counted: 40 }

/** Every Z that there is, newest first; Enter shows one as it was frozen. */
export function PastClosings({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const [shown, setShown] = useState<ClosingView | null>(null)
  return (
    <>
      <Dialog title={t('closing:past.title')} onClose={onClose} className="past-closings">
        <ClosingsTable onOpen={setShown} />
      </Dialog>
      {shown === null ? null : <PastZ closing={shown} onClose={() => setShown(null)} />}
    </>
  )
}

function ClosingsTable({ onOpen }: { readonly onOpen: (closing: ClosingView) => void }) {
  const t = useText()
  const failureText = useFailureText()
  const newest = useLive('closing.list', { limit: PAGE, beforeZNo: null })
  const [older, setOlder] = useState<readonly ClosingView[]>([])
  const [index, setIndex] = useState(0)
  const rows = [...(newest.value ?? []), ...older.filter((one) => one.zNo < (newest.value?.at(-1)?.zNo ?? 0))]
  const lastZ = rows.at(-1)?.zNo ?? 1
  const readOlder = useCallback(async () => {
    if (lastZ <= 1) return
    const answer = await call('closing.list', { limit: PAGE, beforeZNo: lastZ })
    if (answer.ok) setOlder((now) => [...now.filter((one) => one.zNo >= lastZ), ...answer.value])
  }, [lastZ])
  const onEndReached = useCallback(() => void readOlder(), [readOlder])
  const columns = useFittingColumns(
    useMemo(() => columnsOf(t), [t]),
    WIDTH_FOR
  )
  return (
    <>
      <DataTable
        label={t('closing:past.title')}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        selectedIndex={rows.length === 0 ? -1 : Math.min(index, rows.length - 1)}
        onSelect={setIndex}
        onOpen={onOpen}
        onEndReached={onEndReached}
        empty={<EmptyState title={t('closing:past.empty')}>{t('closing:past.emptyHint')}</EmptyState>}
      />
      {newest.failure === null ? null : <Notice tone="bad">{failureText(newest.failure)}</Notice>}
    </>
  )
}

function columnsOf(t: Translate): readonly Column<ClosingView>[] {
  return [
    {
      id: 'z',
      header: t('closing:past.zNo'),
      width: '4rem',
      align: 'right',
      draw: (row) => <strong>{row.zNo}</strong>
    },
    { id: 'day', header: t('closing:past.day'), width: '7rem', draw: (row) => formatBookDate(row.bookOn) },
    { id: 'closedAt', header: t('closing:past.closedAt'), width: '5rem', draw: (row) => clockText(row.closedAt) },
    { id: 'person', header: t('closing:past.person'), width: 'minmax(5rem, 1fr)', draw: (row) => row.personName },
    {
      id: 'sales',
      header: t('closing:past.sales'),
      width: '8rem',
      align: 'right',
      draw: (row) => <MoneyText amount={row.figures.salesMinor} />
    },
    {
      id: 'counted',
      header: t('closing:past.counted'),
      width: '8rem',
      align: 'right',
      draw: (row) => <MoneyText amount={row.countedMinor} />
    },
    {
      id: 'difference',
      header: t('closing:past.difference'),
      width: '9rem',
      align: 'right',
      draw: (row) => endedText(t, row)
    },
    {
      id: 'float',
      header: t('closing:past.float'),
      width: '9rem',
      align: 'right',
      draw: (row) => <MoneyText amount={row.nextFloatMinor} />
    }
  ]
}

function PastZ({ closing, onClose }: { readonly closing: ClosingView; readonly onClose: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const [word, setWord] = useState<Word | null>(null)
  const [isSharing, setSharing] = useState(false)
  const savePdf = useSavePdf()
  const print = async () => {
    const answer = await call('print.closing', { id: crypto.randomUUID(), closingId: closing.id })
    setWord(
      answer.ok ? { tone: 'good', text: t('closing:printed') } : { tone: 'bad', text: failureText(answer.failure) }
    )
  }
  const save = async () => setWord(await savePdf({ type: 'closing', closingId: closing.id }))
  return (
    <Dialog
      title={t('closing:past.paper', { zNo: closing.zNo, day: formatBookDate(closing.bookOn) })}
      onClose={onClose}
      className="past-z"
    >
      <PaperKeys onPrint={print} onSave={save} onShare={() => setSharing(true)} />
      {isSharing ? <ShareDialog closing={closing} onClose={() => setSharing(false)} /> : null}
      <div className="past-z-body">
        <ReportBody figures={closing.figures} />
        <div>
          <CountsBeside counts={closing.counts} />
          <p className="past-z-difference">{endedText(t, closing)}</p>
          <ShiftLines shifts={closing.shifts} />
          {closing.reason === '' ? null : <p>{t('closing:past.reason', { reason: closing.reason })}</p>}
        </div>
      </div>
      <Notice tone={word?.tone ?? 'plain'}>{word?.text}</Notice>
      <div className="dialog-buttons">
        <CommandButton command="closing.share" />
        <CommandButton command="closing.pdf" />
        <CommandButton command="closing.print" />
      </div>
    </Dialog>
  )
}

/** Inside the dialog, so that the keys belong to the dialog's layer. */
function PaperKeys(props: {
  readonly onPrint: () => Promise<void>
  readonly onSave: () => Promise<void>
  readonly onShare: () => void
}) {
  useCommand('closing.share', props.onShare)
  useCommand('closing.print', () => void props.onPrint())
  useCommand('closing.pdf', () => void props.onSave())
  return null
}
