import { formatPlain, parseAmount } from '#renderer/i18n/amounts.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { type Minor, minor } from '#shared/money/money.ts'

export type Charges = Output<'credit.charges'>
type Way = Charges['way']
type Settled = Omit<Parsed<'credit.settle'>, 'entryId'>

export const SETTLE_WAYS = ['oldest', 'against', 'advance', 'on-account'] as const

/** What was typed for each charge, by way: names of one way are never those of another. */
export interface SettleDraft {
  readonly way: Way
  readonly typed: Partial<Record<Way, ReadonlyMap<string, string>>>
}

export const takesNames = (way: Way): boolean => way === 'against' || way === 'advance'

/** As the book has it. The oldest first stands there by name, to be changed. */
export const draftOfCharges = ({ way }: Charges): SettleDraft => ({
  way: way === 'oldest' ? 'against' : way,
  typed: {}
})

/** The boxes of the way that is chosen: what was typed, else what the book says of this way. Others begin empty. */
export function boxesOf({ way, typed }: SettleDraft, charges: Charges): ReadonlyMap<string, string> {
  const own = typed[way]
  if (own !== undefined) return own
  const isSaid = charges.way === way || (way === 'against' && charges.way === 'oldest')
  if (!isSaid) return new Map()
  return new Map(
    charges.charges.map((one) => [one.entryId, one.settlesMinor === 0 ? '' : formatPlain(one.settlesMinor)])
  )
}

export function typeInto(draft: SettleDraft, charges: Charges, entryId: string, text: string): SettleDraft {
  const boxes = new Map(boxesOf(draft, charges)).set(entryId, text)
  return { ...draft, typed: { ...draft.typed, [draft.way]: boxes } }
}

/** What the boxes say. A box that cannot be read is a failure that names its charge: nothing of it is left out in silence. */
export function settledOf(draft: SettleDraft, charges: Charges): Result<Settled> {
  const against: Settled['against'] = []
  if (!takesNames(draft.way)) return ok({ way: draft.way, against })
  const boxes = boxesOf(draft, charges)
  for (const { entryId } of charges.charges) {
    const text = boxes.get(entryId)?.trim() ?? ''
    if (text === '') continue
    const read = parseAmount(text)
    if (!read.ok) return fail(read.failure.code, read.failure.params, entryId)
    if (read.value > 0) against.push({ entryId, amountMinor: read.value })
  }
  return ok({ way: draft.way, against })
}

/** What is left of the payment by the boxes that can be read; below zero when too much was named. */
export function leftOf(draft: SettleDraft, charges: Charges): Minor {
  const boxes = takesNames(draft.way) ? boxesOf(draft, charges) : new Map<string, string>()
  let left: number = charges.paymentMinor
  for (const { entryId } of charges.charges) {
    const read = parseAmount(boxes.get(entryId)?.trim() || '0')
    if (read.ok) left -= read.value
  }
  return minor(left)
}
