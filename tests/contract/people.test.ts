// People and PINs through the handlers, as every page and every caller reaches them.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { opsOfFile } from '#tests/support/book-ops.ts'
import { ask, newId, openTestApp, openTestShop, type TestApp } from '#tests/support/open-app.ts'

const OWNER = { id: newId(), name: 'Sharma ji', pin: '4711' }
const open: TestApp[] = []
afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
})

async function shopWithOwner() {
  const shop = await openTestShop()
  open.push(shop)
  const { recoveryCode, state } = await shop.call('person.turnOn', OWNER)
  return { shop, recoveryCode, state }
}

/** A cashier and an accountant beside the owner. */
async function withStaff(shop: TestApp) {
  const [cashier, accountant, manager] = [newId(), newId(), newId()]
  await shop.call('person.add', { id: cashier, name: 'Ravi', role: 'cashier', pin: '1122' })
  await shop.call('person.add', { id: accountant, name: 'Meena', role: 'accountant', pin: '3344' })
  await shop.call('person.add', { id: manager, name: 'Anil', role: 'manager', pin: '5566' })
  const become = async (id: string, pin: string) => {
    await shop.call('person.lock', { why: 'asked' })
    return shop.call('person.unlock', { id, pin })
  }
  return { cashier, accountant, manager, become }
}

describe('a shop without PINs', () => {
  it('asks nobody, and records under the name of the settings', async () => {
    const shop = await openTestShop()
    open.push(shop)
    expect(await shop.call('person.state', {})).toMatchObject({
      isOn: false,
      isLocked: false,
      person: null,
      people: []
    })
    const { entry } = await shop.call('entry.record', ask.sale(null, 100, { cashMinor: 100 }))
    expect(entry.personName).toBe('Ravi')
    expect(await shop.call('person.lock', { why: 'idle' })).toMatchObject({ isLocked: false })
  })
})

describe('PINs', () => {
  it('lock every channel but those of the lock screen, until the right one is typed', async () => {
    const { shop } = await shopWithOwner()
    await shop.call('entry.record', ask.sale(null, 100, { cashMinor: 100 }))
    expect(await shop.call('person.lock', { why: 'asked' })).toMatchObject({ isLocked: true, person: null })
    expect((await shop.failure('counter.summary', {}))?.code).toBe('people/locked')
    expect((await shop.failure('entry.record', ask.sale(null, 100, { cashMinor: 100 })))?.code).toBe('people/locked')
    expect((await shop.failure('backup.status', {}))?.code).toBe('people/locked')
    expect((await shop.call('app.state', {})).ledger).not.toBeNull()
    const state = await shop.call('person.unlock', { id: OWNER.id, pin: OWNER.pin })
    expect(state).toMatchObject({ isLocked: false, person: { name: 'Sharma ji', role: 'owner' } })
  })

  it('put the name of whoever typed his own into every entry', async () => {
    const { shop } = await shopWithOwner()
    const { cashier, become } = await withStaff(shop)
    await become(cashier, '1122')
    const { entry } = await shop.call('entry.record', ask.sale(null, 100, { cashMinor: 100 }))
    expect(entry.personName).toBe('Ravi')
  })

  it('slow wrong tries down, also over a restart, and note each in the chain', async () => {
    const { shop } = await shopWithOwner()
    await shop.call('person.lock', { why: 'asked' })
    const wrong = { id: OWNER.id, pin: '0000' }
    expect(await shop.failure('person.unlock', wrong)).toMatchObject({
      code: 'people/wrong-pin',
      params: { seconds: 1 }
    })
    expect((await shop.failure('person.unlock', wrong))?.code).toBe('people/wait')
    // The right one, too, has to wait: otherwise one could guess on and know it by the answer.
    expect((await shop.failure('person.unlock', { ...wrong, pin: OWNER.pin }))?.code).toBe('people/wait')
    shop.clock.advance(1_000)
    expect((await shop.failure('person.unlock', wrong))?.params).toMatchObject({ seconds: 2 })
    await shop.app.close()
    const again = openTestApp({ folder: shop.folder, clock: shop.clock })
    open.push(again)
    expect(await again.call('person.state', {})).toMatchObject({ isLocked: true })
    expect((await again.failure('person.unlock', wrong))?.code).toBe('people/wait')
    again.clock.advance(2_000)
    expect(await again.call('person.unlock', { id: OWNER.id, pin: OWNER.pin })).toMatchObject({ isLocked: false })
    expect((await again.call('ledger.verify', {})).isClean).toBe(true)
    const kinds = opsOfFile(again.file())
      .map((bytes) => JSON.parse(bytes) as { k: string; d: { kind: string } })
      .flatMap(({ k, d }) => (k === 'audit.note' ? [d.kind] : []))
    expect(kinds).toEqual(['people-on', 'locked', 'wrong-pin', 'wrong-pin', 'unlocked'])
  })

  it('stand neither in the book nor in its log, nor does their hash', async () => {
    const { shop, recoveryCode } = await shopWithOwner()
    const { hash } = JSON.parse(
      (JSON.parse(readFileSync(path.join(shop.folder, 'user-data', 'secrets.json'), 'utf8')) as Record<string, string>)[
        `people:${(await shop.call('app.state', {})).ledger?.shopId}`
      ] ?? '{}'
    ).pins[OWNER.id]
    const file = shop.file()
    for (const name of readdirSync(path.dirname(file)).filter((one) => one.startsWith(path.basename(file)))) {
      const text = readFileSync(path.join(path.dirname(file), name), 'latin1')
      expect(text).not.toContain(hash)
      expect(text).not.toContain(recoveryCode)
    }
  })

  it('are 4 to 8 digits', async () => {
    const shop = await openTestShop()
    open.push(shop)
    for (const pin of ['123', '123456789', '12a4', '']) {
      expect((await shop.failure('person.turnOn', { ...OWNER, pin }))?.code).toBe('people/pin-short')
    }
  })
})

