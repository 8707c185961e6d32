// Whatever a page asks, by whatever channel and with whatever input: nothing runs that the role forbids.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { guardedByPeople } from '#main/compose/people-handlers.ts'
import type { ShopKeeper } from '#main/compose/shop-keeper.ts'
import { CHANNEL_ACCESS, isAlwaysOpen, roleMay } from '#shared/contract/channel-access.ts'
import { CHANNELS, type Channel } from '#shared/contract/channels.ts'
import { contract, type Handlers } from '#shared/contract/contract.ts'
import { FailureError } from '#shared/kernel/result.ts'
import type { Present } from '#shared/people/person.ts'
import { ROLES } from '#shared/people/role.ts'

/** Handlers that only remember that they ran, behind the real gate. */
function gate(present: Present | null) {
  const ran: string[] = []
  const handlers = Object.fromEntries(CHANNELS.map((channel) => [channel, () => ran.push(channel)]))
  const keeper = { presentIfOpen: () => present } as ShopKeeper
  const guarded = guardedByPeople(handlers as unknown as Handlers, keeper)
  return {
    ask(channel: Channel, input: unknown): string {
      ran.length = 0
      try {
        ;(guarded[channel] as (input: unknown) => unknown)(input)
        return ran.join()
      } catch (error) {
        if (error instanceof FailureError && ran.length === 0) return error.failure.code
        throw error
      }
    }
  }
}

test('every channel of the contract has its line in the table, and the table no other', () => {
  expect(Object.keys(CHANNEL_ACCESS).sort()).toEqual([...CHANNELS].sort())
})

test('nobody does what his role forbids, by any channel', () => {
  const channel = fc.constantFrom(...CHANNELS)
  const present = fc.oneof(
    fc.constantFrom<Present | null>('nobody', 'anybody', null),
    fc.constantFrom(...ROLES).map((role) => ({ id: 'one', name: 'Ravi', role }))
  )
  fc.assert(
    fc.property(channel, present, fc.anything(), (asked, who, input) => {
      const answer = gate(who).ask(asked, input)
      if (who === 'anybody' || who === null || isAlwaysOpen(asked)) return answer === asked
      if (who === 'nobody') return answer === 'people/locked'
      return answer === (roleMay(who.role, asked) ? asked : 'people/not-allowed')
    }),
    { numRuns: 2_000 }
  )
})

test('a manager may all that a cashier may, and an owner all', () => {
  for (const channel of CHANNELS) {
    expect(roleMay('owner', channel), channel).toBe(true)
    if (roleMay('cashier', channel)) expect(roleMay('manager', channel), channel).toBe(true)
  }
})

test('an accountant records nothing in the book, and a locked app answers no figures', () => {
  const mayCommand = CHANNELS.filter((one) => contract[one].effect === 'command' && roleMay('accountant', one))
  expect(mayCommand).toEqual([
    'app.showFile',
    'shop.open',
    'attachment.save',
    'print.closing',
    'print.figures',
    'exchange.chooseFolder',
    'exchange.write',
    'exchange.stop',
    'exchange.showFile',
    'export.statement',
    'export.pdf',
    'report.cancel',
    'message.export',
    'report.export',
    'report.print',
    'ledger.verify',
    'person.unlock',
    'person.lock',
    'person.recover',
    'editLog.export',
    'editLog.stopExport',
    'editLog.print'
  ])
  expect(CHANNELS.filter(isAlwaysOpen)).toEqual([
    'app.state',
    'settings.read',
    'customer.look',
    'person.state',
    'person.unlock',
    'person.lock',
    'person.recover'
  ])
})
