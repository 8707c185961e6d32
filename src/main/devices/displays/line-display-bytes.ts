import type { DisplayDialect, DisplayLines } from '#shared/customer-view/display-lines.ts'

const ESC = 0x1b
const US = 0x1f
const CR = 0x0d

/** Sent once when the port was opened: clears the display, sets writing over, and hides the cursor where that is known. */
export function initialBytes(dialect: DisplayDialect, isBehindPrinter: boolean): Uint8Array {
  // Initialise, overwrite mode, clear. The cursor-off of ESC/POS displays is `US C 0`; CD5220 has `ESC _ 0`.
  const set =
    dialect === 'escpos' ? [ESC, 0x40, US, 0x01, US, 0x43, 0x00, 0x0c] : [ESC, 0x40, ESC, 0x11, ESC, 0x5f, 0x00, 0x0c]
  return through(set, isBehindPrinter)
}

/** Both lines, written whole from the first place each: nothing of what stood there before is left. */
export function lineBytes([upper, lower]: DisplayLines, dialect: DisplayDialect, isBehindPrinter: boolean): Uint8Array {
  const letters = (line: string) => [...line].map((letter) => letter.charCodeAt(0))
  if (dialect === 'cd5220') {
    return through([ESC, 0x51, 0x41, ...letters(upper), CR, ESC, 0x51, 0x42, ...letters(lower), CR], isBehindPrinter)
  }
  const at = (row: number) => [US, 0x24, 0x01, row]
  return through([...at(1), ...letters(upper), ...at(2), ...letters(lower)], isBehindPrinter)
}

/** A display behind a printer is spoken to after `ESC = 2`, and the printer is always given its line back with `ESC = 1`. */
function through(bytes: readonly number[], isBehindPrinter: boolean): Uint8Array {
  if (!isBehindPrinter) return Uint8Array.from(bytes)
  return Uint8Array.from([ESC, 0x3d, 0x02, ...bytes, ESC, 0x3d, 0x01])
}
