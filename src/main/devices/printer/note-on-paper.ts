import type { RenderedJob } from '#main/ports/printer.ts'
import { type Failure, fail } from '#shared/kernel/result.ts'

/** What the cashier must know of a paper that came out all the same. */
export function noteOnPaper(rendered: RenderedJob): Failure | null {
  if (rendered.missing.length > 0) return missingFailure(rendered.missing)
  return rendered.isQrLeftOut ? fail('payment-qr/too-long').failure : null
}

function missingFailure(missing: readonly string[]): Failure {
  const characters = missing.slice(0, 10).join(' ')
  const codes = missing
    .slice(0, 10)
    .map((letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
  return fail('print/missing-glyph', { characters, codes: codes.join(' ') }).failure
}
