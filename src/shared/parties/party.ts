import { z } from 'zod'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { PARTY_TAX_KINDS } from '#shared/tax/tax-scheme.ts'

/** A customer owes us by habit, a supplier is owed; either may be the other way round for a while. */
export const PARTY_KINDS = ['customer', 'supplier'] as const
export type PartyKind = (typeof PARTY_KINDS)[number]

export const PARTY_NAME_LENGTH = 120

/** What takes no ink: blanks, marks without a letter, and signs that only join, turn or fill. */
const HAS_INK = /[^\s\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u

/**
 * A name as the book keeps it: composed (NFC), single blanks, no control characters and no invisible direction marks
 * or blanks that could make one name look like another. A name that nobody could see is empty.
 */
export function cleanName(raw: string): string {
  const name = raw
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\u00ad\u200b\u2060]/gu, '')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  return HAS_INK.test(name) ? name : ''
}

/**
 * What bills need to know of a party: where it is, how it stands to the tax, at which level of prices it buys. `state` is
 * a code of the tax scheme's places. Each may be empty.
 */
export const zPartyTaxFacts = z.strictObject({
  address: zLine(300),
  state: zLine(4),
  gstin: zLine(15),
  taxKind: z.enum(PARTY_TAX_KINDS),
  priceLevel: zLine(40)
})
export type PartyTaxFacts = z.infer<typeof zPartyTaxFacts>
export const NO_TAX_FACTS: PartyTaxFacts = { address: '', state: '', gstin: '', taxKind: '', priceLevel: '' }

/** What the screen or an import asks for. Facts for bills that are left out stay as they are. Lengths are checked by `addParty`, so that the answer can name the field. */
export const zPartyRequest = z.strictObject({
  id: zId,
  name: z.string(),
  kind: z.enum(PARTY_KINDS),
  phone: zLine(40).default(''),
  place: zLine(120).default(''),
  alias: zLine(120).default(''),
  ...zPartyTaxFacts.partial().shape
})
export type PartyRequest = z.infer<typeof zPartyRequest>
