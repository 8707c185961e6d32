/**
 * Short forms that shopkeepers write for a whole word, and spellings too far apart for the rules below. Matching by the
 * letters as typed goes on beside this, so `co` still finds Cotton.
 */
const SAME_WORD: Readonly<Record<string, string>> = {
  md: 'mohammad',
  mohd: 'mohammad',
  mohmd: 'mohammad',
  mhmd: 'mohammad',
  muhammad: 'mohammad',
  muhammed: 'mohammad',
  mohammed: 'mohammad',
  mohamad: 'mohammad',
  mohamed: 'mohammad',
  mohamud: 'mohammad',
  kr: 'kumar',
  kmr: 'kumar',
  pd: 'prasad',
  prd: 'prasad',
  sinh: 'singh',
  simha: 'singh',
  choudhury: 'chaudhari',
  chowdhury: 'chaudhari',
  chowdhary: 'chaudhari',
  choudhary: 'chaudhari',
  chaudhury: 'chaudhari',
  choudhuri: 'chaudhari',
  bros: 'brothers',
  brother: 'brothers',
  co: 'company',
  ent: 'enterprises',
  enterprise: 'enterprises'
}

/** Applied in this order to a Latin word. Each line folds one habit of spelling. */
const FOLDS: readonly (readonly [RegExp, string])[] = [
  [/(.)\1+/gu, '$1'], // Rammesh, Deepak, Chhaya: doubled letters
  [/zh/g, 'l'], // Tamil's soft l: Azhagan, Alagan
  [/(?:dn|jn|gn)y?/g, 'gi'], // Dnyaneshwar, Jnaneshwar, Gyaneshwar
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
  const whole = Object.hasOwn(SAME_WORD, word) ? (SAME_WORD[word] ?? word) : word
  return FOLDS.reduce((text, [spelling, sound]) => text.replace(spelling, sound), whole) || word
}
