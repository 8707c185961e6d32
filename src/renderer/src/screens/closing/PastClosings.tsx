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
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { counted } from '#renderer/i18n/counted.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { ClosingView } from '#shared/contract/views.ts'
import { CountsBeside } from './CountsBeside.tsx'
import { ReportBody } from './DayReport.tsx'
import { endedText } from './difference-text.ts'
import { ShareDialog } from './ShareDialog.tsx'
import { ShiftLines } from './ShiftLines.tsx'

const PAGE = 60
/** The width of the window, in rem, from which a column is worth its place. */
const WIDTH_FOR: Readonly<Record<string, number>> = {
  sales: 72,
  person: 64,
  counter: 40,
  closedAt: 56,
  float: 52,
  counted: 40
}

type Row = Output<'closing.ofShop'>[number]

/** Every Z that there is, of all counters, newest first; Enter shows one as it was frozen. */
export function PastClosings({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const [shown, setShown] = useState<Row | null>(null)
  return (
    <>
      <Dialog title={t('closing:past.title')} onClose={onClose} className="past-closings">
        <ClosingsTable onOpen={setShown} />
      </Dialog>
      {shown === null ? null : <PastZ row={shown} onClose={() => setShown(null)} />}
    </>
  )
}

function ClosingsTable({ onOpen }: { readonly onOpen: (row: Row) => void }) {
  const t = useText()
  const failureText = useFailureText()
  const newest = useLive('closing.ofShop', { limit: PAGE, before: null })
  const [older, setOlder] = useState<readonly Row[]>([])
  const [index, setIndex] = useState(0)
  const first = newest.value ?? []
  const rows = [...first, ...older.filter((one) => !first.some((same) => same.closing.id === one.closing.id))]
  const selected = rows[Math.min(index, rows.length - 1)]
  const last = rows.at(-1)?.closing
  const before = useMemo(() => (last === undefined ? null : { closedAt: last.closedAt, id: last.id }), [last])
  const readOlder = useCallback(async () => {
    if (before === null) return
    const answer = await call('closing.ofShop', { limit: PAGE, before })
    if (answer.ok && answer.value.length > 0) setOlder((now) => [...now, ...answer.value])
  }, [before])
  const onEndReached = useCallback(() => void readOlder(), [readOlder])
  const isOfMany = rows.some((row) => row.counterName !== '')
  const columns = useFittingColumns(
    useMemo(() => columnsOf(t, isOfMany), [t, isOfMany]),
    WIDTH_FOR
  )
  return (
    <>
      <DataTable
        label={t('closing:past.title')}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.closing.id}
        selectedIndex={rows.length === 0 ? -1 : Math.min(index, rows.length - 1)}
        onSelect={setIndex}
        onOpen={onOpen}
        onEndReached={onEndReached}
        empty={<EmptyState title={t('closing:past.empty')}>{t('closing:past.emptyHint')}</EmptyState>}
      />
      {isOfMany && selected !== undefined ? <ShopDayLine bookOn={selected.closing.bookOn} /> : null}
      {newest.failure === null ? null : <Notice tone="bad">{failureText(newest.failure)}</Notice>}
    </>
  )
}

/** What the Zs of all counters for the chosen day come to. */
function ShopDayLine({ bookOn }: { readonly bookOn: BookDate }) {
  const t = useText()
  const { value } = useLive('closing.shopDay', { bookOn })
  if (value === null) return null
  const { zCount, netSalesMinor, cashMinor, creditGivenMinor, overShortMinor } = value
  return (
    <p className="shop-day" aria-live="polite">
      <strong>{t('closing:past.shopDay', { day: formatBookDate(bookOn), zCount })}</strong>
      {(
        [
          ['sales', formatAmount(netSalesMinor)],
          ['cash', formatAmount(cashMinor)],
          ['credit', formatAmount(creditGivenMinor)],
          ['difference', formatAmount(overShortMinor)]
        ] as const
      ).map(([name, amount]) => (
        <span key={name}>
          {t(`closing:past.${name}`)} <span className="number">{amount}</span>
        </span>
      ))}
    </p>
  )
}

function columnsOf(t: Translate, isOfMany: boolean): readonly Column<Row>[] {
  const person: Column<Row> = {
    ...{ id: 'person', header: t('closing:past.person'), width: 'minmax(5rem, 1fr)' },
    draw: (row) => row.closing.personName
  }
  // Where there are several counters, which one it was says more than who stood at it; the Z itself has the name.
  const counter: Column<Row> = {
    ...{ id: 'counter', header: t('closing:past.counter'), width: 'minmax(6rem, 1fr)' },
    draw: (row) => row.counterName
  }
  return [
    {
      id: 'z',
      header: t('closing:past.zNo'),
      width: '4rem',
      align: 'right',
      draw: (row) => <strong>{row.closing.zNo}</strong>
    },
    { id: 'day', header: t('closing:past.day'), width: '7rem', draw: (row) => formatBookDate(row.closing.bookOn) },
    {
      id: 'closedAt',
      header: t('closing:past.closedAt'),
      width: '5rem',
      draw: (row) => clockText(row.closing.closedAt)
    },
    isOfMany ? counter : person,
    {
      id: 'sales',
      header: t('closing:past.sales'),
      width: '8rem',
      align: 'right',
      draw: (row) => <MoneyText amount={row.closing.figures.salesMinor} />
    },
    {
      id: 'counted',
      header: t('closing:past.counted'),
      width: '8rem',
      align: 'right',
      draw: (row) => <MoneyText amount={row.closing.countedMinor} />
    },
    {
      id: 'difference',
      header: t('closing:past.difference'),
      width: '9rem',
      align: 'right',
      draw: (row) => endedText(t, row.closing)
    },
    {
      id: 'float',
      header: t('closing:past.float'),
      width: '9rem',
      align: 'right',
      draw: (row) => <MoneyText amount={row.closing.nextFloatMinor} />
    }
  ]
}

function PastZ({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) {
  const { closing, counterName } = row
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
      title={[t('closing:past.paper', { zNo: closing.zNo, day: formatBookDate(closing.bookOn) }), counterName]
        .filter(Boolean)
        .join(' · ')}
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
          <LateLines closing={closing} />
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

/** What other counters brought for closed days, as this Z names it. */
function LateLines({ closing }: { readonly closing: ClosingView }) {
  const t = useText()
  return (closing.late ?? []).map(({ counterName: counter, bookOn, entryCount, salesMinor }) => {
    const said = { counter, day: formatBookDate(bookOn), amount: formatAmount(salesMinor) }
    return <p key={`${counter} ${bookOn}`}>{t('closing:late.line', { ...said, ...counted(entryCount) })}</p>
  })
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
