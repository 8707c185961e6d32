import type { Currency } from '#shared/money/currency.ts'

/** The country's own code before a number, by the currency that the shop's book is in; none where many countries share it. */
const CODES: Readonly<Partial<Record<Currency, string>>> = { INR: '91', BRL: '55', THB: '66', SGD: '65', VND: '84' }

export const countryCodeOf = (currency: Currency): string => CODES[currency] ?? ''

/** E.164: at most fifteen digits. Shorter than eight is no number that can be reached from abroad. */
const MOST_DIGITS = 15
const FEWEST_DIGITS = 8
const INDIAN_DIGITS = 10

/**
 * The digits of a telephone number with its country's code, as `wa.me` and gateways want them, or null when it is none. A number that
 * bears its code (`+`, `00`) keeps it; one without gets `countryCode`, after its leading zero is dropped.
 */
export function internationalDigits(phone: string, countryCode: string): string | null {
  const written = phone.normalize('NFKC').trim()
  // Letters are no number, and two numbers in one field are not guessed at.
  if (!/^\+?[\d\s().-]+$/u.test(written)) return null
  const digits = written.replace(/\D/gu, '')
  if (digits === '' || /[^0-9]/u.test(digits)) return null
  if (written.startsWith('+')) return within(digits)
  if (digits.startsWith('00')) return within(digits.slice(2))
  if (countryCode === '') return null
  const national = digits.replace(/^0+/u, '')
  if (countryCode === '91') return indian(national)
  return national.startsWith(countryCode) && national.length > INDIAN_DIGITS
    ? within(national)
    : within(countryCode + national)
}

/** The first number of a field that can be reached, of several with `,`, `;` or `/` between them; as of `internationalDigits`. */
export function firstNumber(phone: string, countryCode: string): string | null {
  for (const one of phone.split(/[,;/]/u)) {
    const digits = internationalDigits(one, countryCode)
    if (digits !== null) return digits
  }
  return null
}

/** Mobile numbers of India have ten digits and begin with 6 to 9; with 91 before them twelve. */
function indian(national: string): string | null {
  const bare = national.length === INDIAN_DIGITS + 2 && national.startsWith('91') ? national.slice(2) : national
  return /^[6-9]\d{9}$/u.test(bare) ? `91${bare}` : null
}

const within = (digits: string): string | null =>
  digits.length >= FEWEST_DIGITS && digits.length <= MOST_DIGITS && !digits.startsWith('0') ? digits : null

/** Longer addresses are cut by browsers and systems on their way. */
const LONGEST_URL = 8_000

/**
 * The address that opens a chat with the text in WhatsApp. `digits` as of `internationalDigits`. Null when the text is too long for
 * an address.
 */
export function chatUrl(digits: string, text: string): string | null {
  const url = `https://wa.me/${digits}?text=${encodeURIComponent(text.toWellFormed())}`
  return url.length <= LONGEST_URL ? url : null
}

/** Whether an address is one of `chatUrl` and nothing else: the shell opens no other. */
export function isChatUrl(url: string): boolean {
  return url.length <= LONGEST_URL && /^https:\/\/wa\.me\/[1-9]\d{7,14}\?text=[A-Za-z0-9\-_.!~*'()%]*$/u.test(url)
}
