import { useCommand } from '#renderer/commands/use-command.tsx'
import { findNewest } from '#renderer/components/bill-list/find-bills.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import type { BillKind } from '#shared/sales/bill-request.ts'
import { isEmptyBill, repeatLine } from './bill-draft.ts'
import { fieldSpot, footWalk, lineSpot, payFields } from './spots.ts'
import type { BillState } from './use-bill.ts'
import type { useStart } from './use-start.ts'

type Begins = ReturnType<typeof useStart>

/** What the keys of the bill do. */
export function useBillCommands(bill: BillState, begins: Begins): void {
  useKindCommands(bill)
  useWalkCommands(bill)
  useLineCommands(bill)
  useOldBillCommands(bill, begins)
}

function useKindCommands(bill: BillState): void {
  const kind = (name: BillKind) => () => bill.setKind(name)
  useCommand('bill.sale', kind('sale'))
  useCommand('bill.purchase', kind('purchase'))
  useCommand('bill.saleReturn', kind('sale-return'))
  useCommand('bill.purchaseReturn', kind('purchase-return'))
  useCommand('bill.other', () => bill.setKind(bill.draft.kind === 'quotation' ? 'challan' : 'quotation'))
}

function useWalkCommands(bill: BillState): void {
  const { draft, spot, focus } = bill
  const { open } = useNavigation()
  const partyId = draft.target?.id ?? null
  const isAtParty = spot.at === 'field' && spot.field === 'party'
  useCommand('bill.date', () => focus(fieldSpot('date')))
  useCommand('bill.party', () => focus(fieldSpot('party')))
  useCommand('bill.lines', bill.toLines)
  useCommand('bill.foot', () => focus(fieldSpot(footWalk(draft.kind)[0] ?? 'discount')))
  useCommand('bill.split', () => focus(fieldSpot('cash')), payFields(draft.kind).length > 0)
  useCommand('bill.roundOff', () => bill.change((now) => ({ ...now, isRounded: !now.isRounded })))
  useCommand('bill.more', () => bill.showDialog({ name: 'more' }))
  useCommand('bill.new', () => newOne(bill), canMakeNew(bill))
  useCommand('bill.accept', bill.acceptance.accept)
  useCommand('bill.openParty', () => partyId !== null && open('statement', { partyId }), partyId !== null)
  // Esc steps back: to the party first; from there the app leaves the screen. The bill stays here as it was typed.
  useCommand('bill.back', () => focus(fieldSpot('party')), !isAtParty)
}

const canMakeNew = ({ spot, draft, line }: BillState): boolean =>
  spot.at === 'line' ? line?.itemId === null && line.free === null : spot.field === 'party' && draft.target === null

/** Alt+C: a new party or a new item by the text of the box in hand. */
function newOne({ spot, draft, line, showDialog }: BillState): void {
  if (spot.at === 'field') {
    showDialog({ name: 'party', typed: draft.party.trim() })
    return
  }
  const typed = line?.item.trim() ?? ''
  const isCode = /^\d{6,}$/.test(typed)
  showDialog({ name: 'item', lineKey: spot.key, typed: isCode ? '' : typed, code: isCode ? typed : '' })
}

function useLineCommands(bill: BillState): void {
  const { draft, spot, edits, line } = bill
  const isFree = line !== null && line.itemId === null && line.ofLine === null && line.item.trim() !== ''
  useCommand(
    'bill.freeLine',
    () => line !== null && bill.showDialog({ name: 'free', lineKey: line.key }),
    spot.at === 'line' && isFree
  )
  useCommand('bill.addLine', edits.add)
  useCommand('bill.insertLine', edits.insert, spot.at === 'line')
  useCommand('bill.removeLine', edits.remove, spot.at === 'line')
  useCommand('bill.undo', edits.restore, draft.removed.length > 0)
  useCommand(
    'bill.repeat',
    () => {
      if (line === null) return
      bill.change((now) => repeatLine(now, line.key))
      bill.focus(lineSpot(line.key, 'quantity'))
    },
    spot.at === 'line' && bill.lineIndex > 0
  )
}

function useOldBillCommands(bill: BillState, begins: Begins): void {
  const { draft, showDialog } = bill
  const partyId = draft.target?.id ?? null
  /** The newest paper of this kind, of the party when one is chosen. */
  const newest = async () => {
    const asked = { partyId, kinds: [draft.kind], text: '', isOpen: false, beforeBillId: null }
    const found = await findNewest(asked)
    if (!found.ok) bill.say({ tone: 'bad', key: `errors:${found.failure.code}`, params: found.failure.params ?? {} })
    else if (found.value === null) bill.say({ tone: 'warn', key: 'bill:notice.noOldBill' })
    return found.ok ? found.value : null
  }
  const look = async () => {
    const row = await newest()
    if (row !== null) showDialog({ name: 'look', billId: row.id })
  }
  const copy = async () => {
    const row = await newest()
    if (row !== null) await begins.fromBill(row.id, draft.kind, 'copy')
  }
  useCommand('bill.duplicate', () => void copy())
  useCommand('bill.hold', () => void bill.holding.hold(), !isEmptyBill(draft))
  useCommand('bill.held', () => showDialog({ name: 'held' }))
  useCommand('bill.find', () => showDialog({ name: 'find' }))
  // The link of the newest bill: what was just accepted is asked for on the spot.
  const askFor = async () => {
    const row = await newest()
    if (row !== null) showDialog({ name: 'pay-link', billId: row.id })
  }
  useCommand('bill.payLink', () => void askFor(), draft.kind === 'sale')
  useCommand('bill.previous', () => void look())
}
