import { isBlack } from '#main/devices/printer/paper-bitmap.ts'
import type { PaperBitmap } from '#main/ports/printer.ts'
import { readEscpos } from '#tests/golden/receipts/read-escpos.ts'
import { readWithJsqr, readWithZbar } from '#tests/golden/receipts/read-qr.ts'

/** A paper as others read it from the printer's bytes. */
export interface SeenPaper {
  readonly commands: readonly string[]
  readonly bitmap: PaperBitmap
  /** What the code on it says, by two readers; null when there is none. */
  readonly byJsqr: string | null
  readonly byZbar: string | null
}

export async function seePaper(bytes: Uint8Array): Promise<SeenPaper> {
  const { commands, bitmap } = await readEscpos(bytes)
  return { commands, bitmap, byJsqr: readWithJsqr(bitmap), byZbar: readWithZbar(bitmap) }
}

/** The fields of a payment link, decoded as a payer's app does. */
export function paymentFields(link: string): Record<string, string> {
  const address = new URL(link)
  if (address.protocol !== 'upi:' || address.host !== 'pay') throw new Error(`not a payment link: ${link}`)
  const fields = link
    .slice(link.indexOf('?') + 1)
    .split('&')
    .map((field) => field.split('='))
  return Object.fromEntries(fields.map(([name = '', value = '']) => [name, decodeURIComponent(value)]))
}

/** The black bars with white letters in them, such as the one that says DUPLICATE, from top to bottom. */
export function barsOf(bitmap: PaperBitmap): number {
  const BAR_ROWS = 20
  let bars = 0
  let height = 0
  for (let y = 0; y <= bitmap.heightDots; y++) {
    const isDark = y < bitmap.heightDots && isMostlyBlack(bitmap, y)
    height = isDark ? height + 1 : 0
    if (height === BAR_ROWS) bars += 1
  }
  return bars
}

function isMostlyBlack(bitmap: PaperBitmap, y: number): boolean {
  let black = 0
  for (let x = 0; x < bitmap.widthDots; x++) if (isBlack(bitmap, x, y)) black += 1
  return black > bitmap.widthDots * 0.55
}

/** Whether the rows of one paper stand in the other without a gap: all of it, but for `bottomRows` at its end. */
export function holdsPaper(larger: PaperBitmap, smaller: PaperBitmap, bottomRows = 0): boolean {
  if (larger.widthDots !== smaller.widthDots) return false
  const rowBytes = Math.ceil(smaller.widthDots / 8)
  const wanted = smaller.bits.subarray(0, (smaller.heightDots - bottomRows) * rowBytes)
  return Buffer.from(larger.bits).includes(Buffer.from(wanted))
}
