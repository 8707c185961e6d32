import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'

/** The digits that bills of a shop must bear: four, or six from a turnover above five crore. */
export const hsnDigitsAsked = (isAboveFiveCrore: boolean): number => (isAboveFiveCrore ? 6 : 4)

/**
 * An HSN or SAC as it is stored: nothing, or 2, 4, 6 or 8 digits. Two digits name a chapter alone; older books hold them,
 * and bills warn of them. Anything else is `tax/hsn-digits`.
 */
export function checkHsn(text: string): Result<string> {
  const hsn = latinDigits(text).replace(/[\s.]/gu, '')
  if (/^(?:\d\d){0,4}$/.test(hsn)) return ok(hsn)
  return fail('tax/hsn-digits', { hsn: text.trim(), digits: hsn.length }, 'hsn')
}
