import { formatPlain } from '#shared/money/format-amount.ts'
import type { Minor } from '#shared/money/money.ts'

/** A number as it shall stand in a JSON text, digit by digit: no float ever holds an amount. */
export class PlainNumber {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export const amountNumber = (amount: Minor): PlainNumber => new PlainNumber(formatPlain(amount))

/** Thousandths as a number without needless zeros: a quantity, or a rate in hundredths of a percent times ten. */
export function thousandthsNumber(thousandths: number): PlainNumber {
  const absolute = Math.abs(thousandths)
  const part = String(absolute % 1_000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return new PlainNumber(`${thousandths < 0 ? '-' : ''}${Math.trunc(absolute / 1_000)}${part === '' ? '' : `.${part}`}`)
}

export type Plain = PlainNumber | string | number | readonly Plain[] | { readonly [name: string]: Plain | undefined }

/** JSON with the numbers as they were given. What is undefined is left out; plain numbers are counts. */
export function plainJson(value: Plain): string {
  if (value instanceof PlainNumber) return value.text
  if (Array.isArray(value)) return `[${value.map(plainJson).join(',')}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  const fields = Object.entries(value).filter(([, one]) => one !== undefined)
  return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${plainJson(one as Plain)}`).join(',')}}`
}
