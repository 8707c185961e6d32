import facts from '#resources/fonts/faces.json' with { type: 'json' }
import type { TextWeight } from '#shared/receipt/receipt-document.ts'
import { RECEIPT_LANGUAGE_FACTS, type ReceiptLanguage, type ReceiptScript } from '#shared/receipt/receipt-language.ts'

/**
 * The faces that papers are set in. Nastaliq is the hand that readers of Urdu expect, but needs large type and high
 * lines: it heads a paper, Noto Sans Arabic says the rest.
 */
export const FACES = [
  'latin',
  'latin-ext',
  'devanagari',
  'bengali',
  'gurmukhi',
  'gujarati',
  'oriya',
  'tamil',
  'telugu',
  'kannada',
  'malayalam',
  'arabic',
  'nastaliq',
  'korean'
] as const
export type Face = (typeof FACES)[number]

interface FaceFacts {
  /** Its files are `<file>-400.woff2` and `<file>-700.woff2`. */
  readonly file: string
  readonly script: ReceiptScript
  /** Some letters differ between languages of one script; the computer's own language must not decide. */
  readonly language: ReceiptLanguage
  /** The space above and below the baseline in em, so that no sign is clipped and lines stand evenly. */
  readonly ascent: number
  readonly descent: number
  /** Letters that are set higher or deeper than the canvas tells: a text with them is drawn to see how far they reach. */
  readonly seenOnlyDrawn?: RegExp
}

export const FACE_FACTS: Readonly<Record<Face, FaceFacts>> = {
  latin: { file: 'noto-sans-latin', script: 'latin', language: 'en', ascent: 0.95, descent: 0.24 },
  'latin-ext': { file: 'noto-sans-latin-ext', script: 'latin', language: 'en', ascent: 0.95, descent: 0.24 },
  devanagari: { file: 'noto-sans-devanagari', script: 'devanagari', language: 'hi', ascent: 0.92, descent: 0.42 },
  bengali: {
    file: 'noto-sans-bengali',
    script: 'bengali',
    language: 'bn',
    ascent: 0.95,
    descent: 0.42,
    // A vowel or a further letter under letters that are joined already.
    seenOnlyDrawn: /\u09cd.[\u09c1-\u09c4\u09cd]/u
  },
  gurmukhi: { file: 'noto-sans-gurmukhi', script: 'gurmukhi', language: 'pa', ascent: 0.95, descent: 0.4 },
  gujarati: { file: 'noto-sans-gujarati', script: 'gujarati', language: 'gu', ascent: 0.9, descent: 0.4 },
  oriya: {
    file: 'noto-sans-oriya',
    script: 'oriya',
    language: 'or',
    ascent: 0.95,
    descent: 0.42,
    seenOnlyDrawn: /\u0b4d.[\u0b41-\u0b44\u0b4d]/u
  },
  tamil: { file: 'noto-sans-tamil', script: 'tamil', language: 'ta', ascent: 0.85, descent: 0.33 },
  telugu: { file: 'noto-sans-telugu', script: 'telugu', language: 'te', ascent: 0.87, descent: 0.47 },
  kannada: { file: 'noto-sans-kannada', script: 'kannada', language: 'kn', ascent: 0.82, descent: 0.5 },
  malayalam: { file: 'noto-sans-malayalam', script: 'malayalam', language: 'ml', ascent: 0.85, descent: 0.4 },
  arabic: {
    file: 'noto-sans-arabic',
    script: 'arabic',
    language: 'ur',
    ascent: 0.95,
    descent: 0.4,
    seenOnlyDrawn: /\p{Mn}/u
  },
  nastaliq: {
    file: 'noto-nastaliq-urdu',
    script: 'arabic',
    language: 'ur',
    ascent: 1.45,
    descent: 0.55,
    // Each word climbs to the right, the further the longer it is.
    seenOnlyDrawn: /./u
  },
  korean: { file: 'noto-sans-kr', script: 'korean', language: 'ko', ascent: 0.95, descent: 0.26 }
}

const WEIGHT_NUMBERS: Readonly<Record<TextWeight, number>> = { regular: 400, bold: 700 }

export const fontFile = (face: Face, weight: TextWeight): string =>
  `${FACE_FACTS[face].file}-${WEIGHT_NUMBERS[weight]}.woff2`

