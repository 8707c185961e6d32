import { type Contact, type ContactFault, MOST_CONTACTS, type ReadContacts } from './contact.ts'

/** One line of a card: `item1.TEL;TYPE=CELL:+91 94140 12345`. */
interface Property {
  readonly name: string
  readonly params: ReadonlyMap<string, string>
  readonly value: string
}

interface Line {
  readonly text: string
  readonly no: number
}

/**
 * Reads the cards of a file: vCard 2.1 (quoted-printable, its soft line ends, a charset of its own), 3.0 (RFC 2426) and 4.0
 * (RFC 6350), folded or not. Photos, sounds and keys are left out without being looked at. A line that is none of a card's, a
 * card without an end or without any name is a fault with its line; the cards around it are read.
 */
export function readVcards(text: string): ReadContacts {
  const contacts: Contact[] = []
  const faults: ContactFault[] = []
  let card: { readonly line: number; readonly properties: Property[] } | null = null
  const end = (isWhole: boolean) => {
    if (card === null) return
    const contact = isWhole ? contactOf(card.line, card.properties) : null
    if (!isWhole) faults.push({ line: card.line, fault: 'not-ended' })
    else if (contact === null) faults.push({ line: card.line, fault: 'no-name' })
    else contacts.push(contact)
    card = null
  }
  for (const { text: line, no } of unfolded(text)) {
    if (contacts.length > MOST_CONTACTS) break
    if (/^begin:vcard\s*$/iu.test(line)) {
      end(false)
      card = { line: no, properties: [] }
    } else if (/^end:vcard\s*$/iu.test(line)) end(true)
    else if (card === null || line.trim() === '') continue
    else {
      const property = propertyOf(line)
      if (property === null) faults.push({ line: no, fault: 'not-a-card-line' })
      else card.properties.push(property)
    }
  }
  end(false)
  return { contacts, faults }
}

/** Whether a text is a file of cards, by its first line that is not empty. */
export const isVcard = (text: string): boolean => /^\ufeff?\s*begin:vcard\s*$/imu.test(text.slice(0, 2000))

const isQuoted = (line: string): boolean => /^[^:]*;(?:encoding=)?quoted-printable[;:]/iu.test(line)

/** Lines with what was folded put together: by a blank at the next line's beginning, or by `=` at the end where a line is quoted. */
function* unfolded(text: string): Generator<Line> {
  let held: { text: string; no: number } | null = null
  let no = 0
  for (const raw of text.replace(/^\ufeff/u, '').split(/\r\n|\n|\r/u)) {
    no += 1
    if (held !== null && isQuoted(held.text) && held.text.endsWith('=')) held.text = held.text.slice(0, -1) + raw
    else if (held !== null && /^[ \t]/u.test(raw)) held.text += raw.slice(1)
    else {
      if (held !== null) yield held
      held = { text: raw, no }
    }
  }
  if (held !== null) yield held
}

const BULKY = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY'])

function propertyOf(line: string): Property | null {
  const head = /^((?:"[^"]*"|[^":])*):/u.exec(line)?.[1]
  if (head === undefined) {
    // What a program left of a picture in lines of its own: base64 without a fold.
    return /^[A-Za-z0-9+/=]+$/u.test(line) ? { name: 'PHOTO', params: new Map(), value: '' } : null
  }
  const [first = '', ...rest] = head.match(/(?:"[^"]*"|[^";])+/gu) ?? []
  const name = (first.split('.').at(-1) ?? '').trim().toUpperCase()
  if (!/^[A-Z0-9-]+$/u.test(name)) return null
  if (BULKY.has(name)) return { name, params: new Map(), value: '' }
  const params = new Map<string, string>()
  for (const param of rest) {
    const [key = '', ...value] = param.split('=')
    // 2.1 writes the value alone: `TEL;CELL`, `N;QUOTED-PRINTABLE`.
    if (value.length === 0) params.set(/quoted-printable/iu.test(key) ? 'ENCODING' : 'TYPE', key.toUpperCase())
    else params.set(key.trim().toUpperCase(), value.join('=').replace(/"/gu, '').toUpperCase())
  }
  const raw = line.slice(head.length + 1)
  return {
    name,
    params,
    value: params.get('ENCODING') === 'QUOTED-PRINTABLE' ? unquoted(raw, params.get('CHARSET')) : raw
  }
}

/** Quoted-printable: `=E0=A4` are bytes, of UTF-8 unless the charset says one byte a letter, or the bytes are no UTF-8. */
export function unquoted(text: string, charset = 'UTF-8'): string {
  return text.replace(/(?:=[0-9A-F]{2})+/giu, (run) => {
    const bytes = run.slice(1).split('=')
    if (/^UTF-?8$/iu.test(charset)) {
      try {
        return decodeURIComponent(bytes.map((byte) => `%${byte}`).join(''))
      } catch {
        // Said to be UTF-8 and is not: each byte is a letter.
      }
    }
    return bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 16))).join('')
  })
}

/** The parts of a structured value, parted by `;` (or `,`) that is not escaped. */
function partsOf(value: string, by: ';' | ','): string[] {
  const parts = ['']
  for (let at = 0; at < value.length; at++) {
    const letter = value.charAt(at)
    if (letter === '\\') {
      const next = value.charAt(++at)
      parts[parts.length - 1] += by === ';' && next === ',' ? ',' : next === 'n' || next === 'N' ? ' ' : next
    } else if (letter === by) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts.map((part) => part.replace(/\s+/gu, ' ').trim())
}

const plain = (value: string): string =>
  partsOf(value, ';')
    .filter((part) => part !== '')
    .join(' ')

function contactOf(line: number, properties: readonly Property[]): Contact | null {
  const first = (name: string) => properties.find((one) => one.name === name && one.value.trim() !== '')?.value ?? ''
  const [family = '', given = '', middle = '', prefix = ''] = partsOf(first('N'), ';')
  const spoken = [prefix, given, middle, family].filter((part) => part !== '').join(' ')
  const firm = partsOf(first('ORG'), ';')[0] ?? ''
  const nickname = plain(first('NICKNAME'))
  const name = plain(first('FN')) || spoken || firm || nickname
  if (name === '') return null
  const [box = '', extended = '', street = '', place = '', region = '', code = ''] = partsOf(first('ADR'), ';')
  return {
    line,
    name,
    phones: properties
      .filter((one) => one.name === 'TEL')
      .map(numberOf)
      .filter((number) => number !== ''),
    alias: [firm, nickname].find((other) => other !== '' && other !== name) ?? '',
    place,
    address: [box, extended, street, place, region, code].filter((part) => part !== '').join(', '),
    groups: properties
      .filter((one) => one.name === 'CATEGORIES')
      .flatMap((one) => partsOf(one.value, ','))
      .filter((group) => group !== '')
  }
}

/** 4.0 writes a number as an address: `tel:+91-94140-12345;ext=12`. */
const numberOf = ({ value }: Property): string =>
  value.replace(/^tel:/iu, '').replace(/;.*$/u, '').replace(/\\(.)/gu, '$1').trim()
