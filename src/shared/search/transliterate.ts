import {
  ARABIC_LETTERS,
  COMMON_CONSONANTS,
  COMMON_VOWEL_SIGNS,
  COMMON_VOWELS,
  GURMUKHI_TIPPI,
  INDIC_SCRIPTS,
  type IndicScript,
  NASAL_OFFSETS,
  NUKTA_OFFSET,
  NUKTA_READINGS,
  SILENT_OFFSETS,
  TAMIL_STOPS,
  VIRAMA_OFFSET
} from './script-tables.ts'

type LetterKind = 'consonant' | 'vowel' | 'vowelSign' | 'virama' | 'nukta' | 'nasal' | 'text'

interface Letter {
  readonly kind: LetterKind
  /** Latin text; `x|y` where there is a second reading, `x^y` where the start of a word is read as y. */
  readonly latin: string
  readonly script: IndicScript | null
}

/** One consonant with its vowel, or a vowel alone, or a piece of text in another script. */
interface Syllable {
  /** The consonant as its table gives it, before a reading is chosen. */
  consonant: string
  vowel: string
  /** The vowel is the unwritten a. */
  isInherent: boolean
  /** The vowel was taken away by a virama, so this consonant leans on the next. */
  isBare: boolean
  isNasal: boolean
  script: IndicScript | null
}

type Reading = 'first' | 'second'

const LETTERS = lettersOfAllScripts()
const LATIN_ONLY = /^[\x21-\x7e]*$/
const NASAL_END = /[nm]$/
const LABIAL_START = /^[pbm]/
/** After these the a of a final conjunct is said: Krishna, Chandra, Shukla, Surya; but Chand. */
const SONORANT = /^[rlyvnm]/

/**
 * Latin spellings of one normalised word (no spaces), the likeliest first: one, or two where a letter of its script is
 * ambiguous. Letters of scripts not in the tables stay as they are.
 *
 * `रमेश` gives `['ramesh']`, `கணேஷ்` gives `['kanesh', 'ganesh']`, `ramesh` gives itself.
 */
export function transliterate(word: string): readonly string[] {
  if (LATIN_ONLY.test(word)) return [word]
  const first = read(word, 'first')
  const second = read(word, 'second')
  return first === second ? [first] : [first, second]
}

function read(word: string, reading: Reading): string {
  const syllables = syllablesOf(word)
  sayPalatalN(syllables)
  dropSilentVowels(syllables)
  return syllables.map((_, at) => spell(syllables, at, reading)).join('')
}

function syllablesOf(word: string): Syllable[] {
  const syllables: Syllable[] = []
  for (const character of word) {
    const letter = LETTERS.get(character) ?? { kind: 'text', latin: character, script: null }
    const last = syllables.at(-1)
    if (last && isSign(letter.kind)) applySign(last, letter)
    else syllables.push(newSyllable(letter))
  }
  return syllables
}

function isSign(kind: LetterKind): boolean {
  return kind === 'vowelSign' || kind === 'virama' || kind === 'nukta' || kind === 'nasal'
}

function newSyllable({ kind, latin, script }: Letter): Syllable {
  const isConsonant = kind === 'consonant'
  const isVowel = kind === 'vowel' || kind === 'vowelSign'
  return {
    consonant: isVowel ? '' : latin,
    vowel: isVowel ? latin : isConsonant ? 'a' : '',
    isInherent: isConsonant,
    isBare: false,
    isNasal: kind === 'nasal',
    script
  }
}

function applySign(last: Syllable, { kind, latin }: Letter): void {
  if (kind === 'nasal') last.isNasal = true
  else if (kind === 'nukta') last.consonant = NUKTA_READINGS[last.consonant] ?? last.consonant
  else {
    last.isBare = kind === 'virama' && last.isInherent
    // Old spellings add a virama to a written vowel (Malayalam's half u): the vowel stays.
    if (kind === 'vowelSign' || last.isInherent) last.vowel = latin
    last.isInherent = false
  }
}

/** ज्ञ is written jny and said gy; elsewhere the letter is a plain n. */
function sayPalatalN(syllables: Syllable[]): void {
  for (const [at, here] of syllables.entries()) {
    if (here.consonant !== 'ny') continue
    const before = syllables[at - 1]
    const isAfterJ = before?.isBare && before.consonant === 'j'
    if (isAfterJ) before.consonant = 'g'
    here.consonant = isAfterJ ? 'y' : 'n'
  }
}

