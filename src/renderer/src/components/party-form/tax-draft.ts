import type { Result } from '#shared/kernel/result.ts'
import { NO_TAX_FACTS, type PartyTaxFacts } from '#shared/parties/party.ts'
import { checkGstin, stateOfGstin } from '#shared/tax/gstin.ts'

const WHOLE_LENGTH = 15

/** What a GSTIN that is being typed says so far; null: it is too short to say anything. */
export function readTypedGstin(text: string): Result<string> | null {
  const letters = text.replace(/[\s-]/gu, '')
  return letters.length < WHOLE_LENGTH ? null : checkGstin(letters)
}

/** The permanent account number inside a checked GSTIN. */
export const panOf = (gstin: string): string => gstin.slice(2, 12)

/** The facts after the GSTIN was typed on: a right one says the state, and that the party is registered. */
export function withGstin(facts: PartyTaxFacts, text: string, isState: (code: string) => boolean): PartyTaxFacts {
  const read = readTypedGstin(text)
  if (read === null || !read.ok) return { ...facts, gstin: text.toUpperCase() }
  const state = stateOfGstin(read.value)
  return {
    ...facts,
    gstin: read.value,
    state: isState(state) ? state : facts.state,
    taxKind: facts.taxKind === '' ? 'regular' : facts.taxKind
  }
}

/** The facts as they are stored, or what is wrong with the GSTIN. Blanks at the ends go. */
export function storedFacts(facts: PartyTaxFacts): Result<PartyTaxFacts> {
  const plain = { ...facts, address: facts.address.trim(), gstin: facts.gstin.trim() }
  if (plain.gstin === '') return { ok: true, value: plain }
  const gstin = checkGstin(plain.gstin)
  return gstin.ok ? { ok: true, value: { ...plain, gstin: gstin.value } } : gstin
}

/** Whether anything beside the name is known for bills: then it is in sight at once. */
export const hasTaxFacts = (facts: PartyTaxFacts): boolean =>
  Object.keys(NO_TAX_FACTS).some((name) => facts[name as keyof PartyTaxFacts] !== '')

export const taxFactsOf = ({ address, state, gstin, taxKind, priceLevel }: PartyTaxFacts): PartyTaxFacts => ({
  address,
  state,
  gstin,
  taxKind,
  priceLevel
})
