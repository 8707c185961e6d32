/**
 * Letters of the Indian scripts and of Urdu, as data. `transliterate.ts` reads these tables.
 *
 * Nine Indian scripts share one layout, inherited from the ISCII standard: the same sound sits at the same offset of each
 * Unicode block. So one common table serves all, and each script lists only where it differs. `x|y` gives a second
 * reading where one letter stands for two sounds (Bengali ব is b in Bikash and v in Vikash).
 */

export interface IndicScript {
  /** First code point of the Unicode block. */
  readonly block: number
  /** The inherent a is silent at the end of words and in the middle of long ones (रमेश is Ramesh, not Ramesha). */
  readonly dropsSchwa: boolean
  /** One letter stands for k and g, t and d, p and b: the place in the word tells (Tamil). */
  readonly voicesByPosition?: boolean
  /** Consonants that differ from the common layout, by offset. */
  readonly consonants?: Readonly<Record<number, string>>
  /** Characters that are silent or stand for plain text, by offset. */
  readonly signs?: Readonly<Record<number, string>>
}

export const INDIC_SCRIPTS: readonly IndicScript[] = [
  { block: 0x0900, dropsSchwa: true, signs: { 4: 'a', 80: 'om', 114: 'a' } }, // Devanagari
  {
    block: 0x0980, // Bengali and Assamese
    dropsSchwa: true,
    consonants: { 44: 'b|v', 47: 'j|y', 112: 'r', 113: 'v' },
    signs: { 78: 't', 87: '' }
  },
  {
    block: 0x0a00, // Gurmukhi; its dot and its doubling sign are read with the nasal signs below
    dropsSchwa: true,
    consonants: { 92: 'r|d' },
    signs: { 113: '', 114: '', 115: '', 116: 'ik onkar' }
  },
  { block: 0x0a80, dropsSchwa: true, signs: { 80: 'om' } }, // Gujarati
  { block: 0x0b00, dropsSchwa: true, consonants: { 44: 'b|v', 47: 'j|y', 95: 'y', 113: 'v' } }, // Odia
  {
    block: 0x0b80, // Tamil
    dropsSchwa: false,
    voicesByPosition: true,
    consonants: { 36: 'th' },
    signs: { 3: '', 80: 'om', 87: '' }
  },
  { block: 0x0c00, dropsSchwa: false, consonants: { 88: 'ts', 89: 'z' } }, // Telugu
  { block: 0x0c80, dropsSchwa: false, consonants: { 94: 'f' } }, // Kannada
  {
    block: 0x0d00, // Malayalam, with the letters that carry no vowel
    dropsSchwa: false,
    signs: { 78: 'r', 84: 'm', 85: 'y', 86: 'zh', 122: 'n', 123: 'n', 124: 'r', 125: 'l', 126: 'l', 127: 'k' }
  }
]

/** Offsets 0x15 to 0x39 of each block. `ny` is read n, but gy after a bare j (ज्ञ). */
export const COMMON_CONSONANTS = {
  from: 0x15,
  letters: 'k kh g gh n ch chh j jh ny t th d dh n t th d dh n n p ph b bh m y r r l l zh v sh sh s h'.split(' ')
}

/** Offsets 0x05 to 0x14: vowels that stand alone. */
export const COMMON_VOWELS = { from: 0x05, letters: 'a a i i u u ri li e e e ai o o o au'.split(' ') }

/** Offsets 0x3e to 0x4c: vowel signs on a consonant. */
export const COMMON_VOWEL_SIGNS = { from: 0x3e, letters: 'a i i u u ri ri e e e ai o o o au'.split(' ') }

/** Dots and rings that nasalise: m before p, b, m and at the end of a word, else n. 0x70 is Gurmukhi's tippi. */
export const NASAL_OFFSETS: readonly number[] = [0x00, 0x01, 0x02]
export const GURMUKHI_TIPPI = 0x0a70
export const NUKTA_OFFSET = 0x3c
export const VIRAMA_OFFSET = 0x4d
/** Visarga, avagraha and the length marks add nothing to a name. */
export const SILENT_OFFSETS: readonly number[] = [0x03, 0x3d, 0x55, 0x56]

/** What a dot below makes of a consonant. */
export const NUKTA_READINGS: Readonly<Record<string, string>> = {
  k: 'q',
  j: 'z',
  jh: 'z',
  d: 'r|d',
  dh: 'rh|dh',
  ph: 'f',
  s: 'sh',
  'j|y': 'y'
}

/** Tamil letters that are said hard at the start and when doubled, soft elsewhere. `t` is ட, `th` is த. */
export const TAMIL_STOPS: Readonly<
  Record<string, { hard: string; soft: string; doubled: string; afterNasal: string }>
> = {
  k: { hard: 'k', soft: 'g', doubled: 'k', afterNasal: 'g' },
  ch: { hard: 's', soft: 'ch', doubled: 'ch', afterNasal: 'j' },
  t: { hard: 't', soft: 'd', doubled: 't', afterNasal: 'd' },
  th: { hard: 'th', soft: 'd', doubled: 'th', afterNasal: 'd' },
  p: { hard: 'p', soft: 'b', doubled: 'p', afterNasal: 'b' }
}

/**
 * Urdu and Arabic letters. Short vowels are not written, so these keys are consonants for the most part; the phonetic key
 * drops every inner a for the same reason, and the two meet there. Where a letter is a vowel inside a word and a
 * consonant at its start, the second part after `^` is the start.
 */
// biome-ignore format: one row per group of letters reads better than one line each
export const ARABIC_LETTERS: Readonly<Record<string, string>> = {
  ا: 'a', آ: 'a', أ: 'a', إ: 'i', ٱ: 'a', ب: 'b', پ: 'p', ت: 't', ٹ: 't', ث: 's', ج: 'j', چ: 'ch', ح: 'h', خ: 'kh',
  د: 'd', ڈ: 'd', ذ: 'z', ر: 'r', ڑ: 'r|d', ز: 'z', ژ: 'z', س: 's', ش: 'sh', ص: 's', ض: 'z', ط: 't', ظ: 'z', ع: 'a',
  غ: 'gh', ف: 'f', ق: 'q', ک: 'k', ك: 'k', گ: 'g', ل: 'l', م: 'm', ن: 'n', ں: 'n', و: 'o|v^v', ؤ: 'o', ہ: 'h', ه: 'h',
  ھ: 'h', ۃ: 'h', ة: 'h', ء: '', ئ: 'y', ی: 'i^y', ي: 'i^y', ى: 'i', ے: 'e', ۓ: 'e'
}

/** Latin letters that no accent comes off. */
export const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n'
}
