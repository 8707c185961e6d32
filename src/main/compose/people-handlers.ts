import {
  addPerson,
  changePerson,
  followPerson,
  type PeopleDesk,
  setPeopleRule,
  setPin,
  turnPeopleOn
} from '#main/app/keep-people.ts'
import { readPeople } from '#main/app/people-of-book.ts'
import { printOwnersCode } from '#main/app/print-recovery-code.ts'
import { lock, recover, turnPeopleOff, unlock } from '#main/app/unlock.ts'
import type { PinStore } from '#main/ports/pin-store.ts'
import { isAlwaysOpen, roleMay } from '#shared/contract/channel-access.ts'
import { CHANNELS, type Channel } from '#shared/contract/channels.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { PeopleState } from '#shared/contract/people-endpoints.ts'
import { refuse } from '#shared/kernel/result.ts'
import { NO_PEOPLE } from '#shared/people/person.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type PeopleHandlers = Pick<Handlers, Extract<Channel, `person.${string}`>>

interface Parts {
  readonly keeper: ShopKeeper
  readonly pins: PinStore
  /** The screens, and what faces the customer. */
  tell(isLocked: boolean): void
}

const NO_SHOP: PeopleState = {
  isOn: false,
  isLocked: false,
  person: null,
  people: [],
  lockMinutes: NO_PEOPLE.lockMinutes,
  needsRecovery: false
}

/** The people of the open shop, their PINs, and the lock. */
export function createPeopleHandlers({ keeper, pins, tell }: Parts): PeopleHandlers {
  function desk(): PeopleDesk {
    const book = keeper.book()
    return { book, pins, tell: () => tell(book.present.now === 'nobody') }
  }
  return {
    'person.state': () => (keeper.info() === null ? NO_SHOP : readPeople(keeper.book(), pins)),
    'person.turnOn': (input) => turnPeopleOn(desk(), input),
    'person.turnOff': (input) => turnPeopleOff(desk(), input),
    'person.add': (input) => addPerson(desk(), input),
    'person.change': (input) => changePerson(desk(), input),
    'person.setPin': (input) => setPin(desk(), input),
    'person.setRule': (input) => setPeopleRule(desk(), input),
    'person.unlock': (input) => unlock(desk(), input),
    'person.lock': (input) => lock(desk(), input),
    'person.printCode': (input) => printOwnersCode(desk(), keeper.printing(), input),
    'person.recover': (input) => recover(desk(), input)
  }
}

/** Who is there may have another role by the word of another counter. */
export function followPeople(keeper: ShopKeeper): void {
  if (keeper.info() !== null) followPerson(keeper.book())
}

/**
 * The same handlers behind the one gate of the roles: whoever calls, by whatever way, nothing runs that the person at the
 * counter may not do. Fails with `people/locked` and `people/not-allowed`.
 */
export function guardedByPeople(handlers: Handlers, keeper: ShopKeeper): Handlers {
  const guarded = CHANNELS.map((channel) => {
    const handle = handlers[channel] as (input: unknown) => unknown
    return [
      channel,
      (input: unknown) => {
        admit(keeper, channel)
        return handle(input)
      }
    ] as const
  })
  return Object.fromEntries(guarded) as unknown as Handlers
}

function admit(keeper: ShopKeeper, channel: Channel): void {
  const now = keeper.presentIfOpen()
  if (now === null || now === 'anybody' || isAlwaysOpen(channel)) return
  if (now === 'nobody') refuse('people/locked')
  if (!roleMay(now.role, channel)) refuse('people/not-allowed', { person: now.name })
}
