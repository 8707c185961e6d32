import { SHORT_FORMS, TRADE_WORDS } from './same-words.ts'

/** Applied in this order to a Latin word. Each line folds one habit of spelling. */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/(.)\1+/gu, '$1'], // Rammesh, Deepak, Chhaya: doubled letters
  [/zh/g, 'l'], // Tamil's soft l: Azhagan, Alagan
  [/[djg]ny|^jn/g, 'gy'], // Dnyaneshwar, Jnaneshwar, Gyaneshwar
  [/x/g, 'ks'], // Laxmi, Lakshmi
  [/q/g, 'k'],
  [/c(?=[eiy])/g, 's'], // Cement
  [/c(?!h)/g, 'k'], // Carpet; ck
  [/t?ch/g, 'c'],
  [/[ei]h(?=[^aeiouy])/g, 'ah'], // Rehman, Rahman
  [/([bcdgjklmnprstvwz])h+/g, '$1'], // aspirates: Bharat, Sharma, Khanna
  [/f/g, 'p'], // ph and f
  [/z/g, 'j'],
  [/([aeo])w(?=[^aeiouy])/g, 'u'], // Chowdhury, Rawtani
  [/w/g, 'v'],
  [/m(?=[pb])/g, 'n'], // Sampat, Sanpat
  [/(?<=.)y/gu, 'i'], // Sanjay, Sanjai; Reddy
  [/e/g, 'i'], // Deepak, Dipak; Ramesh, Ramish
  [/o/g, 'u'], // Pooja, Puja; Mohan, Muhan
  [/(?<=.)h$/gu, ''], // Shah, Sha
  [/(.)\1+/gu, '$1'],
  [/(?<=.)a/gu, ''] // Agarwal, Agrawal; Krishna, Krishn; राजक on the way to राजकुमार
]

/**
 * What a Latin word sounds like to an Indian shopkeeper, folded so that usual spellings of one name give one key:
 * `ramesh`, `rameesh`, `ramish` and `rameshh` all give `rmis`. Keys of the beginnings of a word are beginnings of its key
 * with few exceptions, so a search may use them while the word is being typed.
 *
 * @param word one transliterated word. Letters outside a to z are kept.
 * @returns never empty for a word that is not.
 */
export function phoneticKey(word: string): string {
  const sound = folded(WHOLE_WORDS.get(word) ?? word)
  return SOUNDS_OF_TRADE.get(sound) ?? (sound || word)
}

const WHOLE_WORDS: ReadonlyMap<string, string> = new Map(spellings(SHORT_FORMS))
const SOUNDS_OF_TRADE: ReadonlyMap<string, string> = new Map(
  spellings(TRADE_WORDS).map(([spelling, word]) => [folded(spelling), folded(word)])
)

function folded(word: string): string {
  return FOLDS.reduce((text, [spelling, sound]) => text.replace(spelling, sound), word)
}

function spellings(words: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(words).flatMap(([word, others]) =>
    others.split(' ').map((other): [string, string] => [other, word])
  )
}
