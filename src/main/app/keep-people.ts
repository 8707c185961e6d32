import type { PinStore } from '#main/ports/pin-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { PeopleState } from '#shared/contract/people-endpoints.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { Person } from '#shared/people/person.ts'
import { plainRecoveryCode } from '#shared/people/recovery-code.ts'
import { type Book, stampOf } from './book.ts'
import {
  freeName,
  knownPeople,
  noteSecurity,
  peopleRule,
  personById,
  putPerson,
  putRule,
  readPeople,
  stampAs
} from './people-of-book.ts'

export interface PeopleDesk {
  readonly book: Book
  readonly pins: PinStore
  /** Somebody else works here now: the screens want to know. */
  tell(): void
}

const PIN = /^\d{4,8}$/

export function checkPin(pin: string): void {
  if (!PIN.test(pin)) refuse('people/pin-short', {}, 'pin')
}

/** Everybody hears of it, and the state is answered. */
export function done({ book, pins, tell }: PeopleDesk): PeopleState {
  book.committed({})
  tell()
  return readPeople(book, pins)
}

/**
 * The owner sets his PIN, and from now on this counter asks for one. The recovery code is answered this once. Fails with
 * `people/already-on`.
 */
export async function turnPeopleOn(
  desk: PeopleDesk,
  { id, name: asked, pin }: Parsed<'person.turnOn'>
): Promise<Output<'person.turnOn'>> {
  const { book, pins } = desk
  checkPin(pin)
  const name = freeName(book, asked, id)
  const recoveryCode = pins.newRecoveryCode()
  const recovery = await pins.prove(plainRecoveryCode(recoveryCode))
  if (peopleRule(book.store).isOn) refuse('people/already-on')
  const owner: Person = { id, name, role: 'owner' }
  await pins.put(book.shop().shopId, id, pin)
  const stamp = stampAs(book, name)
  book.store.transact(() => {
    putPerson(book, { ...owner, isGone: false }, stamp)
    putRule(book, { ...peopleRule(book.store), isOn: true, recovery }, stamp)
    noteSecurity(book, 'people-on', { person: id }, stamp)
  })
  book.present.now = owner
  return { state: done(desk), recoveryCode }
}

/** Adds a person, with a PIN or without one for now. The same person again changes nothing. */
export async function addPerson(desk: PeopleDesk, request: Parsed<'person.add'>): Promise<PeopleState> {
  const { book, pins } = desk
  const { id, role, pin } = request
  if (pin !== null) checkPin(pin)
  const name = freeName(book, request.name, id)
  if (knownPeople(book.store).some((one) => one.id === id)) return readPeople(book, pins)
  if (pin !== null) await pins.put(book.shop().shopId, id, pin)
  book.store.transact(() => putPerson(book, { id, name, role, isGone: false }, stampOf(book)))
  return done(desk)
}

/** Gives another role, or lets a person go. Fails with `people/last-owner`. */
export async function changePerson(desk: PeopleDesk, request: Parsed<'person.change'>): Promise<PeopleState> {
  const { book, pins } = desk
  const { id, role, isGone } = request
  const { name } = personById(book, id)
  const stays = (one: { id: string; role: string; isGone: boolean }) =>
    one.id === id ? role === 'owner' && !isGone : one.role === 'owner' && !one.isGone
  if (!knownPeople(book.store).some(stays)) refuse('people/last-owner', {}, 'role')
  book.store.transact(() => putPerson(book, { id, name, role, isGone }, stampOf(book)))
  if (isGone) await pins.put(book.shop().shopId, id, null)
  followPerson(book)
  return done(desk)
}

/** Whoever is there has the role that the book gives him now; who was let go is gone. */
export function followPerson(book: Book): void {
  const { now } = book.present
  if (typeof now === 'string') return
  const found = knownPeople(book.store).find((one) => one.id === now.id && !one.isGone)
  book.present.now = found === undefined ? 'nobody' : { id: found.id, name: found.name, role: found.role }
}

/** The owner sets anybody's PIN on this PC. */
export async function setPin(desk: PeopleDesk, { id, pin }: Parsed<'person.setPin'>): Promise<PeopleState> {
  const { book, pins } = desk
  checkPin(pin)
  const person = personById(book, id)
  await pins.put(book.shop().shopId, id, pin)
  book.store.transact(() => noteSecurity(book, 'pin-set', { person: person.id, name: person.name }, stampOf(book)))
  return done(desk)
}

export function setPeopleRule(desk: PeopleDesk, { lockMinutes }: Parsed<'person.setRule'>): PeopleState {
  const { book } = desk
  const rule = peopleRule(book.store)
  if (rule.lockMinutes !== lockMinutes)
    book.store.transact(() => putRule(book, { ...rule, lockMinutes }, stampOf(book)))
  return done(desk)
}