describe('roles', () => {
  it('keep a cashier from undoing, pricing and reading the books, and hide what goods cost', async () => {
    const { shop } = await shopWithOwner()
    const { cashier, become } = await withStaff(shop)
    const sold = await shop.call('entry.record', ask.sale(null, 100, { cashMinor: 100 }))
    await shop.call('item.add', { id: newId(), name: 'Soap', purchaseRate: 250_000 })
    await become(cashier, '1122')
    const undo = { id: newId(), entryId: sold.entry.id, reason: 'x' }
    expect(await shop.failure('entry.reverse', undo)).toMatchObject({
      code: 'people/not-allowed',
      params: { person: 'Ravi' }
    })
    expect((await shop.failure('person.turnOff', { pin: '1122' }))?.code).toBe('people/not-allowed')
    expect((await shop.failure('person.setPin', { id: OWNER.id, pin: '9999' }))?.code).toBe('people/not-allowed')
    const { items } = await shop.call('item.list', { text: '', filter: 'all', group: '', offset: 0, limit: 5 })
    expect(items[0]).toMatchObject({ purchaseRate: null, valueMinor: null })
  })

  it('let an accountant read and export, and record nothing', async () => {
    const { shop } = await shopWithOwner()
    const { accountant, become } = await withStaff(shop)
    await become(accountant, '3344')
    expect(await shop.failure('counter.summary', {})).toBeNull()
    expect(await shop.failure('closing.list', { limit: 5, beforeZNo: null })).toBeNull()
    expect((await shop.failure('entry.record', ask.sale(null, 1, { cashMinor: 1 })))?.code).toBe('people/not-allowed')
  })

  it('leave the shop an owner, and no name to two people', async () => {
    const { shop } = await shopWithOwner()
    const { cashier } = await withStaff(shop)
    expect((await shop.failure('person.change', { id: OWNER.id, role: 'manager', isGone: false }))?.code).toBe(
      'people/last-owner'
    )
    expect((await shop.failure('person.change', { id: OWNER.id, role: 'owner', isGone: true }))?.code).toBe(
      'people/last-owner'
    )
    await shop.call('person.change', { id: cashier, role: 'cashier', isGone: true })
    const again = { id: newId(), name: ' ravi ', role: 'cashier' as const, pin: null }
    expect((await shop.failure('person.add', again))?.code).toBe('people/name-taken')
    await shop.call('person.lock', { why: 'asked' })
    expect((await shop.failure('person.unlock', { id: cashier, pin: '1122' }))?.code).toBe('people/not-found')
  })
})

describe('the recovery code', () => {
  it('sets a new PIN of the owner once, and is replaced', async () => {
    const { shop, recoveryCode } = await shopWithOwner()
    await shop.call('person.lock', { why: 'asked' })
    const wrong = await shop.failure('person.recover', { code: 'AAAA-AAAA-AAAA-AAAA', pin: '8888' })
    expect(wrong).toMatchObject({ code: 'people/wrong-code', params: { seconds: 1 } })
    shop.clock.advance(1_000)
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ')
    const next = await shop.call('person.recover', { code: typed, pin: '8888' })
    expect(next.state).toMatchObject({ isLocked: false, person: { id: OWNER.id } })
    expect(next.recoveryCode).not.toBe(recoveryCode)
    await shop.call('person.lock', { why: 'asked' })
    expect((await shop.failure('person.recover', { code: recoveryCode, pin: '1111' }))?.code).toBe('people/wrong-code')
    expect(await shop.call('person.unlock', { id: OWNER.id, pin: '8888' })).toMatchObject({ isLocked: false })
  })

  it('opens the book on a new PC, which knows no PIN', async () => {
    const { shop, recoveryCode } = await shopWithOwner()
    await shop.app.close()
    const elsewhere = openTestApp({
      folder: shop.folder,
      userDataFolder: path.join(shop.folder, 'new'),
      clock: shop.clock
    })
    open.push(elsewhere)
    elsewhere.app.terminal.open(path.join(shop.folder, bookName(shop.folder)))
    expect(await elsewhere.call('person.state', {})).toMatchObject({ isOn: true, isLocked: true, needsRecovery: true })
    expect((await elsewhere.failure('person.unlock', { id: OWNER.id, pin: OWNER.pin }))?.code).toBe(
      'people/no-pin-here'
    )
    await elsewhere.call('person.recover', { code: recoveryCode, pin: '2580' })
    expect(await elsewhere.call('person.state', {})).toMatchObject({ isLocked: false, needsRecovery: false })
  })
})

it('turned off again, everybody may work as before', async () => {
  const { shop } = await shopWithOwner()
  await shop.call('person.turnOff', { pin: OWNER.pin })
  expect(await shop.call('person.state', {})).toMatchObject({ isOn: false, isLocked: false })
  expect(await shop.failure('counter.summary', {})).toBeNull()
})

const bookName = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.counterbook')) ?? ''
