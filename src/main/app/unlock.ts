import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { PeopleState } from '#shared/contract/people-endpoints.ts'
import { refuse } from '#shared/kernel/result.ts'
import { plainRecoveryCode } from '#shared/people/recovery-code.ts'
import { secondsAfter, waitLeftMs } from '#shared/people/tries.ts'
import { stampOf } from './book.ts'
import { checkPin, done, type PeopleDesk } from './keep-people.ts'
import { knownPeople, noteSecurity, peopleRule, personById, putRule, readPeople, stampAs } from './people-of-book.ts'

/** The recovery code's place among the tries. */
const RECOVERY = 'recovery'

/**
 * Lets a secret be tried once. The try is written down before it is looked at, so that neither a restart nor two windows at
 * once give a try for nothing. A wrong one is noted in the chain. Fails with `people/wait` and with `wrong`.
 */
export async function knock(
  { book, pins }: PeopleDesk,
  whose: string,
  wrong: 'people/wrong-pin' | 'people/wrong-code',
  fits: () => Promise<boolean>
): Promise<void> {
  const { shopId } = book.shop()
  const now = book.clock.now().epochMs
  const tries = pins.tries(shopId, whose)
  if (now < tries.lastAt) pins.putTries(shopId, whose, { ...tries, lastAt: now })
  const leftMs = waitLeftMs(tries, now)
  if (leftMs > 0) refuse('people/wait', { seconds: Math.ceil(leftMs / 1000) }, 'pin')
  const count = tries.count + 1
  pins.putTries(shopId, whose, { count, lastAt: now })
  if (await fits()) return pins.putTries(shopId, whose, null)
  const name = knownPeople(book.store).find(({ id }) => id === whose)?.name ?? ''
  const kind = wrong === 'people/wrong-pin' ? 'wrong-pin' : 'wrong-code'
  book.store.transact(() => noteSecurity(book, kind, { count, name }, stampAs(book, '')))
  refuse(wrong, { seconds: secondsAfter(count) }, wrong === 'people/wrong-pin' ? 'pin' : 'code')
}

/** The recovery code is tried. Fails with `people/wait` and `people/wrong-code`. */
export const knockForRecovery = (desk: PeopleDesk, fits: () => Promise<boolean>): Promise<void> =>
  knock(desk, RECOVERY, 'people/wrong-code', fits)

/** A person types his PIN and is the one who works from now on. */
export async function unlock(desk: PeopleDesk, { id, pin }: Parsed<'person.unlock'>): Promise<PeopleState> {
  const { book, pins } = desk
  if (!peopleRule(book.store).isOn) return readPeople(book, pins)
  const { shopId } = book.shop()
  const before = personById(book, id)
  if (!pins.has(shopId, id)) refuse('people/no-pin-here', { person: before.name }, 'pin')
  await knock(desk, id, 'people/wrong-pin', () => pins.fits(shopId, id, pin))
  const person = personById(book, id)
  book.store.transact(() => noteSecurity(book, 'unlocked', { person: id }, stampAs(book, person.name)))
  book.present.now = person
  return done(desk)
}

/** Nobody works here until somebody types his PIN. Where people are off, or nobody is there, it changes nothing. */
export function lock(desk: PeopleDesk, { why }: Parsed<'person.lock'>): PeopleState {
  const { book, pins } = desk
  const { now } = book.present
  if (typeof now === 'string') return readPeople(book, pins)
  book.store.transact(() => noteSecurity(book, 'locked', { person: now.id, why }, stampAs(book, now.name)))
  book.present.now = 'nobody'
  return done(desk)
}

/** The owner forgot his PIN: the code from the paper sets a new one. The code is good once; the next is answered. */
export async function recover(
  desk: PeopleDesk,
  { code, pin }: Parsed<'person.recover'>
): Promise<Output<'person.recover'>> {
  const { book, pins } = desk
  checkPin(pin)
  const rule = peopleRule(book.store)
  if (!rule.isOn) refuse('people/off')
  const { recovery } = rule
  await knockForRecovery(
    desk,
    async () => recovery !== null && (await pins.isProvedBy(recovery, plainRecoveryCode(code)))
  )
  const owner =
    knownPeople(book.store).find(({ role, isGone }) => role === 'owner' && !isGone) ?? refuse('people/not-found')
  const recoveryCode = pins.newRecoveryCode()
  const next = await pins.prove(plainRecoveryCode(recoveryCode))
  await pins.put(book.shop().shopId, owner.id, pin)
  const stamp = stampAs(book, owner.name)
  book.store.transact(() => {
    putRule(book, { ...peopleRule(book.store), recovery: next }, stamp)
    noteSecurity(book, 'recovered', { person: owner.id }, stamp)
  })
  book.present.now = { id: owner.id, name: owner.name, role: owner.role }
  return { state: done(desk), recoveryCode }
}

/** Nobody is asked for a PIN any more. Fails with `people/wrong-pin`. */
export async function turnPeopleOff(desk: PeopleDesk, { pin }: Parsed<'person.turnOff'>): Promise<PeopleState> {
  const { book, pins } = desk
  const { now } = book.present
  if (typeof now === 'string') refuse('people/off')
  await knock(desk, now.id, 'people/wrong-pin', () => pins.fits(book.shop().shopId, now.id, pin))
  const stamp = stampOf(book)
  book.store.transact(() => {
    putRule(book, { ...peopleRule(book.store), isOn: false, recovery: null }, stamp)
    noteSecurity(book, 'people-off', { person: now.id }, stamp)
  })
  book.present.now = 'anybody'
  return done(desk)
}
