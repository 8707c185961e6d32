import { useMemo, useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { type Column, DataTable } from '#renderer/components/DataTable.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { MoneyText } from '#renderer/components/MoneyText.tsx'
import { useFittingColumns } from '#renderer/components/use-fitting-columns.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { ReturnedPayment } from '#shared/contract/statement-endpoints.ts'

/** The width of the window, in rem, from which a column is worth its place. */
const WIDTH_FOR: Readonly<Record<string, number>> = { text: 60 }

/** Money of proved payments went out again: are their proofs taken back? F10 leaves them as they are. */
export function ReturnedDialog(props: {
  readonly returned: readonly ReturnedPayment[]
  readonly onClose: () => void
  /** With those whose proofs shall be taken back. */
  readonly onAnswer: (doubted: readonly string[]) => void
}) {
  const { returned } = props
  const t = useText()
  const [at, setAt] = useState(0)
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const doubted = returned.map(({ entryId }) => entryId).filter((id) => !kept.has(id))
  const all = useMemo(
    (): readonly Column<ReturnedPayment>[] => [
      {
        id: 'doubt',
        header: t('payments:returned.proof'),
        width: '9rem',
        draw: ({ entryId }) => t(kept.has(entryId) ? 'payments:returned.keep' : 'payments:returned.takeBack')
      },
      {
        id: 'who',
        header: t('payments:column.payer'),
        width: 'minmax(8rem, 2fr)',
        draw: ({ partyName, number }) => [partyName, number].filter((word) => word !== '').join(' · ')
      },
      {
        id: 'amount',
        header: t('payments:column.amount'),
        width: '8rem',
        align: 'right',
        draw: ({ amountMinor }) => <MoneyText amount={amountMinor} />
      },
      { id: 'on', header: t('payments:returned.on'), width: '7rem', draw: ({ on }) => formatBookDate(on) },
      { id: 'text', header: t('payments:column.text'), width: 'minmax(10rem, 3fr)', draw: ({ text }) => text }
    ],
    [t, kept]
  )
  const columns = useFittingColumns(all, WIDTH_FOR)
  const toggle = (one: ReturnedPayment) =>
    setKept(
      (now) => new Set(now.has(one.entryId) ? [...now].filter((id) => id !== one.entryId) : [...now, one.entryId])
    )
  const answer = () => props.onAnswer(doubted)
  return (
    <Dialog title={t('payments:returned.title')} onClose={props.onClose} onAccept={answer} className="returned-dialog">
      <AllKey
        onAll={() => setKept(doubted.length === 0 ? new Set() : new Set(returned.map(({ entryId }) => entryId)))}
      />
      <p>{t('payments:returned.question')}</p>
      <DataTable
        label={t('payments:returned.title')}
        columns={columns}
        rows={returned}
        keyOf={({ entryId }) => entryId}
        selectedIndex={Math.min(at, returned.length - 1)}
        onSelect={setAt}
        onOpen={toggle}
      />
      <p className="returned-text">{returned[Math.min(at, returned.length - 1)]?.text}</p>
      <p className="field-below">{t('payments:returned.hint')}</p>
      <div className="dialog-buttons">
        <CommandButton command="dialog.back" />
        <CommandButton command="dialog.all" />
        <CommandButton command="dialog.accept" tone="main" />
      </div>
    </Dialog>
  )
}

/** Inside the dialog, so that the key belongs to the dialog's layer. */
function AllKey({ onAll }: { readonly onAll: () => void }) {
  useCommand('dialog.all', onAll)
  return null
}
