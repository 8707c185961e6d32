/** What a contact is, whatever file it stood in. Texts may be empty. */
export interface Contact {
  /** The line of the file where it begins, counted from 1. */
  readonly line: number
  readonly name: string
  /** Telephone numbers as they were written. */
  readonly phones: readonly string[]
  /** Another name: the firm of a person, or a nickname. */
  readonly alias: string
  readonly place: string
  readonly address: string
  /** The names of the groups that it is in. */
  readonly groups: readonly string[]
}

/** A line that could not be read, and why. */
export interface ContactFault {
  readonly line: number
  readonly fault: 'not-ended' | 'no-name' | 'not-a-card-line'
}

export interface ReadContacts {
  readonly contacts: readonly Contact[]
  readonly faults: readonly ContactFault[]
}

/** More contacts than this are no shop's; a file of them is not read to its end. */
export const MOST_CONTACTS = 20_000
export const MOST_CONTACT_BYTES = 50_000_000
