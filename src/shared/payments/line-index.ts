import { type ComparedLine, type ComparedPayment, minutesApart } from './match-evidence.ts'
import { slipsOf } from './payment-references.ts'

/** How far from a payment's day a line may lie to come into question at all: entered late, posted late. */
const DAYS_BEFORE = 3
const DAYS_AFTER = 4
/** Of lines that only share the amount, so many of the nearest. */
const MOST_LOOKED_AT = 12
const MINUTES_A_DAY = 1440

/** Lines by what they are asked for, so that no payment has to be held against every line. */
export interface LineIndex {
  /** The lines that come into question for a payment, each once. */
  questionedBy(paid: ComparedPayment): ComparedLine[]
}

/** The lines of one amount. */
interface OfAmount {
  /** By day, in the order of their fingerprints. */
  readonly byDay: Map<number, ComparedLine[]>
  readonly untimed: Map<number, ComparedLine[]>
  /** By minutes since the first day; the order of `minutes`. */
  readonly byMinute: Map<number, ComparedLine[]>
  minutes: readonly number[]
}

/**
 * All lines that come into question: the same amount in the days around, or the same 12 digits whatever the amount and day. Of many
 * lines of one amount that no reference ties to the payment, only the nearest are looked at: a stall that sells a hundred
 * glasses of tea a day is no reason to wait. `payments` are those that will be asked for.
 */
export function lineIndex(compared: readonly ComparedLine[], payments: readonly ComparedPayment[]): LineIndex {
  const lines = compared.toSorted((left, right) => byFingerprint(left, right))
  const byAmount = amounts(lines)
  const byNumber = new Map<string, ComparedLine[]>()
  for (const one of lines) for (const number of one.numbers) put(byNumber, number, one)
  const byOwn = ownIndex(lines, payments)
  return {
    questionedBy(paid) {
      const isNear = ({ line, day }: ComparedLine) =>
        line.amountMinor === paid.payment.amountMinor && day - paid.day >= -DAYS_BEFORE && day - paid.day <= DAYS_AFTER
      const named = paid.typed.flatMap((typed) => byNumber.get(typed) ?? [])
      const close = paid.typed.flatMap((typed) => slipsOf(typed)).concat(paid.hints)
      const referred = [
        ...close.flatMap((number) => byNumber.get(number) ?? []),
        ...paid.bareReferences.flatMap((own) => byOwn.get(own) ?? [])
      ].filter(isNear)
      const ofAmount = byAmount.get(paid.payment.amountMinor)
      return [...new Set([...named, ...referred, ...(ofAmount === undefined ? [] : nearest(paid, ofAmount))])]
    }
  }
}

function amounts(lines: readonly ComparedLine[]): Map<number, OfAmount> {
  const byAmount = new Map<number, OfAmount>()
  for (const one of lines) {
    const known = byAmount.get(one.line.amountMinor)
    const group = known ?? { byDay: new Map(), untimed: new Map(), byMinute: new Map(), minutes: [] }
    if (known === undefined) byAmount.set(one.line.amountMinor, group)
    put(group.byDay, one.day, one)
    if (one.minute === null) put(group.untimed, one.day, one)
    else put(group.byMinute, one.day * MINUTES_A_DAY + one.minute, one)
  }
  for (const group of byAmount.values())
    group.minutes = [...group.byMinute.keys()].toSorted((left, right) => left - right)
  return byAmount
}

/** The nearest in time; by day where the payment or the line only tells that. */
function nearest(paid: ComparedPayment, { byDay, untimed, byMinute, minutes }: OfAmount): readonly ComparedLine[] {
  const days = Array.from({ length: DAYS_BEFORE + DAYS_AFTER + 1 }, (_, at) => paid.day - DAYS_BEFORE + at)
  const byTheDay = paid.minute === null ? byDay : untimed
  const near = days.flatMap((day) => (byTheDay.get(day) ?? []).slice(0, MOST_LOOKED_AT))
  if (paid.minute !== null) {
    const first = (paid.day - DAYS_BEFORE) * MINUTES_A_DAY
    const end = (paid.day + DAYS_AFTER + 1) * MINUTES_A_DAY
    const middle = placeOf(minutes, paid.day * MINUTES_A_DAY + paid.minute)
    for (const step of [1, -1]) {
      let count = 0
      for (let at = step > 0 ? middle : middle - 1; count < MOST_LOOKED_AT; at += step) {
        const minute = minutes[at]
        if (minute === undefined || minute < first || minute >= end) break
        const together = (byMinute.get(minute) ?? []).slice(0, MOST_LOOKED_AT)
        near.push(...together)
        count += together.length
      }
    }
  }
  return near
    .map((one) => ({ one, apart: apartOf(paid, one) }))
    .toSorted((left, right) => left.apart - right.apart || byFingerprint(left.one, right.one))
    .slice(0, MOST_LOOKED_AT)
    .map(({ one }) => one)
}

const apartOf = (paid: ComparedPayment, one: ComparedLine): number =>
  minutesApart(paid, one) ?? Math.abs(one.day - paid.day) * MINUTES_A_DAY + MINUTES_A_DAY / 2

/** Where in ascending numbers the first stands that is not less. */
function placeOf(numbers: readonly number[], wanted: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Lines by the references of ours that stand in them. A reference begins and ends with a run of letters and digits, so only
 * whole runs are put together, and only to lengths that a reference has.
 */
function ownIndex(lines: readonly ComparedLine[], payments: readonly ComparedPayment[]): Map<string, ComparedLine[]> {
  const known = new Set(payments.flatMap(({ bareReferences }) => bareReferences))
  const longest = [...known].reduce((most, own) => Math.max(most, own.length), 0)
  const index = new Map<string, ComparedLine[]>()
  for (const one of lines) {
    const runs = one.whole.toLowerCase().match(/[a-z0-9]+/gu) ?? []
    for (const from of runs.keys()) {
      let together = ''
      for (let at = from; at < runs.length && together.length < longest; at++) {
        together += runs[at]
        if (known.has(together)) put(index, together, one)
      }
    }
  }
  return index
}

const byFingerprint = (left: ComparedLine, right: ComparedLine): number =>
  left.line.fingerprint < right.line.fingerprint ? -1 : left.line.fingerprint > right.line.fingerprint ? 1 : 0

function put<Key>(map: Map<Key, ComparedLine[]>, key: Key, one: ComparedLine): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [one])
  else known.push(one)
}