/** Hindi's rule: the unwritten a falls at the end of a word, and between a vowel and a consonant with a vowel. */
function dropSilentVowels(syllables: Syllable[]): void {
  for (let at = syllables.length - 1; at > 0; at--) {
    const here = syllables[at]
    const before = syllables[at - 1]
    if (!here?.isInherent || !before || !here.script?.dropsSchwa || here.isNasal) continue
    const after = syllables[at + 1]
    const isSilent = after
      ? before.vowel !== '' && after.vowel !== '' && after.consonant !== ''
      : !(before.isBare && SONORANT.test(here.consonant))
    if (isSilent) here.vowel = ''
  }
}

function spell(syllables: readonly Syllable[], at: number, reading: Reading): string {
  const here = syllables[at]
  if (!here) return ''
  const before = syllables[at - 1]
  const after = syllables[at + 1]
  const consonant = here.script?.voicesByPosition
    ? voiced(before, here, after, reading)
    : choose(here.consonant, at === 0, reading)
  return consonant + here.vowel + (here.isNasal ? nasal(after) : '')
}

function nasal(after: Syllable | undefined): string {
  return !after || LABIAL_START.test(after.consonant) ? 'm' : 'n'
}

function choose(latin: string, isStart: boolean, reading: Reading): string {
  if (latin.length === 1) return latin
  const [inside = '', start] = latin.split('^')
  if (isStart && start !== undefined) return start
  const [first = '', second = first] = inside.split('|')
  return reading === 'first' ? first : second
}

/** Tamil writes one letter for hard and soft stops. The second reading voices what the first leaves hard at the start. */
function voiced(before: Syllable | undefined, here: Syllable, after: Syllable | undefined, reading: Reading): string {
  const stop = TAMIL_STOPS[here.consonant]
  if (!stop) return here.consonant
  const isDoubled =
    (before?.isBare && before.consonant === here.consonant) || (here.isBare && after?.consonant === here.consonant)
  if (isDoubled) return here.isBare ? stop.doubled.charAt(0) : stop.doubled
  if (before?.isBare && NASAL_END.test(before.consonant)) return stop.afterNasal
  const isHardInside = here.consonant === 'th' || here.consonant === 'ch' || here.isBare
  const isHard = reading === 'first' ? !before || isHardInside : before !== undefined && here.isBare
  return isHard ? stop.hard : stop.soft
}

function lettersOfAllScripts(): ReadonlyMap<string, Letter> {
  const letters = new Map<string, Letter>()
  for (const script of INDIC_SCRIPTS) addScript(letters, script)
  letters.set(String.fromCodePoint(GURMUKHI_TIPPI), { kind: 'nasal', latin: '', script: null })
  for (const [character, latin] of Object.entries(ARABIC_LETTERS)) {
    letters.set(character, { kind: 'text', latin, script: null })
  }
  return letters
}

function addScript(letters: Map<string, Letter>, script: IndicScript): void {
  const add = (offset: number, kind: LetterKind, latin: string) => {
    letters.set(String.fromCodePoint(script.block + offset), { kind, latin, script })
  }
  const addRun = (run: { from: number; letters: readonly string[] }, kind: LetterKind) => {
    for (const [at, latin] of run.letters.entries()) add(run.from + at, kind, latin)
  }
  addRun(COMMON_CONSONANTS, 'consonant')
  addRun(COMMON_VOWELS, 'vowel')
  addRun(COMMON_VOWEL_SIGNS, 'vowelSign')
  for (const offset of NASAL_OFFSETS) add(offset, 'nasal', '')
  for (const offset of SILENT_OFFSETS) add(offset, 'text', '')
  add(NUKTA_OFFSET, 'nukta', '')
  add(VIRAMA_OFFSET, 'virama', '')
  for (const [offset, latin] of Object.entries(script.consonants ?? {})) add(Number(offset), 'consonant', latin)
  for (const [offset, latin] of Object.entries(script.signs ?? {})) add(Number(offset), 'text', latin)
}
