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

/** What is searched of a party, in Latin letters: `\x01ramesh kumar\x03kanpur\x049414012345`. */
export interface PartyKeys {
  readonly spelled: string
  /** The same fields and words as they sound, without the telephone numbers. */
  readonly sounded: string
}

export interface SearchableTexts {
  readonly name: string
  readonly place: string
  readonly phone: string
  readonly alias: string
}

export function partyKeys(texts: SearchableTexts, reader: WordReader): PartyKeys {
  const [name, ...otherNames] = reader.readings(texts.name)
  const fields: (readonly [string, Reading])[] = [
    ...(name ? [[FIELD.name, name] as const] : []),
    ...[...otherNames, ...reader.readings(texts.alias)].map((reading) => [FIELD.alsoName, reading] as const),
    ...reader.readings(texts.place).map((reading) => [FIELD.place, reading] as const)
  ]
  const write = (form: 'spelled' | 'sounded') =>
    fields.map(([mark, words]) => mark + words.map((word) => word[form]).join(' ')).join('')
  const phones = phoneNumbers(texts.phone).map((digits) => FIELD.phone + digits)
  return { spelled: write('spelled') + phones.join(''), sounded: write('sounded') }
}

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
  for (const { mark, words } of [...fieldsOf(keys.spelled), ...fieldsOf(keys.sounded)]) {
    if (mark === FIELD.phone) forEachPhoneGram(words, add)
    else for (const word of words.split(' ')) forEachWordGram(word, add)
  }
}

/** All words of a key, those of telephone fields left out. */
export function wordsOfKey(key: string): readonly string[] {
  return fieldsOf(key).flatMap(({ mark, words }) => (mark === FIELD.phone ? [] : words.split(' ')))
}

function fieldsOf(key: string): { mark: string; words: string }[] {
  const starts = [...key.matchAll(FIELD_MARK)].map((found) => found.index)
  return starts.map((start, at) => ({ mark: key.charAt(start), words: key.slice(start + 1, starts[at + 1]) }))
}
