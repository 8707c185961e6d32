import { useCommand } from '#renderer/commands/use-command.tsx'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import type { BillKind } from '#shared/sales/bill-request.ts'
import { isEmptyBill } from './bill-draft.ts'
import { fieldSpot, footWalk, payFields } from './spots.ts'
import type { BillState } from './use-bill.ts'

/** What the keys of the bill do. */
export function useBillCommands(bill: BillState): void {
  const { draft, spot, edits, focus } = bill
  const { open } = useNavigation()
  const kind = (name: BillKind) => () => bill.setKind(name)
  useCommand('bill.sale', kind('sale'))
  useCommand('bill.purchase', kind('purchase'))
  useCommand('bill.saleReturn', kind('sale-return'))
  useCommand('bill.purchaseReturn', kind('purchase-return'))
  useCommand('bill.other', () => bill.setKind(draft.kind === 'quotation' ? 'challan' : 'quotation'))
  useCommand('bill.date', () => focus(fieldSpot('date')))
  useCommand('bill.party', () => focus(fieldSpot('party')))
  useCommand('bill.lines', () => bill.toLines())
  useCommand('bill.foot', () => focus(fieldSpot(footWalk(draft.kind)[0] ?? 'discount')))
  useCommand('bill.split', () => focus(fieldSpot('cash')), payFields(draft.kind).length > 0)
  useCommand('bill.roundOff', () => bill.change((now) => ({ ...now, isRounded: !now.isRounded })))
  useCommand('bill.addLine', edits.add)
  useCommand('bill.insertLine', edits.insert, spot.at === 'line')
  useCommand('bill.removeLine', edits.remove, spot.at === 'line')
  useCommand('bill.undo', edits.restore, draft.removed.length > 0)
  useCommand('bill.accept', bill.acceptance.accept)
  const partyId = draft.target?.id ?? null
  useCommand('bill.openParty', () => partyId !== null && open('statement', { partyId }), partyId !== null)
  // Esc steps back: from foot and lines to the party; from there the app leaves the screen. The bill stays as it was typed.
  const isAtStart = spot.at === 'field' && spot.field === 'party'
  useCommand('bill.back', () => focus(fieldSpot('party')), !isAtStart && !(isEmptyBill(draft) && isAtStart))
}
