import type { SupplyReach } from './tax-group.ts'
import type { PartyTaxKind, TaxPlace, TaxRegistration, TaxScheme } from './tax-scheme.ts'

/** The place of what leaves the country. */
export const ABROAD = '96'

/** The two sides of a bill as far as the place tells which heads are due. */
export interface SupplySides {
  readonly side: 'sale' | 'purchase'
  readonly shop: { readonly state: string; readonly registration: TaxRegistration }
  /** Null: a buyer or seller without a name. */
  readonly party: { readonly state: string; readonly gstin: string; readonly taxKind: PartyTaxKind } | null
  /** A place that was chosen on the bill, such as where the goods go by order of somebody else; null: by rule. */
  readonly chosen: string | null
  readonly isReverseCharge: boolean
}

/** The place of a code as it was typed or kept: `07`, `7` or `DL`. */
export function placeOf(scheme: TaxScheme, text: string): TaxPlace | null {
  const wanted = text.trim().toUpperCase()
  const code = /^\d$/.test(wanted) ? `0${wanted}` : wanted
  if (code === '') return null
  return scheme.places.find((place) => place.code === code || place.letters === code) ?? null
}

/** How a shop stands to the tax: what was chosen, else by whether it has a number. */
export function registrationOf(settings: {
  readonly taxRegistration: TaxRegistration | ''
  readonly shopGstin: string
}): TaxRegistration {
  if (settings.taxRegistration !== '') return settings.taxRegistration
  return settings.shopGstin === '' ? 'unregistered' : 'regular'
}

/**
 * The place of supply, as a code of the scheme; empty where places do not matter. A registered buyer's is the state of its
 * GSTIN; another buyer's is the state that is on record; without one it is the shop's own (IGST Act, section 10(1)(ca)), so
 * a walk-in never flips the tax. What the shop buys comes to the shop.
 */
export function placeOfSupply(scheme: TaxScheme, sides: SupplySides): string {
  if (scheme.scheme !== 'in-gst') return ''
  const codeOf = (text: string) => placeOf(scheme, text)?.code ?? ''
  const own = codeOf(sides.shop.state)
  const chosen = codeOf(sides.chosen ?? '')
  if (chosen !== '') return chosen
  if (sides.side === 'purchase' || sides.party === null) return own
  if (sides.party.taxKind === 'export') return ABROAD
  return stateOfParty(scheme, sides.party) || own
}

/**
 * Which heads are due. The seller must be one who charges tax, unless the buyer pays it in his stead; a zone or another
 * country is always another state.
 */
export function reachOf(scheme: TaxScheme, sides: SupplySides): SupplyReach {
  if (scheme.scheme === 'none' || !chargesTax(scheme, sides)) return 'none'
  if (scheme.scheme === 'vat') return sides.party?.taxKind === 'export' ? 'none' : 'one'
  if (sides.party?.taxKind === 'sez' || sides.party?.taxKind === 'export') return 'inter'
  const place = placeOfSupply(scheme, sides)
  const seller = sellerState(scheme, sides)
  if (seller !== place) return 'inter'
  return placeOf(scheme, place)?.isUnionTerritory ? 'intra-ut' : 'intra'
}

function sellerState(scheme: TaxScheme, sides: SupplySides): string {
  const own = placeOf(scheme, sides.shop.state)?.code ?? ''
  if (sides.side === 'sale' || sides.party === null) return own
  return stateOfParty(scheme, sides.party) || own
}

function stateOfParty(scheme: TaxScheme, party: NonNullable<SupplySides['party']>): string {
  return placeOf(scheme, party.gstin.slice(0, 2))?.code ?? placeOf(scheme, party.state)?.code ?? ''
}

function chargesTax(scheme: TaxScheme, { side, shop, party, isReverseCharge }: SupplySides): boolean {
  if (side === 'sale') return shop.registration === 'regular'
  if (isReverseCharge) return shop.registration !== 'unregistered'
  if (scheme.scheme === 'vat') return party?.taxKind !== 'export' && (party?.gstin ?? '') !== ''
  return (party?.gstin ?? '') !== '' && party?.taxKind !== 'composition' && party?.taxKind !== 'export'
}
