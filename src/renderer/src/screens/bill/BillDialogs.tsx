import { useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { BillDialog } from '#renderer/components/bill-list/BillDialog.tsx'
import { BillKeys } from '#renderer/components/bill-list/BillKeys.tsx'
import { findNewest } from '#renderer/components/bill-list/find-bills.ts'
import { ItemDialog } from '#renderer/components/ItemDialog.tsx'
import { PartyDialog } from '#renderer/components/PartyDialog.tsx'
import { PayLinkDialog } from '#renderer/components/pay-link/PayLinkDialog.tsx'
import type { BillRow } from '#shared/contract/goods-views.ts'
import { isSelling } from './bill-payment.ts'
import { CancelHere } from './CancelHere.tsx'
import { FreeLineDialog } from './FreeLineDialog.tsx'
import { HeldDialog } from './HeldDialog.tsx'
import { MoreDialog } from './MoreDialog.tsx'
import { OldBills } from './OldBills.tsx'
import type { BillState } from './use-bill.ts'
import { addScanned } from './use-scans.ts'
import type { useStart } from './use-start.ts'
import { WhichItem } from './WhichItem.tsx'

/** What lies over the bill, one at a time. Closing it leaves the bill as it was. */
export function BillDialogs({
  bill,
  begin
}: {
  readonly bill: BillState
  readonly begin: ReturnType<typeof useStart>
}) {
  const { dialog, showDialog } = bill
  const close = () => showDialog(null)
  if (dialog === null) return null
  switch (dialog.name) {
    case 'party':
      return (
        <PartyDialog
          party={null}
          typedName={dialog.typed}
          firstKind={isSelling(bill.draft.kind) ? 'customer' : 'supplier'}
          onClose={close}
          onSaved={(party) => {
            close()
            if (!bill.party.pick(party)) return
            if (bill.draft.origin === null) {
              bill.say({ tone: 'good', key: 'bill:notice.partyAdded', params: { name: party.name } })
            }
            bill.afterParty()
          }}
        />
      )
    case 'item':
      return (
        <ItemDialog
          item={null}
          typedName={dialog.typed}
          scannedCode={dialog.code}
          onClose={close}
          onSaved={(item) => {
            close()
            bill.pickItem(item, dialog.lineKey)
          }}
        />
      )
    case 'which-item':
      return (
        <WhichItem
          items={dialog.items}
          onClose={close}
          onTake={(item) => {
            close()
            addScanned(bill, bill.items, item, { quantity: null, amountMinor: null })
          }}
        />
      )
    case 'free':
      return <FreeLineDialog bill={bill} lineKey={dialog.lineKey} onClose={close} />
    case 'held':
      return (
        <HeldDialog
          onClose={close}
          onTake={(held) => {
            close()
            void bill.holding.recall(held)
          }}
        />
      )
    case 'origin':
      return (
        <OldBills
          question={bill.originQuestion}
          title="bill:origin.title"
          about="bill:origin.about"
          onClose={() => {
            close()
            bill.toLines()
          }}
          onTake={(row) => {
            close()
            void begin.fromBill(row.id, bill.draft.kind, 'return')
          }}
        />
      )
    case 'find':
      return (
        <OldBills
          question={{ partyId: bill.draft.target?.id ?? null, kinds: null, isOpen: false }}
          title="bill:list.title"
          about="bill:list.ofParty"
          onClose={close}
          onTake={(row) => showDialog({ name: 'look', billId: row.id })}
        />
      )
    case 'look':
      return <LookedAt bill={bill} billId={dialog.billId} begin={begin} />
    case 'pay-link':
      return <PayLinkDialog of={{ type: 'bill', entryId: dialog.billId }} onClose={close} />
    case 'cancel':
      return <CancelHere bill={bill} row={dialog.row} />
    case 'more':
      return <MoreDialog bill={bill} onClose={close} />
  }
}

function LookedAt(props: {
  readonly bill: BillState
  readonly billId: string
  readonly begin: ReturnType<typeof useStart>
}) {
  const { bill, begin } = props
  const { showDialog } = bill
  const print = async (row: BillRow, printerId: string | null) => {
    const printed = await call('print.bill', { id: v7(), billId: row.id, printerId })
    if (printed.ok) bill.say({ tone: 'good', key: 'bill:notice.printing', params: { number: row.number } })
    else bill.say({ tone: 'bad', key: `errors:${printed.failure.code}`, params: printed.failure.params ?? {} })
  }
  // The way back to newer papers is the way that was come.
  const [newer, setNewer] = useState<readonly string[]>([])
  const older = async () => {
    const { target, kind } = bill.draft
    const asked = { partyId: target?.id ?? null, kinds: [kind], text: '', isOpen: false, beforeBillId: props.billId }
    const found = await findNewest(asked)
    const row = found.ok ? found.value : null
    if (row === null) return
    setNewer([...newer, props.billId])
    showDialog({ name: 'look', billId: row.id })
  }
  const back = () => {
    const billId = newer.at(-1)
    if (billId === undefined) return
    setNewer(newer.slice(0, -1))
    showDialog({ name: 'look', billId })
  }
  return (
    <BillDialog
      billId={props.billId}
      onClose={() => showDialog(null)}
      keys={(view) => (
        <>
          <StepKeys onOlder={() => void older()} onNewer={back} />
          <BillKeys
            row={view.row}
            commands={{
              print: 'bill.print',
              printSheet: 'bill.printSheet',
              giveBack: 'bill.saleReturn',
              makeBill: 'bill.sale',
              copy: 'bill.duplicate',
              cancel: 'bill.cancel',
              payLink: 'bill.payLink'
            }}
            onPrint={(printerId) => void print(view.row, printerId)}
            onBegin={(kind, how) => {
              showDialog(null)
              void begin.fromBill(view.row.id, kind, how)
            }}
            onCancel={() => showDialog({ name: 'cancel', row: view.row })}
            onPayLink={() => showDialog({ name: 'pay-link', billId: view.row.id })}
          />
        </>
      )}
    />
  )
}

/** PgUp and PgDn go through the papers while one is looked at. */
function StepKeys(props: { readonly onOlder: () => void; readonly onNewer: () => void }) {
  useCommand('bill.previous', props.onOlder)
  useCommand('bill.next', props.onNewer)
  return null
}
