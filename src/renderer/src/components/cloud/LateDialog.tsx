import { useMemo, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { CommandButton } from '#renderer/components/Button.tsx'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { MoneyText } from '#renderer/components/MoneyText.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import { counted } from '#renderer/i18n/counted.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { LateEntry } from '#shared/contract/sync-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'
import './late-dialog.css'

/** The width of the window, in rem, from which a column is worth its place. */
const WIDTH_FOR: Readonly<Record<string, number>> = { z: 78, cash: 68, dues: 58, counter: 44 }

/** The tray of late entries: looked through together, and then named by the next Z. */
export function LateDialog({
  onClose,
  onDone
}: {
  readonly onClose: () => void
  readonly onDone: (text: string) => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const { value, failure: unread } = useLive('sync.late', {}, ['sync.changed', 'ledger.changed'])
  const [index, setIndex] = useState(0)
  const [refused, setRefused] = useState<Failure | null>(null)
  const asked = useRef<{ readonly id: string; readonly of: string } | null>(null)
  const columns = useFittingColumns(
    useMemo(() => columnsOf(t), [t]),
    WIDTH_FOR
  )
  const rows = value?.entries ?? []
  const failure = refused ?? unread
  const accept = async () => {
    const entryIds = rows.map((row) => row.id)
    const of = entryIds.join()
    // Asked again for the same entries, it is the same request.
    if (asked.current?.of !== of) asked.current = { id: crypto.randomUUID(), of }
    const answer = await call('sync.takeLate', { id: asked.current.id, entryIds })
    if (answer.ok) onDone(t('cloud:late.done', counted(answer.value.entryCount)))
    else setRefused(answer.failure)
  }
  const hasSome = rows.length > 0
  return (
    <Dialog
      title={t('cloud:late.title')}
      onClose={onClose}
      className="late-entries"
      {...(hasSome ? { onAccept: () => void accept() } : {})}
    >
      {hasSome ? <p className="dialog-text">{t('cloud:late.about')}</p> : null}
      <DataTable
        label={t('cloud:late.title')}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        selectedIndex={hasSome ? Math.min(index, rows.length - 1) : -1}
        onSelect={setIndex}
        empty={
          value === null ? null : <EmptyState title={t('cloud:late.empty')}>{t('cloud:late.emptyHint')}</EmptyState>
        }
      />
      {hasSome ? <p>{t('cloud:late.accept')}</p> : null}
      {value === null || value.moreCount === 0 ? null : <p>{t('cloud:late.more', counted(value.moreCount))}</p>}
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      {hasSome ? (
        <DialogButtons />
      ) : (
        <div className="dialog-buttons">
          <CommandButton command="dialog.back" />
        </div>
      )}
    </Dialog>
  )
}

function columnsOf(t: Translate): readonly Column<LateEntry>[] {
  const money = (id: 'amount' | 'cash' | 'dues', of: (row: LateEntry) => LateEntry['amountMinor']) => ({
    ...{ id, header: t(`cloud:late.column.${id}`), width: '8rem', align: 'right' as const },
    draw: (row: LateEntry) => <MoneyText amount={of(row)} />
  })
  return [
    { id: 'day', header: t('cloud:late.column.day'), width: '7rem', draw: (row) => formatBookDate(row.bookOn) },
    {
      id: 'counter',
      header: t('cloud:late.column.counter'),
      width: 'minmax(6rem, 1fr)',
      draw: (row) => row.counterName
    },
    {
      id: 'what',
      header: t('cloud:late.column.what'),
      width: 'minmax(13rem, 2fr)',
      draw: (row) => [t(`ledger:kind.${row.kind}`), row.number || row.text].filter(Boolean).join(' · ')
    },
    { id: 'party', header: t('cloud:late.column.party'), width: 'minmax(6rem, 2fr)', draw: (row) => row.partyName },
    money('amount', (row) => row.amountMinor),
    money('cash', (row) => row.cashMinor),
    money('dues', (row) => row.duesMinor),
    {
      id: 'z',
      header: t('cloud:late.column.z'),
      width: '6rem',
      align: 'right',
      draw: (row) => (row.zNoThere === null ? t('cloud:late.noZ') : `Z ${row.zNoThere}`)
    }
  ]
}
