import { parseAmount, shownCurrency } from '#renderer/i18n/amounts.ts'
import type { CashCount } from '#shared/closing/cash-count.ts'
import { countedTotal } from '#shared/closing/cash-count.ts'
import { type Failure, fail, ok, type Result } from '#shared/kernel/result.ts'
import { currencyFacts } from '#shared/money/currency.ts'
import { MINOR_PER_MAJOR, type Minor, minor, ZERO } from '#shared/money/money.ts'

/** One box of the count: pieces of a note or coin, or a sum that is typed as money. */
export type CountField =
  | {
      readonly id: string
      readonly unit: 'pieces'
      readonly of: 'note' | 'coin'
      readonly value: number
    }
  | { readonly id: SumField; readonly unit: 'money' }
export type SumField = 'coins' | 'torn' | 'cheques' | 'vouchers'

/** What is typed so far, by the box's id. A box that is absent or blank counts as nothing. */
export type CountDraft = Readonly<Record<string, string>>

/** What the boxes say: the count, its total, each line's worth, and what cannot be read. */
export interface CountReading {
  readonly count: CashCount
  readonly totalMinor: Minor
  readonly worthMinor: Readonly<Record<string, Minor>>
  readonly faults: Readonly<Record<string, Failure>>
}

/** The most pieces of one kind that a drawer is believed to hold. */
export const MAX_PIECES = 100_000

const note = (value: number): CountField => ({ id: `note:${value}`, unit: 'pieces', of: 'note', value })
const coin = (value: number): CountField => ({ id: `coin:${value}`, unit: 'pieces', of: 'coin', value })
const sumOf = (id: SumField): CountField => ({ id, unit: 'money' })

/**
 * The boxes in the order in which the hand goes through the drawer: notes from the largest, coins, then what stands in
 * for cash. The long list has the rare notes and the coins by piece as well. A box that holds something is never left
 * out, whichever list is asked for.
 */
export function countFields(isLong: boolean, draft: CountDraft): readonly CountField[] {
  const shows = (id: string) => isLong || (draft[id] ?? '').trim() !== ''
  const pieces = currencyFacts(shownCurrency())
  const notes = pieces.notes.filter((value) => pieces.usualNotes.includes(value) || shows(`note:${value}`)).map(note)
  const coins = pieces.coins.filter((value) => shows(`coin:${value}`)).map(coin)
  return [...notes, ...coins, sumOf('coins'), sumOf('torn'), sumOf('cheques'), sumOf('vouchers')]
}

/** Reads a number of pieces: a whole number or a sum of such (`100*2+4`), up to `MAX_PIECES`. Blank is none. */
export function parsePieces(text: string): Result<number> {
  if (text.trim() === '') return ok(0)
  const amount = parseAmount(text)
  if (!amount.ok) return amount
  if (amount.value % MINOR_PER_MAJOR !== 0) return fail('money/too-many-decimals')
  const pieces = amount.value / MINOR_PER_MAJOR
  return pieces > MAX_PIECES ? fail('money/too-large') : ok(pieces)
}

/** Reads all boxes at once. A box that cannot be read is worth nothing and is named in `faults`. */
export function readCount(draft: CountDraft): CountReading {
  const faults: Record<string, Failure> = {}
  const worthMinor: Record<string, Minor> = {}
  const pieces = (field: CountField) => {
    const read = parsePieces(draft[field.id] ?? '')
    if (!read.ok) faults[field.id] = read.failure
    return read.ok ? read.value : 0
  }
  const money = (id: SumField) => {
    const text = (draft[id] ?? '').trim()
    const read = text === '' ? ok(ZERO) : parseAmount(text)
    if (!read.ok) faults[id] = read.failure
    const worth = read.ok ? read.value : ZERO
    worthMinor[id] = worth
    return worth
  }
  const notes: CashCount['notes'] = []
  const coins: CashCount['coins'] = []
  for (const field of countFields(true, draft)) {
    if (field.unit !== 'pieces') continue
    const counted = pieces(field)
    worthMinor[field.id] = minor(field.value * MINOR_PER_MAJOR * counted)
    if (counted > 0) (field.of === 'note' ? notes : coins).push({ value: field.value, pieces: counted })
  }
  const count: CashCount = {
    notes,
    coins,
    looseCoinsMinor: money('coins'),
    tornMinor: money('torn'),
    chequesMinor: money('cheques'),
    vouchersMinor: money('vouchers')
  }
  return { count, totalMinor: countedTotal(count), worthMinor, faults }
}

/** The boxes as they must have been typed to give this count: for showing an earlier count beside the new one. */
export function draftOf(count: CashCount): CountDraft {
  const draft: Record<string, string> = {}
  for (const line of count.notes) draft[`note:${line.value}`] = String(line.pieces)
  for (const line of count.coins) draft[`coin:${line.value}`] = String(line.pieces)
  const sums: readonly (readonly [SumField, Minor])[] = [
    ['coins', count.looseCoinsMinor],
    ['torn', count.tornMinor],
    ['cheques', count.chequesMinor],
    ['vouchers', count.vouchersMinor]
  ]
  for (const [id, amount] of sums) if (amount !== 0) draft[id] = plainRupees(amount)
  return draft
}

/** An amount as one would type it: `1250` or `1250.5`. */
function plainRupees(amount: Minor): string {
  const paise = amount % MINOR_PER_MAJOR
  const whole = String(Math.trunc(amount / MINOR_PER_MAJOR))
  return paise === 0 ? whole : `${whole}.${String(paise).padStart(2, '0')}`
}
