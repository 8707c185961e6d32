const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/
/** Excel computes with 15 digits that count and shows no more; what its files hold behind them is the dust of floats. */
const DIGITS = 15

/**
 * The decimal number that a workbook's cell means: `1234.0999999999999` in the file is 1234.10 on the screen. Works on
 * the digits themselves. Text that is no number comes back as it is.
 */
export function excelNumber(raw: string): string {
  const match = NUMBER.exec(raw.trim())
  if (match === null) return raw
  const [, sign = '', whole = '', part = '', exponent = '0'] = match
  const places = part.length - Number(exponent)
  const digits = (whole + part).replace(/^0+/, '')
  if (digits === '') return '0'
  if (Math.abs(places) > 400) return raw
  const extra = Math.max(0, digits.length - DIGITS)
  const rounded = extra === 0 ? BigInt(digits) : (BigInt(digits) + 5n * 10n ** BigInt(extra - 1)) / 10n ** BigInt(extra)
  return sign + plainDecimal(rounded, places - extra)
}

/** `value / 10^places` written out, without zeros at the end of its decimals. */
function plainDecimal(value: bigint, places: number): string {
  if (places <= 0) return String(value * 10n ** BigInt(-places))
  const digits = String(value).padStart(places + 1, '0')
  const part = digits.slice(-places).replace(/0+$/, '')
  return digits.slice(0, -places) + (part === '' ? '' : `.${part}`)
}
