/** What a text costs as SMS: how many parts, and in which alphabet. `units` counts septets or 16-bit units. */
export interface SmsSize {
  readonly alphabet: 'gsm7' | 'ucs2'
  readonly units: number
  readonly parts: number
  /** Units that still fit into the last part. */
  readonly left: number
}

// The default alphabet of GSM 03.38 and, after its escape, the ten letters that take two places.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
)
const EXTENDED = new Set('\f^{}\\[~]|€')

/** The room of a text that fits into one part, and of each part of a longer one, whose head takes its share. */
const ROOM = { gsm7: { alone: 160, joined: 153 }, ucs2: { alone: 70, joined: 67 } } as const

/** Counts a text as networks do. A letter that takes two places is never cut in half; an empty text is one part. */
export function smsSize(text: string): SmsSize {
  const letters = Array.from(text)
  const isGsm = letters.every((letter) => BASIC.has(letter) || EXTENDED.has(letter))
  const alphabet = isGsm ? 'gsm7' : 'ucs2'
  const widths = letters.map((letter) => (isGsm ? (EXTENDED.has(letter) ? 2 : 1) : letter.length))
  const units = widths.reduce((sum, width) => sum + width, 0)
  const { alone, joined } = ROOM[alphabet]
  if (units <= alone) return { alphabet, units, parts: 1, left: alone - units }
  let parts = 1
  let filled = 0
  for (const width of widths) {
    if (filled + width > joined) {
      parts += 1
      filled = 0
    }
    filled += width
  }
  return { alphabet, units, parts, left: joined - filled }
}
