/** Signs that are not taken for each other when they are read from a paper. */
export const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16
const GROUP = 4

/** Sixteen signs of 5 bits each, in groups of four: `7KQ2-M0XD-...`. Takes at least 16 random bytes. */
export function recoveryCodeOf(bytes: Uint8Array): string {
  const signs = Array.from({ length: LENGTH }, (_, at) => SIGNS[(bytes[at] ?? 0) % SIGNS.length]).join('')
  return Array.from({ length: LENGTH / GROUP }, (_, at) => signs.slice(at * GROUP, (at + 1) * GROUP)).join('-')
}

/** The code as it is compared: how it was typed from a paper does not matter. */
export function plainRecoveryCode(text: string): string {
  return text
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1')
    .replaceAll(/[^0-9A-Z]/gu, '')
}
