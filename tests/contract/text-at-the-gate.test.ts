import { afterEach, expect, test } from 'vitest'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'

let shop: TestApp
afterEach(() => shop.close())

/** A letter of two parts that was cut between them: no text that can be written into a file. */
const HALF_A_LETTER = '\ud83d'

test('half a letter, as a cut in the wrong place leaves it, is taken as its sign everywhere', async () => {
  shop = await openTestShop({ run: { shopName: `Sharma ${HALF_A_LETTER}` } })
  const ramesh = await addParty(shop, `Ramesh ${HALF_A_LETTER}`)
  const text = `rice ${HALF_A_LETTER}`
  const sale = { ...ask.sale(ramesh, 100_00), text, note: text, lines: [{ text, amountMinor: 100_00 }] }
  const { entry } = await shop.call('entry.record', sale)
  expect(entry).toMatchObject({ text: 'rice \ufffd', note: 'rice \ufffd' })
  await shop.call('entry.reverse', { id: newId(), entryId: entry.id, reason: HALF_A_LETTER })
  await shop.call('account.add', { id: newId(), name: `sweets ${HALF_A_LETTER}` })
  await shop.call('settings.change', { receiptFoot: HALF_A_LETTER, personName: HALF_A_LETTER, shopName: text })
  const countId = newId()
  await shop.call('closing.count', { id: countId, count: ask.count({ loose: 1_00 }) })
  const close = { id: newId(), countId, reason: HALF_A_LETTER, toOwnerMinor: 0, toBankMinor: 0 }
  expect((await shop.call('closing.close', close)).closing.reason).toBe('\ufffd')
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('the lines of a bill add up to it', async () => {
  shop = await openTestShop()
  const ramesh = await addParty(shop, 'Ramesh')
  const sale = { ...ask.sale(ramesh, 100_00), lines: [{ text: 'rice', amountMinor: 90_00 }] }
  await expect(shop.call('entry.record', sale)).rejects.toThrow('input/invalid')
})
