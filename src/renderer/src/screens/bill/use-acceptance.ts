import { useEffect, useRef } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { useLedgerWords } from '#renderer/components/ledger-words.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'
import type { BillDraft } from './bill-draft.ts'
import { emptyBill, isEmptyBill } from './bill-draft.ts'
import { type BillSurroundings, billPartyOf, figuresOf } from './bill-figures.ts'
import { readDay, readTheirDay, requestOf, type Stop } from './bill-request-of.ts'
import { itemSpot, refusedSpot } from './refused-spot.ts'
import { fieldSpot, lineSpot } from './spots.ts'
import type { BillItems } from './use-bill-items.ts'
import { type BillKit, type Problem, problemAt } from './use-bill-kit.ts'
import type { BillParty } from './use-bill-party.ts'
import { useWarningText } from './use-bill-words.ts'
import { heldTitle } from './use-held-bills.ts'

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
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
    }
  }, [])
  const saved = ({ bill, entry, warnings, billWarnings }: Output<'bill.record'>) => {
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
  const refused = async (from: BillDraft, places: readonly number[], failure: Failure) => {
    const isLate = failure.code === 'calendar/day-closed' || from.isLate
    const again = { ...from, isLate, id: failure.code === 'entry/id-reused' ? v7() : from.id }
    if (isGone.current || !isEmptyBill(kit.now())) {
      const held = await call('bill.hold', { id: v7(), title: heldTitle(again), draft: JSON.stringify(again) })
      if (!held.ok) kit.keepRefused(again)
      return kit.say({ tone: 'bad', key: 'bill:notice.refusedHeld', params: { reason: failureText(failure) } })
    }
    kit.put(again)
    // What the book has by now is read for the lines that are back.
    if (failure.code === 'bill/total-changed' || failure.code === 'bill/item-gone') items.refresh()
    kit.stop(problemAt(refusedSpot(again, places, failure), failure))
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
    if (figures.failure !== null) {
      // It may be back on its shelf by the next try.
      if (figures.failure.code === 'bill/item-gone') items.refresh()
      return kit.stop(problemAt(refusedSpot(draft, figures.read.places, figures.failure), figures.failure))
    }
    if (figures.payment.problem !== null) {
      const { field, key, params } = figures.payment.problem
      return kit.stop({ spot: fieldSpot(field), key, ...(params === undefined ? {} : { params }) })
    }
    const request = requestOf(draft, figures.read, figures.payment, { day: day.value, theirDate: theirDay.value })
    if (request === null) return kit.stop({ spot: itemSpot(draft), key: 'bill:problem.noLines' })
    kit.put(emptyBill(v7(), nextKind(draft.kind), kit.isRounded))
    kit.focus(fieldSpot('party'))
    const recorded = await call('bill.record', { ...request, expectedTotalMinor: figures.totalMinor })
    if (recorded.ok) saved(recorded.value)
    else await refused(draft, figures.read.places, recorded.failure)
  }
  return { accept: () => void accept() }
}

/** One purchase follows the other; after a return or an offer the next is a sale again. */
const nextKind = (kind: BillKind): BillKind => (kind === 'purchase' ? 'purchase' : 'sale')

const problemOfStop = (stop: Stop): Problem =>
  problemAt(stop.at === 'line' ? lineSpot(stop.key, stop.cell) : fieldSpot(stop.field), stop.failure)
