import { plainRecoveryCode, SIGNS } from '#shared/people/recovery-code.ts'

/** Twenty signs of 5 bits that nobody can guess, and four that tell a slip of the pen. */
const RANDOM_SIGNS = 20
const CHECK_SIGNS = 4
const GROUP = 4
/** The largest prime that four signs can hold. */
const CHECK_MODULUS = 1_048_573
const CHECK_FACTOR = 33

/** The recovery code of an encrypted book: `7KQ2-M0XD-…`, six groups of four. Takes at least 20 random bytes. */
export function bookCodeOf(bytes: Uint8Array): string {
  const signs = Array.from({ length: RANDOM_SIGNS }, (_, at) => signOf((bytes[at] ?? 0) % SIGNS.length)).join('')
  const whole = signs + checkOf(signs)
  return Array.from({ length: whole.length / GROUP }, (_, at) => whole.slice(at * GROUP, (at + 1) * GROUP)).join('-')
}

/** The code as its key is made of it, however it was typed from the paper; null for one that is none. */
export function readBookCode(text: string): string | null {
  const plain = plainRecoveryCode(text)
  if (plain.length !== RANDOM_SIGNS + CHECK_SIGNS || [...plain].some((sign) => !SIGNS.includes(sign))) return null
  const signs = plain.slice(0, RANDOM_SIGNS)
  return checkOf(signs) === plain.slice(RANDOM_SIGNS) ? signs : null
}

const signOf = (value: number): string => SIGNS[value] ?? ''

function checkOf(signs: string): string {
  let sum = 0
  for (const sign of signs) sum = (sum * CHECK_FACTOR + SIGNS.indexOf(sign) + 1) % CHECK_MODULUS
  return Array.from({ length: CHECK_SIGNS }, (_, at) =>
    signOf(Math.floor(sum / SIGNS.length ** at) % SIGNS.length)
  ).join('')
}
