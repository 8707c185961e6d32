import { latinDigits } from '#shared/script/latin-digits.ts'

/** What was typed into the party field: a name, an amount behind it, or an amount alone. */
export interface PartyLine {
  readonly name: string
  readonly amountText: string | null
}

const NUMBER = String.raw`(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:k|lakh|lac|l|cr)?`
const SUM = String.raw`(?:₹|rs\.?)?\s*${NUMBER}(?:\s*[+\-*x×]\s*${NUMBER})*`
const TRAILING = new RegExp(String.raw`^(.*\S)\s+(${SUM})$`, 'iu')
const ALONE = new RegExp(`^${SUM}$`, 'iu')

/**
 * Takes `ramesh 1250` apart into the name and the amount. Digits of Indian scripts count; a number inside the name ("Gali 5
 * Kirana") belongs to the name. A number alone is an amount without a name.
 */
export function splitPartyLine(raw: string): PartyLine {
  const text = raw.trim()
  const latin = latinDigits(text)
  if (text !== '' && ALONE.test(latin)) return { name: '', amountText: text }
  // `.*` is greedy: of "shop 21 1250" it leaves the shortest tail, so a sum written with blanks is taken up first.
  const tail = longestTail(latin)
  if (tail === null) return { name: text, amountText: null }
  const name = text.slice(0, text.length - tail.length).replace(/(?:[\s:=,₹-]|\s+rs\.?)+$/iu, '')
  return name === '' ? { name: text, amountText: null } : { name, amountText: text.slice(text.length - tail.length) }
}

/** The longest run at the end that is one sum: `250 + 90*3`, but of `21 1250` only the last number. */
function longestTail(latin: string): string | null {
  let tail = TRAILING.exec(latin)?.[2] ?? null
  if (tail === null) return null
  for (;;) {
    const longer = new RegExp(String.raw`\s(${NUMBER}\s*[+\-*x×]\s*)$`, 'iu').exec(latin.slice(0, -tail.length))
    if (longer?.[1] === undefined) return tail
    tail = longer[1] + tail
  }
}

/** A short number or a sum is money; a long run of digits is more likely a phone number. */
export function isMoreLikelyMoney(text: string): boolean {
  const digits = latinDigits(text).trim()
  return !/^\d{5,}$/.test(digits)
}
