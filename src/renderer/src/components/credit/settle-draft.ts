import { formatPlain, parseAmount } from '#renderer/i18n/amounts.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { type Minor, subtract, sum, ZERO } from '#shared/money/money.ts'

export type Charges = Output<'credit.charges'>
type Way = Charges['way']
type Settled = Omit<Parsed<'credit.settle'>, 'entryId'>

export const SETTLE_WAYS = ['oldest', 'against', 'advance', 'on-account'] as const

/** What is typed for each charge, by the id of its entry. Plain text, so that it can be kept as it stands. */
export type SettleBoxes = Readonly<Record<string, string>>

/** What was typed, by way: names of one way are never those of another. */
export interface SettleDraft {
  readonly way: Way
  readonly typed: Readonly<Partial<Record<Way, SettleBoxes>>>
}

export const takesNames = (way: Way): boolean => way === 'against' || way === 'advance'

/** As the book has it. The oldest first stands there by name, to be changed. */
export const draftOfCharges = ({ way }: Charges): SettleDraft => ({
  way: way === 'oldest' ? 'against' : way,
  typed: {}
})

/** The boxes of the way that is chosen: what was typed, else what the book says of this way. Others begin empty. */
export function boxesOf({ way, typed }: SettleDraft, charges: Charges): SettleBoxes {
  const own = typed[way]
  if (own !== undefined) return own
  const isSaid = charges.way === way || (way === 'against' && charges.way === 'oldest')
  if (!isSaid) return {}
  return Object.fromEntries(
    charges.charges.map((one) => [one.entryId, one.settlesMinor === 0 ? '' : formatPlain(one.settlesMinor)])
  )
}

export function typeInto(draft: SettleDraft, charges: Charges, entryId: string, text: string): SettleDraft {
  const boxes = { ...boxesOf(draft, charges), [entryId]: text }
  return { ...draft, typed: { ...draft.typed, [draft.way]: boxes } }
}

/** All that is open of a charge, or nothing of it when that stands there already. */
export function toggleWhole(draft: SettleDraft, charges: Charges, entryId: string): SettleDraft {
  const charge = charges.charges.find((one) => one.entryId === entryId)
  if (charge === undefined || !takesNames(draft.way)) return draft
  const whole = formatPlain(charge.openMinor)
  const isWhole = (boxesOf(draft, charges)[entryId] ?? '').trim() === whole
  return typeInto(draft, charges, entryId, isWhole ? '' : whole)
}

/** What stands in the boxes, written down: whatever becomes of the payment's amount, the names stay what they are. */
export function withBoxes(draft: SettleDraft, charges: Charges): SettleDraft {
  if (!takesNames(draft.way)) return draft
  return { ...draft, typed: { ...draft.typed, [draft.way]: boxesOf(draft, charges) } }
}

/** What the boxes say. A box that cannot be read is a failure that names its charge: nothing of it is left out in silence. */
export const settledOf = (draft: SettleDraft, charges: Charges): Result<Settled> => saidOf(withBoxes(draft, charges))

/** The same of a draft whose boxes were written down. */
export function saidOf({ way, typed }: SettleDraft): Result<Settled> {
  const against: Settled['against'] = []
  if (!takesNames(way)) return ok({ way, against })
  for (const [entryId, text] of Object.entries(typed[way] ?? {})) {
    if (text.trim() === '') continue
    const read = parseAmount(text)
    if (!read.ok) return fail(read.failure.code, read.failure.params, entryId)
    if (read.value > 0) against.push({ entryId, amountMinor: read.value })
  }
  return ok({ way, against })
}

/** What is named by the boxes that can be read. */
export function namedOf(draft: SettleDraft, charges: Charges): Minor {
  const boxes = takesNames(draft.way) ? boxesOf(draft, charges) : {}
  return sum(
    Object.values(boxes).map((text) => {
      const read = parseAmount(text.trim() || '0')
      return read.ok ? read.value : ZERO
    })
  )
}

/** What is left of the payment by the boxes that can be read; below zero when too much was named. */
export const leftOf = (draft: SettleDraft, charges: Charges): Minor =>
  subtract(charges.paymentMinor, namedOf(draft, charges))
