import { useCallback, useRef } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import type { BillStart } from '#renderer/navigation/screen-registry.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'
import {
  type BillDraft,
  emptyBill,
  isBarelyBegun,
  isEmptyBill,
  isTied,
  withField,
  withKind,
  withReason,
  withTarget
} from './bill-draft.ts'
import { type DraftFrom, draftOfBill, leavesOff } from './draft-of-bill.ts'
import { askedCell, fieldSpot, lineSpot, type Spot } from './spots.ts'
import type { BillState } from './use-bill.ts'
import { heldTitle } from './use-held-bills.ts'

/** How a bill begins: empty with a kind, with the party that was typed elsewhere, or out of an old paper. What stood here is held, not lost. */
export function useStart(bill: BillState) {
  const latest = useRef(bill)
  latest.current = bill

  /** Makes room. False when what stood here could not be put aside: then it stays. */
  const makeRoom = useCallback(async (): Promise<boolean> => {
    const { now, say } = latest.current
    const standing = now()
    if (isEmptyBill(standing)) return true
    const draft = JSON.stringify(standing)
    const held = await call('bill.hold', { id: standing.id, title: heldTitle(standing), draft })
    if (held.ok) say({ tone: 'warn', key: 'bill:notice.held' })
    else say({ tone: 'bad', key: `errors:${held.failure.code}`, params: held.failure.params ?? {} })
    return held.ok
  }, [])
  const fromBill = useCallback(
    async (billId: string, kind: BillKind, how: DraftFrom) => {
      const { put, say, focus, isRounded, now } = latest.current
      const read = await call('bill.get', { billId })
      if (!read.ok) return say({ tone: 'bad', key: `errors:${read.failure.code}`, params: read.failure.params ?? {} })
      // A return is begun for the party that was typed: only then nothing of it has to be put aside.
      if (!isBarelyBegun(now()) && !(await makeRoom())) return
      const { kind: begun, reason } = now()
      const made = draftOfBill(read.value, kind, how, { id: v7(), isRounded })
      // A reason that was chosen before its bill is the reason of the note.
      const draft = how === 'return' && begun === kind ? withReason(made, reason) : made
      put(draft)
      say(leavesOff(read.value, how) ? { tone: 'warn', key: 'bill:notice.leftOff' } : null)
      focus(firstSpot(draft, how))
    },
    [makeRoom]
  )
  const start = useCallback(
    async (begin: BillStart) => {
      const { now, put, focus, isRounded } = latest.current
      if (begin.fromBillId !== undefined) return fromBill(begin.fromBillId, begin.kind, begin.how ?? 'copy')
      const brings = begin.party !== undefined || (begin.partyText ?? '') !== ''
      // Nothing new is brought along: the bill that was being typed goes on.
      if (!brings && !isEmptyBill(now()) && !isTied(now(), begin.kind)) return put(withKind(now(), begin.kind))
      if (!(await makeRoom())) return
      const fresh = emptyBill(v7(), begin.kind, isRounded)
      if (begin.party !== undefined) {
        put(withTarget(fresh, begin.party))
        latest.current.afterParty()
      } else {
        put(withField(fresh, 'party', begin.partyText ?? ''))
        focus(fieldSpot('party'))
      }
    },
    [fromBill, makeRoom]
  )
  return { start, fromBill }
}

/** Of a return the first quantity is asked for; in every other paper the next item is. */
function firstSpot(draft: BillDraft, how: DraftFrom): Spot {
  const line = how === 'return' ? draft.lines[0] : draft.lines.at(-1)
  return lineSpot(line?.key ?? 0, how === 'return' ? askedCell(draft, line) : 'item')
}
