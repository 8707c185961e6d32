import { forEachPhoneGram, forEachWordGram } from './grams.ts'
import { digitsOf } from './normalise.ts'
import type { Reading, WordReader } from './word-reader.ts'

/**
 * What starts a field in a key, as one character before its first word. Further words follow a space, so any byte up to
 * the space is where a word starts.
 */
export const FIELD = { name: '\u0001', alsoName: '\u0002', place: '\u0003', phone: '\u0004' } as const

const FIELD_MARK = new RegExp(`[${FIELD.name}-${FIELD.phone}]`, 'g')

export const SPACE_BYTE = 0x20
export const LAST_NAME_FIELD_BYTE = 0x02
export const PHONE_FIELD_BYTE = 0x04

/** A field of what is searched of a party: its words in Latin letters, in both forms one for one. */
export interface KeyField {
  readonly mark: string
  readonly spelled: readonly string[]
  /** Empty for a telephone number. */
  readonly sounded: readonly string[]
  readonly isCode?: true
}

export type PartyKeys = readonly KeyField[]
export type KeyForm = 'spelled' | 'sounded'

/** Of an item, `place` is its group and `phone` its barcodes. */
export interface SearchableTexts {
  readonly name: string
  readonly place: string
  readonly phone: string
  readonly alias: string
  readonly otherNames?: readonly string[]
  /** A short name that only its whole spelling tells: the code of an item. */
  readonly code?: string
}

export function partyKeys(texts: SearchableTexts, reader: WordReader): PartyKeys {
  const [name, ...otherNames] = reader.readings(texts.name)
  return [
    ...(name ? [keyField(FIELD.name, name)] : []),
    ...otherNames.map((reading) => keyField(FIELD.alsoName, reading)),
    ...reader.readings(texts.alias).map((reading) => keyField(FIELD.alsoName, reading)),
    ...(texts.otherNames ?? [])
      .flatMap((other) => reader.readings(other))
      .map((reading) => keyField(FIELD.alsoName, reading)),
    ...reader
      .readings(texts.code ?? '')
      .map((reading) => ({ ...keyField(FIELD.alsoName, reading), isCode: true as const })),
    ...reader.readings(texts.place).map((reading) => keyField(FIELD.place, reading)),
    ...phoneNumbers(texts.phone).map((digits) => ({ mark: FIELD.phone, spelled: [digits], sounded: [] }))
  ]
}

/** One form of all fields as one text: `\x01ramesh kumar\x03kanpur\x049414012345`. */
export function keyText(keys: PartyKeys, form: KeyForm): string {
  let text = ''
  for (const field of keys) if (field[form].length > 0) text += field.mark + field[form].join(' ')
  return text
}

/** Reads back the two texts that {@link keyText} has made. */
export function keysOfTexts(spelled: string, sounded: string): PartyKeys {
  const heard = fieldTexts(sounded)
  return fieldTexts(spelled).map((text, at) => ({
    mark: text.charAt(0),
    spelled: text.slice(1).split(' '),
    sounded: heard[at]?.slice(1).split(' ') ?? []
  }))
}

/** Letters of the shortest of the names, without spaces and but for codes; infinite without a name. */
export function shortestName(keys: PartyKeys): number {
  let shortest = Number.POSITIVE_INFINITY
  for (const { mark, spelled, isCode } of keys) {
    if (mark > FIELD.alsoName || isCode) continue
    shortest = Math.min(shortest, lettersOf(spelled))
  }
  return shortest
}

/** Letters of the code, without spaces; 0 without one. */
export function codeLetters(keys: PartyKeys): number {
  const code = keys.find(({ isCode }) => isCode)
  return code === undefined ? 0 : lettersOf(code.spelled)
}

/** Digits of the shortest telephone number; 0 without one. */
export function shortestPhone(keys: PartyKeys): number {
  let shortest = 0
  for (const { mark, spelled } of keys) {
    if (mark !== FIELD.phone) continue
    const digits = lettersOf(spelled)
    if (shortest === 0 || digits < shortest) shortest = digits
  }
  return shortest
}

const lettersOf = (words: readonly string[]): number => words.reduce((letters, word) => letters + word.length, 0)

/** The numbers of a telephone field, each as its local digits: `+91 94140-12345, 0141 2700000`. */
export function phoneNumbers(field: string): readonly string[] {
  return field
    .slice(0, 200)
    .split(/[,;/|\n]/)
    .map((number) => localDigits(digitsOf(number)))
    .filter((digits) => digits !== '')
}

/** Without the country's 91 or the trunk 0, if what is left is a whole Indian number. */
export function localDigits(digits: string): string {
  return digits.length > 10 && /^(?:00)?91\d{10}$|^0\d{10}$/.test(digits) ? digits.slice(-10) : digits
}

/** Puts each gram of a party's keys into `codes`, once, and nothing else. */
export function collectGrams(keys: PartyKeys, codes: Set<number>): void {
  codes.clear()
  const add = (code: number) => void codes.add(code)
  for (const { mark, spelled, sounded } of keys) {
    if (mark === FIELD.phone) for (const digits of spelled) forEachPhoneGram(digits, add)
    else {
      for (const word of spelled) forEachWordGram(word, add)
      for (const word of sounded) forEachWordGram(word, add)
    }
  }
}

function keyField(mark: string, reading: Reading): KeyField {
  return { mark, spelled: reading.map((word) => word.spelled), sounded: reading.map((word) => word.sounded) }
}

function fieldTexts(key: string): readonly string[] {
  const starts = [...key.matchAll(FIELD_MARK)].map((found) => found.index)
  return starts.map((start, at) => key.slice(start, starts[at + 1]))
}
