import { parseAmount } from '#renderer/i18n/amounts.ts'
import { splitPartyLine } from '#renderer/party-search/party-line.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { type Minor, negate } from '#shared/money/money.ts'

export interface SlipLine {
  readonly name: string
  readonly amountMinor: Minor
}

/** `40`, `+40` and `20+20` are owed to us; a minus before all of it says that we owe: `-40`, `-20+20`. */
export function readSlipAmount(text: string): Result<Minor> {
  const typed = text.trim()
  const isOwed = /^[-−–]/u.test(typed)
  const read = parseAmount(typed.replace(/^[-−–+]/u, ''))
  if (!read.ok) return read
  if (read.value === 0) return fail('money/zero', {}, 'amountMinor')
  return ok(isOwed ? negate(read.value) : read.value)
}

/** A name with its amount behind it, as on the counter: `raju 40`, `raju -40`. Null when there is no amount in it. */
export function splitSlipLine(text: string): { readonly name: string; readonly amount: string } | null {
  const signed = /^(.*\S)\s+([-−–]\s?[\d०-९][\d०-९,.]*)$/u.exec(text.trim())
  if (signed !== null) return { name: signed[1] ?? '', amount: signed[2] ?? '' }
  const { name, amountText } = splitPartyLine(text)
  return name === '' || amountText === null ? null : { name, amount: amountText }
}
