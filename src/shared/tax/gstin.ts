import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Codes of states and territories that stand before a GSTIN; 97 is other territory, 99 central jurisdiction. */
const STATE = /^(?:0[1-9]|[12]\d|3[0-8]|9[79])$/

/** State, PAN, number of the registration, Z (C: collects tax at source, D: deducts it) and check digit. */
const REGISTERED = /^\d{2}[A-Z]{4}[A-Z\d]\d{4}[A-Z][1-9A-Z][ZCD][A-Z\d]$/
/** Embassies and bodies of the United Nations, and those who live abroad. */
const OTHERS = /^\d{4}[A-Z]{3}\d{5}(?:[UO]N|NR|OS)[A-Z\d]$/

/**
 * A GSTIN as it is stored: 15 capital letters and digits. Tells apart a wrong shape (`tax/gstin-shape`), a state that does
 * not exist (`tax/gstin-state`) and a wrong check digit (`tax/gstin-check-digit`), which most slips of the hand end in.
 */
export function checkGstin(text: string): Result<string> {
  const gstin = latinDigits(text).replace(/[\s-]/gu, '').toUpperCase()
  const isOther = OTHERS.test(gstin)
  if (!REGISTERED.test(gstin) && !isOther) return fail('tax/gstin-shape', { length: gstin.length, most: 15 }, 'gstin')
  const state = gstin.slice(0, 2)
  if (!STATE.test(state)) return fail('tax/gstin-state', { state }, 'gstin')
  const expected = checkDigit(gstin.slice(0, 14))
  return gstin.endsWith(expected) ? ok(gstin) : fail('tax/gstin-check-digit', {}, 'gstin')
}

/** The code of the state that a checked GSTIN is registered in. */
export const stateOfGstin = (gstin: string): string => gstin.slice(0, 2)

/** Every second character counts twice, digits of a product in base 36 are added up, and the check digit fills the sum. */
function checkDigit(body: string): string {
  let total = 0
  for (const [place, character] of [...body].entries()) {
    const product = DIGITS.indexOf(character) * (place % 2 === 0 ? 1 : 2)
    total += Math.trunc(product / 36) + (product % 36)
  }
  return DIGITS.charAt((36 - (total % 36)) % 36)
}
