import type { SourceTable } from '#shared/import/source-table.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { type Contact, type ContactFault, MOST_CONTACTS, type ReadContacts } from './contact.ts'

type Part =
  | 'name'
  | 'given'
  | 'middle'
  | 'family'
  | 'firm'
  | 'nickname'
  | 'phone'
  | 'place'
  | 'street'
  | 'address'
  | 'groups'

/** Headings of Google's and Outlook's contacts, old and new, and of shops' own lists. */
const HEADINGS: readonly (readonly [Part, RegExp])[] = [
  ['given', /^(?:given|first) name$/u],
  ['middle', /^(?:middle|additional) name$/u],
  ['family', /^(?:family|last) name$|^surname$/u],
  ['firm', /^organization(?: 1 -)? name$|^company(?: name)?$|^firm$/u],
  ['nickname', /^nickname$|^nick name$|^short name$/u],
  [
    'phone',
    /^phone \d+ - value$|(?:^|\s)phone(?: ?\d| number| no\.?)?$|^(?:mobile|mob|contact|whatsapp)(?: ?(?:number|no\.?))?$|^फ़ोन$|^फोन$|^मोबाइल$/u
  ],
  ['place', /^address 1 - city$|^(?:business |home |other )?city$|^place$|^town$|^शहर$/u],
  ['street', /^address 1 - street$|^(?:business|home|other) street$/u],
  ['address', /^address 1 - formatted$|^address$|^पता$/u],
  ['groups', /^labels$|^group membership$|^categories$|^groups?$/u],
  ['name', /^(?:display |full |contact |party )?name$|^file as$|^नाम$/u]
]

/**
 * Contacts of a table with a heading, one a row. Fails with `contacts/no-columns` when nothing in the first ten rows is a
 * heading with a name and a telephone number, or with a name alone.
 */
export function readContactTable({ rows, fileName }: SourceTable): Result<ReadContacts> {
  const headingAt = rows.slice(0, 10).findIndex((row) => isHeading(row.map(partOf)))
  if (headingAt === -1) return fail('contacts/no-columns', { file: fileName })
  const columns = (rows[headingAt] ?? []).map(partOf)
  const contacts: Contact[] = []
  const faults: ContactFault[] = []
  for (const [at, row] of rows.entries()) {
    if (at <= headingAt || row.every((cell) => cell.trim() === '')) continue
    if (contacts.length > MOST_CONTACTS) break
    const contact = contactOf(at + 1, (part) =>
      row.filter((_, place) => columns[place] === part).map((cell) => cell.replace(/\s+/gu, ' ').trim())
    )
    if (contact === null) faults.push({ line: at + 1, fault: 'no-name' })
    else contacts.push(contact)
  }
  return ok({ contacts, faults })
}

function partOf(heading: string): Part | null {
  const text = heading.normalize('NFKC').trim().toLowerCase().replace(/\s+/gu, ' ')
  return HEADINGS.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

const isHeading = (parts: readonly (Part | null)[]): boolean =>
  parts.some((part) => part === 'name' || part === 'given' || part === 'firm') && parts.includes('phone')

function contactOf(line: number, cells: (part: Part) => string[]): Contact | null {
  const first = (part: Part) => cells(part).find((cell) => cell !== '') ?? ''
  const spoken = [first('given'), first('middle'), first('family')].filter((part) => part !== '').join(' ')
  const [firm, nickname] = [first('firm'), first('nickname')]
  const name = first('name') || spoken || firm || nickname
  if (name === '') return null
  const place = first('place')
  return {
    line,
    name,
    // Google puts several numbers of one kind into one cell.
    phones: cells('phone')
      .flatMap((cell) => cell.split(/\s*:::\s*/u))
      .filter((cell) => cell !== ''),
    alias: [firm, nickname].find((other) => other !== '' && other !== name) ?? '',
    place,
    address: first('address') || [first('street'), place].filter((part) => part !== '').join(', '),
    groups: first('groups')
      .split(/\s*(?::::|;|,)\s*/u)
      .filter((group) => group !== '' && !group.startsWith('*'))
  }
}
