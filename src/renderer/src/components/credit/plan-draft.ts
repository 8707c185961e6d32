import { formatPlain, parseAmount } from '#renderer/i18n/amounts.ts'
import { addDays, type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import type { PlanView } from '#shared/contract/credit-endpoints.ts'
import type { PlanPart } from '#shared/credit/plan-progress.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { add, type Minor, minor, subtract, sum, ZERO } from '#shared/money/money.ts'
import { readComingDate } from './coming-date.ts'

/** One part as it stands in its boxes. */
export interface PartBox {
  /** Tells parts apart while they are split and taken off; never given twice. */
  readonly key: number
  readonly day: string
  readonly amount: string
  /** What of it was paid: a part never becomes less than that, and one that was paid whole stays as it is. */
  readonly paidMinor: Minor
  readonly isPaid: boolean
}

export interface PlanDraft {
  readonly boxes: readonly PartBox[]
  readonly totalMinor: Minor
  readonly nextKey: number
}

export function draftOfPlan({ parts, totalMinor }: Pick<PlanView, 'parts' | 'totalMinor'>): PlanDraft {
  const boxes = parts.map(({ dueOn, amountMinor, openMinor }, key) => ({
    ...{ key, day: formatBookDate(dueOn), amount: formatPlain(amountMinor) },
    ...{ paidMinor: subtract(amountMinor, openMinor), isPaid: openMinor === ZERO }
  }))
  return { boxes, totalMinor, nextKey: boxes.length }
}

const amountOf = ({ amount }: PartBox): Minor | null => {
  const read = parseAmount(amount.trim() === '' ? '0' : amount)
  return read.ok ? read.value : null
}

/** What the parts are short of the plan by; below zero when they are too much. Null while an amount cannot be read. */
export function missingOf({ boxes, totalMinor }: PlanDraft): Minor | null {
  const amounts = boxes.map(amountOf)
  return amounts.includes(null) ? null : subtract(totalMinor, sum(amounts.map((amount) => amount ?? ZERO)))
}

const withBox = (draft: PlanDraft, key: number, change: Partial<PartBox>): PlanDraft => ({
  ...draft,
  boxes: draft.boxes.map((box) => (box.key === key ? { ...box, ...change } : box))
})

export const typeDay = (draft: PlanDraft, key: number, day: string): PlanDraft => withBox(draft, key, { day })

/**
 * Another amount for one part. The sum stays: what it is more or less by, the last part that is not paid takes up, as far as it can. In
 * the last one itself nothing else moves, and what is missing is said.
 */
export function typeAmount(draft: PlanDraft, key: number, amount: string): PlanDraft {
  const typed = withBox(draft, key, { amount })
  const last = typed.boxes.findLast(({ isPaid }) => !isPaid)
  const missing = missingOf(typed)
  if (last === undefined || last.key === key || missing === null) return typed
  const rest = minor(Math.max(add(amountOf(last) ?? ZERO, missing), last.paidMinor))
  return withBox(typed, last.key, { amount: formatPlain(rest) })
}

/** A week after its first half; whoever pays in another rhythm types another day. */
const DAYS_BETWEEN = 7

/** A part in two of the same day's worth: the second half falls due a week later. A part that is paid, or too small, stays whole. */
export function splitPart(draft: PlanDraft, key: number, today: BookDate): PlanDraft {
  const at = draft.boxes.findIndex((box) => box.key === key)
  const box = draft.boxes[at]
  const amount = box === undefined || box.isPaid ? null : amountOf(box)
  const day = box === undefined ? null : readComingDate(box.day, today)
  if (box === undefined || amount === null || !day?.ok) return draft
  const open = subtract(amount, box.paidMinor)
  const second = minor(Math.trunc(open / 2))
  if (second <= 0) return draft
  const first = { ...box, amount: formatPlain(subtract(amount, second)) }
  const added: PartBox = {
    ...{ key: draft.nextKey, day: formatBookDate(addDays(day.value, DAYS_BETWEEN)), amount: formatPlain(second) },
    ...{ paidMinor: ZERO, isPaid: false }
  }
  return { ...draft, boxes: draft.boxes.toSpliced(at, 1, first, added), nextKey: draft.nextKey + 1 }
}

/** Takes a part off that nothing was paid of; what it was of goes to the next one that is open, or to the one before. */
export function dropPart(draft: PlanDraft, key: number): PlanDraft {
  const at = draft.boxes.findIndex((box) => box.key === key)
  const box = draft.boxes[at]
  const amount = box === undefined || box.paidMinor > 0 ? null : amountOf(box)
  const isOpen = (one: PartBox) => !one.isPaid && amountOf(one) !== null
  const heir = draft.boxes.slice(at + 1).find(isOpen) ?? draft.boxes.slice(0, Math.max(at, 0)).findLast(isOpen)
  if (amount === null || heir === undefined) return draft
  const grown = withBox(draft, heir.key, { amount: formatPlain(add(amountOf(heir) ?? ZERO, amount)) })
  return { ...grown, boxes: grown.boxes.filter((one) => one.key !== key) }
}

/** The parts that the boxes say. A failure names the box by its key (`day-3`, `amount-3`); the sum is the caller's to hold. */
export function partsOf({ boxes }: PlanDraft, today: BookDate): Result<PlanPart[]> {
  const parts: PlanPart[] = []
  for (const box of boxes) {
    const day = readComingDate(box.day, today)
    if (!day.ok) return fail(day.failure.code, day.failure.params, `day-${box.key}`)
    const amount = parseAmount(box.amount.trim() === '' ? '0' : box.amount)
    if (!amount.ok) return fail(amount.failure.code, amount.failure.params, `amount-${box.key}`)
    if (amount.value === 0) return fail('money/zero', {}, `amount-${box.key}`)
    parts.push({ dueOn: day.value, amountMinor: amount.value })
  }
  return ok(parts)
}

/** Whether the boxes say what the plan says already. */
export function isAsItWas(parts: readonly PlanPart[], plan: Pick<PlanView, 'parts'>): boolean {
  const textOf = (all: readonly PlanPart[]) => all.map(({ dueOn, amountMinor }) => `${dueOn} ${amountMinor}`).join()
  return textOf(parts) === textOf(plan.parts)
}
