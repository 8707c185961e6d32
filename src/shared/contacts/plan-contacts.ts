import { cleanName, PARTY_NAME_LENGTH } from '#shared/parties/party.ts'
import { phoneNumbers } from '#shared/search/party-keys.ts'
import type { Contact } from './contact.ts'

export const CONTACT_STATES = ['new', 'doubtful', 'known'] as const
export type ContactState = (typeof CONTACT_STATES)[number]

/** Why a contact is not simply new: its number or its name is in the book or in the file already, or it has no number. */
export const CONTACT_REASONS = ['', 'phone-known', 'phone-twice', 'name-known', 'name-twice', 'no-phone'] as const
export type ContactReason = (typeof CONTACT_REASONS)[number]

/** What would be put into the book for a contact. */
export interface PlannedContact {
  readonly line: number
  readonly state: ContactState
  readonly reason: ContactReason
  /** Whom it is taken for, in the book or earlier in the file. */
  readonly sameAs: string
  readonly name: string
  readonly phone: string
  readonly alias: string
  readonly place: string
  readonly address: string
  readonly group: string
  readonly tags: readonly string[]
}

/** Who is in the book, by number and by name. */
export interface KnownParties {
  /** By a telephone number's digits, without country and trunk. */
  readonly byPhone: ReadonlyMap<string, string>
  /** By the name in small letters. */
  readonly byName: ReadonlyMap<string, string>
}

/** Fewer digits are a short code or a slip of the finger: nobody is known by them. */
const LEAST_DIGITS = 6

const digitsOf = (phones: readonly string[]): string[] => [
  ...new Set(
    phones
      .flatMap((phone) => phoneNumbers(phone.replace(/[,;/|\n]/gu, ' ')))
      .filter((one) => one.length >= LEAST_DIGITS)
  )
]

/** A number as a form takes it: ten digits bare, one from abroad with its plus. */
const written = (digits: string): string => (digits.length > 10 ? `+${digits}` : digits)

/**
 * Says of each contact whether it is new, known or doubtful, in the order of the file. Known: one of its numbers is a party's,
 * or an earlier contact's. Doubtful: its name is there already, or it has no number to be known by. Each party, each
 * number and each name is new at most once.
 */
export function planContacts(contacts: readonly Contact[], book: KnownParties): PlannedContact[] {
  const phones = new Map<string, string>()
  const names = new Map<string, string>()
  const planned: PlannedContact[] = []
  for (const contact of contacts) {
    const name = [...cleanName(contact.name)].slice(0, PARTY_NAME_LENGTH).join('').trim()
    if (name === '') continue
    const numbers = digitsOf(contact.phones)
    const key = name.toLowerCase()
    const found = (places: ReadonlyMap<string, string>) =>
      numbers.map((one) => places.get(one)).find((one) => one !== undefined)
    const matches: readonly (readonly [ContactState, ContactReason, string | undefined])[] = [
      ['known', 'phone-known', found(book.byPhone)],
      ['known', 'phone-twice', found(phones)],
      ['doubtful', 'name-known', book.byName.get(key)],
      ['doubtful', 'name-twice', names.get(key)],
      ['doubtful', 'no-phone', numbers.length === 0 ? '' : undefined]
    ]
    const [state, reason, sameAs] = matches.find(([, , match]) => match !== undefined) ?? ['new', '', '']
    for (const number of numbers) if (!phones.has(number)) phones.set(number, name)
    if (!names.has(key)) names.set(key, name)
    const [group = '', ...tags] = contact.groups.map((one) => cleanName(one).slice(0, 40)).filter((one) => one !== '')
    planned.push({
      ...{ line: contact.line, state, reason, sameAs: sameAs ?? '', name },
      phone: fitting(numbers.map(written), 40),
      alias: cleanName(contact.alias).slice(0, 120),
      place: cleanName(contact.place).slice(0, 120),
      address: cleanName(contact.address).slice(0, 300),
      ...{ group, tags: [...new Set(tags)].slice(0, 20) }
    })
  }
  return planned
}

/** As many as fit, whole. */
function fitting(parts: readonly string[], most: number): string {
  let text = ''
  for (const part of parts) {
    const longer = text === '' ? part : `${text}, ${part}`
    if (longer.length <= most) text = longer
  }
  return text
}
