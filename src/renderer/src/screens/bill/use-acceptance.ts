import { v7 } from 'uuid'
import { callGoods, type GoodsOutput } from '#renderer/bill-api.ts'
import { useLedgerWords } from '#renderer/components/ledger-words.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'
import type { BillDraft, BillField, LineCell } from './bill-draft.ts'
import { BILL_FIELDS, emptyBill, isEmptyBill } from './bill-draft.ts'
import { type BillSurroundings, billPartyOf, figuresOf } from './bill-figures.ts'
import { type ReadBill, readBill, readDay, readTheirDay, requestOf, type Stop } from './bill-request-of.ts'
import { askedCell, fieldSpot, lineSpot, type Spot } from './spots.ts'
import type { BillItems } from './use-bill-items.ts'
import { type BillKit, type Problem, problemAt } from './use-bill-kit.ts'
import type { BillParty } from './use-bill-party.ts'
import { useWarningText } from './use-bill-words.ts'

interface Parts {
  readonly kit: BillKit
  readonly items: BillItems
  readonly around: BillSurroundings
  readonly party: Pick<BillParty, 'settle' | 'viewNow'>
}

/** Accepts the bill. The screen is free again at once; a refusal brings back what was typed, under the same id. */
export function useAcceptance({ kit, items, around, party }: Parts) {
  const t = useText()
  const failureText = useFailureText()
  const words = useLedgerWords()
  const warningText = useWarningText()
  const saved = ({ bill, entry, warnings, billWarnings }: GoodsOutput<'bill.record'>) => {
    const { number, partyName, totalMinor } = bill.row
    const params = { number, name: partyName || t('bill:list.noParty'), amountMinor: totalMinor }
    const texts = [...billWarnings.map(warningText), ...warnings.map(words.warning)]
    if (texts.length > 0) {
      return kit.say({
        tone: 'warn',
        key: 'bill:notice.savedWarned',
        params: { ...params, warning: `${texts[0]}${texts.length > 1 ? ` (+${texts.length - 1})` : ''}` }
      })
    }
    const isPrinting = entry?.printJobId != null
    kit.say({ tone: 'good', key: isPrinting ? 'bill:notice.savedPrinting' : 'bill:notice.saved', params })
  }
  const refused = (from: BillDraft, failure: Failure) => {
    const isLate = failure.code === 'calendar/day-closed' || from.isLate
    const again = { ...from, isLate, id: failure.code === 'entry/id-reused' ? v7() : from.id }
    if (failure.code === 'bill/total-changed' || failure.code === 'bill/item-gone') items.refresh()
    if (!isEmptyBill(kit.now())) {
      void callGoods('bill.hold', { id: v7(), title: from.party, draft: JSON.stringify(again) })
      return kit.say({ tone: 'bad', key: 'bill:notice.refusedHeld', params: { reason: failureText(failure) } })
    }
    kit.put(again)
    kit.stop(problemFrom(again, failure, readBill(again, around.items)))
  }
  const accept = async () => {
    if (isEmptyBill(kit.now())) return
    const { today } = around
    if (today === null) return kit.say({ tone: 'warn', key: 'bill:notice.notReady' })
    if (!(await party.settle())) return
    const view = await party.viewNow()
    const draft = kit.now()
    const figures = figuresOf(draft, { ...around, party: view === null ? null : billPartyOf(view) })
    const day = readDay(draft.date, today)
    if (!day.ok) return kit.stop(problemAt(fieldSpot('date'), day.failure))
    const theirDay = readTheirDay(draft.theirDate, today)
    if (!theirDay.ok) return kit.stop(problemAt(fieldSpot('theirDate'), theirDay.failure))
    if (figures.read.stop !== null) return kit.stop(problemOfStop(figures.read.stop))
    if (figures.failure !== null) return kit.stop(problemFrom(draft, figures.failure, figures.read))
    if (figures.payment.problem !== null) {
      const { field, key, params } = figures.payment.problem
      return kit.stop({ spot: fieldSpot(field), key, ...(params === undefined ? {} : { params }) })
    }
    const request = requestOf(draft, figures.read, figures.payment, { day: day.value, theirDate: theirDay.value })
    if (request === null) return kit.stop({ spot: itemSpot(draft), key: 'bill:problem.noLines' })
    kit.put(emptyBill(v7(), nextKind(draft.kind), kit.isRounded))
    kit.focus(fieldSpot('party'))
    const recorded = await callGoods('bill.record', { ...request, expectedTotalMinor: figures.totalMinor })
    if (recorded.ok) saved(recorded.value)
    else refused(draft, recorded.failure)
  }
  return { accept: () => void accept() }
}

/** One purchase follows the other; after a return or an offer the next is a sale again. */
const nextKind = (kind: BillKind): BillKind => (kind === 'purchase' ? 'purchase' : 'sale')

const itemSpot = (draft: BillDraft): Spot => lineSpot(draft.lines.at(-1)?.key ?? 0, 'item')

const problemOfStop = (stop: Stop): Problem =>
  problemAt(stop.at === 'line' ? lineSpot(stop.key, stop.cell) : fieldSpot(stop.field), stop.failure)

/** Names of main for what a cell of the screen holds. */
const CELL_OF: Readonly<Record<string, LineCell>> = {
  itemId: 'item',
  text: 'item',
  said: 'quantity',
  quantity: 'quantity',
  rate: 'rate',
  rateUnit: 'rate',
  discount: 'discount',
  amountMinor: 'amount',
  ofLine: 'quantity'
}
const FIELD_OF: Readonly<Record<string, BillField>> = {
  bookOn: 'date',
  occurredOn: 'date',
  partyId: 'party',
  cashMinor: 'cash',
  changeMinor: 'change',
  upiMinor: 'upi',
  bankMinor: 'bank'
}

/** A refusal of main at the box that can put it right. `lines.3.quantity` is the fourth line that was sent. */
function problemFrom(draft: BillDraft, failure: Failure, { places }: Pick<ReadBill, 'places'>): Problem {
  const parts = /^lines\.(\d+)\.(\w+)/.exec(failure.field ?? '')
  const line = parts === null ? undefined : draft.lines[places.indexOf(Number(parts[1]))]
  const cell = CELL_OF[parts?.[2] ?? ''] ?? 'item'
  // Of a note for value the amount is what a hand can put right.
  if (line !== undefined) return problemAt(lineSpot(line.key, cell === 'quantity' ? askedCell(draft) : cell), failure)
  const named = failure.field ?? ''
  const field = FIELD_OF[named] ?? BILL_FIELDS.find((one) => one === named)
  return problemAt(field === undefined ? itemSpot(draft) : fieldSpot(field), failure)
}