/** What is known of a font file without opening it; a test holds it to the file. */
export interface FontFileFacts {
  /** In hexadecimal. */
  readonly sha256: string
  /** The characters that it draws: first and last of each range, ascending. */
  readonly characters: readonly (readonly number[])[]
}

const FONT_FILES: Readonly<Record<string, FontFileFacts>> = facts

export const fontFileFacts = (file: string): FontFileFacts => FONT_FILES[file] ?? { sha256: '', characters: [] }

/** Where the letters of each script stand in Unicode: a letter asks the one face that may have it, and no other is loaded. */
const BLOCKS: readonly (readonly [first: number, last: number, face: Face])[] = [
  [0x0600, 0x06ff, 'arabic'],
  [0x0750, 0x077f, 'arabic'],
  [0x0870, 0x08ff, 'arabic'],
  [0x0900, 0x097f, 'devanagari'],
  [0x0980, 0x09ff, 'bengali'],
  [0x0a00, 0x0a7f, 'gurmukhi'],
  [0x0a80, 0x0aff, 'gujarati'],
  [0x0b00, 0x0b7f, 'oriya'],
  [0x0b80, 0x0bff, 'tamil'],
  [0x0c00, 0x0c7f, 'telugu'],
  [0x0c80, 0x0cff, 'kannada'],
  [0x0d00, 0x0d7f, 'malayalam'],
  [0x1100, 0x11ff, 'korean'],
  [0x1cd0, 0x1cff, 'devanagari'],
  [0x3000, 0x318f, 'korean'],
  [0xa8e0, 0xa8ff, 'devanagari'],
  [0xac00, 0xd7ff, 'korean'],
  [0xfb50, 0xfdff, 'arabic'],
  [0xfe70, 0xfeff, 'arabic'],
  [0xff00, 0xffef, 'korean']
]
const LATIN_FACES: readonly Face[] = ['latin', 'latin-ext']

const coverage = new Map<Face, ReadonlySet<number>>()

function charactersOf(face: Face): ReadonlySet<number> {
  const known = coverage.get(face)
  if (known) return known
  const characters = new Set<number>()
  for (const [first = 0, last = -1] of fontFileFacts(fontFile(face, 'regular')).characters)
    for (let one = first; one <= last; one++) characters.add(one)
  coverage.set(face, characters)
  return characters
}

/** Joiners have no picture of their own and are never missing. */
export const isJoiner = (character: string): boolean => character === '\u200c' || character === '\u200d'

/** Whether the face draws every character of a letter. */
export function covers(face: Face, letter: string): boolean {
  const characters = charactersOf(face)
  for (const character of letter)
    if (!isJoiner(character) && !characters.has(character.codePointAt(0) ?? 0)) return false
  return true
}

const CURRENCY = /\p{Sc}/u
const SHARED = /[\p{Script=Latin}\p{Nd}\p{P}\p{S} ]/u

/**
 * Whether a letter may be drawn by the face of the one before it. One sign of the rupee stands on the whole paper, the Korean
 * face has figures of another cut, and the blank of Nastaliq is too narrow for words that lean over it.
 */
const staysIn = (before: Face, letter: string): boolean =>
  !CURRENCY.test(letter) && !(before === 'korean' && SHARED.test(letter)) && !(before === 'nastaliq' && letter === ' ')

/**
 * The face for a letter: the one of the letter before it when that has it too, so that words are shaped as a whole.
 * Null when no face has it. `isHead` asks for the hand of headings.
 */
export function faceOf(letter: string, before: Face | null, isHead: boolean): Face | null {
  if (before !== null && staysIn(before, letter) && covers(before, letter)) return before
  const codePoint = letter.codePointAt(0) ?? 0
  const own = BLOCKS.find(([first, last]) => codePoint >= first && codePoint <= last)?.[2]
  const ownFaces: readonly Face[] = own === undefined ? [] : own === 'arabic' && isHead ? ['nastaliq', own] : [own]
  return [...ownFaces, ...LATIN_FACES].find((face) => covers(face, letter)) ?? null
}

/** The language that a face is shaped for on a paper: the paper's own when it is written in that script. */
export function languageOf(face: Face, papers: readonly ReceiptLanguage[]): string {
  const { script, language } = FACE_FACTS[face]
  return papers.find((one) => RECEIPT_LANGUAGE_FACTS[one].script === script) ?? language
}
