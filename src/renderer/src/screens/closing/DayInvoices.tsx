import { useMemo, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { EmptyState } from '#renderer/components/EmptyState.tsx'
import { MoneyText } from '#renderer/components/MoneyText.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import type { Word } from '#renderer/components/Page.tsx'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { DayInvoiceView } from '#shared/contract/views.ts'

/** The invoices of small walk-in sales, newest first; printed once more by key. */
export function DayInvoices({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const invoices = useLive('dayInvoice.list', { limit: 400, beforeNo: null })
  const [index, setIndex] = useState(0)
  const [word, setWord] = useState<Word | null>(null)
  const rows = invoices.value ?? []
  const columns = useMemo(() => columnsOf(t), [t])
  const chosen = rows[Math.min(index, rows.length - 1)]
  const print = async (invoice: DayInvoiceView | undefined) => {
    if (invoice === undefined) return
    const answer = await call('print.dayInvoice', { id: crypto.randomUUID(), invoiceId: invoice.id })
    setWord(
      answer.ok
        ? { tone: 'good', text: t('closing:dayInvoices.printed') }
        : { tone: 'bad', text: failureText(answer.failure) }
    )
  }
  return (
    <Dialog title={t('closing:dayInvoices.title')} onClose={onClose} className="past-closings">
      <PrintKey onPrint={() => void print(chosen)} />
      <DataTable
        label={t('closing:dayInvoices.title')}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        selectedIndex={rows.length === 0 ? -1 : Math.min(index, rows.length - 1)}
        onSelect={setIndex}
        onOpen={(row) => void print(row)}
        empty={<EmptyState title={t('closing:dayInvoices.empty')}>{t('closing:dayInvoices.emptyHint')}</EmptyState>}
      />
      <Notice tone={word?.tone ?? 'plain'}>{word?.text}</Notice>
      <div className="dialog-buttons">
        <CommandButton command="dialog.back" />
        <CommandButton command="dialog.print" tone="main" isDisabled={chosen === undefined} />
      </div>
    </Dialog>
  )
}

/** Inside the dialog, so that the key belongs to the dialog's layer. */
function PrintKey({ onPrint }: { readonly onPrint: () => void }) {
  useCommand('dialog.print', onPrint)
  return null
}

const columnsOf = (t: Translate): readonly Column<DayInvoiceView>[] => [
  {
    id: 'number',
    header: t('closing:dayInvoices.number'),
    width: '11rem',
    draw: (row) => <strong>{row.number}</strong>
  },
  { id: 'day', header: t('closing:dayInvoices.day'), width: '8rem', draw: (row) => formatBookDate(row.bookOn) },
  {
    id: 'bills',
    header: t('closing:dayInvoices.bills'),
    width: '5rem',
    align: 'right',
    draw: (row) => row.details.sums.billCount
  },
  {
    id: 'total',
    header: t('closing:dayInvoices.total'),
    width: '9rem',
    align: 'right',
    draw: (row) => <MoneyText amount={row.totalMinor} />
  },
  {
    id: 'undone',
    header: t('closing:dayInvoices.undone'),
    width: 'minmax(8rem, 1fr)',
    draw: (row) => row.undone.join(', ')
  }
]
