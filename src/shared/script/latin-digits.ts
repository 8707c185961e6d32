/** The zero of each run of decimal digits that a shop may write: the Indian scripts, Arabic, Persian and their neighbours. */
const ZEROS: readonly number[] = [
  0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0660, 0x06f0, 0x0de6, 0x1040, 0x0f20,
  0x1c50, 0xabf0
]

const OTHER_DIGIT = /[^\P{Nd}0-9]/gu

/** Digits of other scripts as Latin ones; everything else as it is. Fold full-width forms with NFKC before. */
export function latinDigits(text: string): string {
  return text.replace(OTHER_DIGIT, (digit) => {
    const code = digit.codePointAt(0) ?? 0
    const zero = ZEROS.find((start) => code >= start && code < start + 10)
    return zero === undefined ? digit : String(code - zero)
  })
}
