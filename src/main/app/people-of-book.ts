import type { LedgerStore, Stamp } from '#main/ports/ledger-store.ts'
import type { PinStore } from '#main/ports/pin-store.ts'
import type { PeopleState } from '#shared/contract/people-endpoints.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { refuse } from '#shared/kernel/result.ts'
import { cleanName } from '#shared/parties/party.ts'
import type { SecurityNote } from '#shared/people/log-group.ts'
import {
  NO_PEOPLE,
  PERSON_KIND,
  type PeopleRule,
  type Person,
  type Present,
  RULE_KIND,
  zPeopleRule,
  zPersonBody
} from '#shared/people/person.ts'
import { type Book, stampOf } from './book.ts'

/** A person as the book has him, also when he has left. */
export interface KnownPerson extends Person {
  readonly isGone: boolean
}

/** Everybody whom the book ever knew. What another version wrote and this one cannot read is nobody. */
export const knownPeople = (store: Pick<LedgerStore, 'definitions'>): KnownPerson[] =>
  store.definitions.list(PERSON_KIND).flatMap(({ key, body }) => {
    const read = zPersonBody.safeParse(body)
    return read.success ? [{ id: key, ...read.data }] : []
  })

/** Fails with `people/not-found` for one who has left, too. */
export function personById(book: Book, id: string): Person {
  const found = knownPeople(book.store).find((one) => one.id === id && !one.isGone)
  return found === undefined ? refuse('people/not-found') : plain(found)
}

const plain = ({ id, name, role }: KnownPerson): Person => ({ id, name, role })

/** How this counter deals with people. A rule that cannot be read asks for PINs: it was not written to let everybody in. */
export function peopleRule(store: Pick<LedgerStore, 'definitions' | 'shop'>): PeopleRule {
  const body = store.definitions.read(RULE_KIND, store.shop.read()?.deviceId ?? '')
  if (body === null) return NO_PEOPLE
  const read = zPeopleRule.safeParse(body)
  return read.success ? read.data : { ...NO_PEOPLE, isOn: true }
}

/** Who is there when a book is opened: nobody, where PINs are asked for. */
export const firstPresent = (store: Pick<LedgerStore, 'definitions' | 'shop'>): Present =>
  peopleRule(store).isOn ? 'nobody' : 'anybody'

/** Inside a transaction. */
export function putPerson(book: Book, { id, name, role, isGone }: KnownPerson, stamp: Stamp): void {
  book.store.facts.record('definition.put', stamp, { kind: PERSON_KIND, key: id, body: { name, role, isGone } })
}

/** Inside a transaction. */
export function putRule(book: Book, rule: PeopleRule, stamp: Stamp): void {
  const body: Json = { isOn: rule.isOn, lockMinutes: rule.lockMinutes, recovery: rule.recovery }
  book.store.facts.record('definition.put', stamp, { kind: RULE_KIND, key: book.shop().deviceId, body })
}

/** Notes what happened to the lock, in the chain, under the name of whoever was there. Inside a transaction. */
export function noteSecurity(
  book: Book,
  kind: SecurityNote,
  details: { readonly [key: string]: Json },
  stamp: Stamp
): void {
  book.store.audit.note({ kind, entryNo: null, details }, stamp)
}

/** The stamp of somebody who is not there yet, or not any more. */
export const stampAs = (book: Book, person: string): Stamp => ({ ...stampOf(book), person })

/** A name that nobody in this book bears or bore. Fails with `people/name-needed` and `people/name-taken`. */
export function freeName(book: Book, text: string, id: string): string {
  const name = cleanName(text)
  if (name === '') refuse('people/name-needed', {}, 'name')
  const same = knownPeople(book.store).find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (same !== undefined && same.id !== id) refuse('people/name-taken', { name }, 'name')
  return same?.name ?? name
}

/** Who may work here and who does, as the screens show it. */
export function readPeople(book: Book, pins: PinStore): PeopleState {
  const rule = peopleRule(book.store)
  const { shopId } = book.shop()
  const { now } = book.present
  const people = knownPeople(book.store)
    .filter(({ isGone }) => !isGone)
    .map((one) => ({ ...plain(one), hasPin: pins.has(shopId, one.id) }))
  return {
    isOn: rule.isOn,
    isLocked: now === 'nobody',
    person: typeof now === 'string' ? null : now,
    people,
    lockMinutes: rule.lockMinutes,
    needsRecovery: rule.isOn && !people.some(({ role, hasPin }) => role === 'owner' && hasPin)
  }
}
