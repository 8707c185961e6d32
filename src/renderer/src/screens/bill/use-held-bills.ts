import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'
import { type BillDraft, emptyBill, isEmptyBill } from './bill-draft.ts'
import { readBillText } from './kept-bill.ts'
import { fieldSpot, lineSpot } from './spots.ts'
import type { BillKit } from './use-bill-kit.ts'

/** How a held bill is known in the list. */
export const heldTitle = (draft: BillDraft): string => draft.party.trim().slice(0, 120)

/** Puts the bill aside in the book, so that another counter of the shop could go on with it too. */
export function useHolding(kit: BillKit) {
  const keep = async (draft: BillDraft): Promise<boolean> => {
    const held = await call('bill.hold', { id: draft.id, title: heldTitle(draft), draft: JSON.stringify(draft) })
    if (held.ok) return true
    kit.say({ tone: 'bad', key: `errors:${held.failure.code}`, params: held.failure.params ?? {} })
    return false
  }
  return {
    /** Puts the bill aside; the next one is of its kind unless another is asked for. */
    hold: async (nextKind?: BillKind) => {
      const draft = kit.now()
      if (isEmptyBill(draft)) return
      // It leaves the screen only when it is safe elsewhere.
      if (!(await keep(draft)) || kit.now() !== draft) return
      kit.put(emptyBill(v7(), nextKind ?? draft.kind, kit.isRounded))
      kit.say({ tone: 'good', key: 'bill:notice.heldNow' })
      kit.focus(fieldSpot('party'))
    },
    recall: async (held: { readonly id: string; readonly draft: string }) => {
      const draft = readBillText(held.draft, kit.isRounded)
      if (draft === null) return kit.say({ tone: 'bad', key: 'bill:problem.heldUnreadable' })
      const standing = kit.now()
      if (!isEmptyBill(standing) && !(await keep(standing))) return
      kit.put(draft)
      kit.say({ tone: 'good', key: 'bill:notice.recalled' })
      void call('bill.drop', { id: held.id })
      const last = draft.lines.at(-1)
      kit.focus(last === undefined ? fieldSpot('party') : lineSpot(last.key, 'item'))
    }
  }
}
