import { isGs1Number } from '#shared/items/barcode.ts'

/** The bars in which a code is printed. */
export const SYMBOLOGIES = ['ean-13', 'ean-8', 'code-128'] as const
export type Symbology = (typeof SYMBOLOGIES)[number]

export interface Barcode {
  readonly symbology: Symbology
  readonly text: string
}

/** What Code 128 can say, and no longer than a label is wide. */
const IN_CODE_128 = /^[\x20-\x7e]{1,24}$/

/** The bars for a code: those of GS1 for its numbers, else Code 128. Null for letters that no bars have. */
export function barcodeOf(code: string): Barcode | null {
  if (isGs1Number(code) && code.length === 13) return { symbology: 'ean-13', text: code }
  if (isGs1Number(code) && code.length === 12) return { symbology: 'ean-13', text: `0${code}` }
  if (isGs1Number(code) && code.length === 8) return { symbology: 'ean-8', text: code }
  return IN_CODE_128.test(code) ? { symbology: 'code-128', text: code } : null
}
