import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noDialogs } from '#main/ports/dialogs.ts'
import { ask, firstRun, newId, openTestApp, type TestApp, testClock } from '#tests/support/open-app.ts'

let shop: TestApp
let folder: string
let chosen = ''
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-returns-'))
  const dialogs = { ...noDialogs, chooseImportFile: async () => chosen }
  shop = openTestApp({ clock: testClock(20260401, '08:00'), facing: { dialogs } })
  await shop.call('shop.create', firstRun())
})
afterEach(async () => {
  await shop.close()
  rmSync(folder, { recursive: true, force: true })
})

const HDFC = ['Date', 'Narration', 'Chq./Ref.No.', 'Value Dt', 'Withdrawal Amt.', 'Deposit Amt.', 'Closing Balance']

/** The dry run of a statement of these rows. */
async function plan(...rows: readonly (readonly string[])[]) {
  chosen = path.join(folder, 'back.csv')
  writeFileSync(chosen, [HDFC, ...rows].map((row) => row.join(',')).join('\r\n'))
  const file = await shop.call('statement.choose', {})
  return shop.call('statement.plan', { fileToken: file?.fileToken ?? '', columns: null, dateOrder: null })
}

async function take(...rows: readonly (readonly string[])[]) {
  const { planId } = await plan(...rows)
  return shop.call('statement.take', { id: newId(), planId })
}

const sale = async (note = '') =>
  (await shop.call('entry.record', { ...ask.sale(null, 500_00, { upiMinor: 500_00 }), note })).entry
const row = (reference: string) => ['01/04/26', 'UPI', reference, '01/04/26', '', '500.00', '']
const stateOf = async (entryId: string) => (await shop.call('entry.get', { entryId })).upiState

const closeDay = async () => {
  const { expectedMinor } = await shop.call('closing.figures', {})
  const count = { id: newId(), count: ask.count({ loose: expectedMinor }) }
  await shop.call('closing.count', count)
  const close = { id: newId(), countId: count.id, reason: '', toOwnerMinor: 0, toBankMinor: 0 }
  return (await shop.call('closing.close', close)).closing
}

test("the payer's number that the cashier told is matched by a later statement", async () => {
  const [told, other] = [await sale(), await sale()]
  const mark = (reference: string, id = newId()) => ({ id, entryId: told.id, state: 'claimed', reference }) as const
  expect(await shop.failure('upi.mark', mark('60911234567'))).toEqual({
    ...{ code: 'upi/reference-invalid', field: 'reference' },
    params: {}
  })
  expect(await stateOf(told.id)).toBe('waiting')
  await shop.call('upi.mark', mark('6091 1234 5679'))
  expect(await stateOf(told.id)).toBe('claimed')
  // Read again more carefully: the number is set right, the state stays. The same once more is nothing new.
  const right = mark('609112345678')
  expect((await shop.call('upi.mark', right)).outcome).toBe('recorded')
  expect(await shop.failure('upi.mark', mark('609112345678'))).toMatchObject({ code: 'upi/state-backwards' })
  const { payments } = await shop.call('payment.list', { filter: 'claimed', offset: 0, limit: 10 })
  expect(payments).toMatchObject([{ entryId: told.id, payerReference: '609112345678', returned: null }])
  expect(await take(row('609112345678'))).toMatchObject({ proved: { count: 1 } })
  expect(await stateOf(told.id)).toBe('proved')
  expect(await stateOf(other.id)).toBe('waiting')
  expect(await shop.failure('upi.mark', mark('609112345670'))).toMatchObject({ code: 'upi/state-backwards' })
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('a chargeback is asked about, taken back with its line as the reason, and told by the next Z', async () => {
  const [charged, kept] = [await sale('609112345678'), await sale('609112345690')]
  await take(row('609112345678'), row('609112345690'))
  await closeDay()
  shop.clock.set(20260402, '09:00')
  // A number of its own, and that of the payment in its text.
  const back = (own: string, of: string) => ['02/04/26', `UPI CHARGEBACK ${of}`, own, '02/04/26', '500.00', '', '']
  const dryRun = await plan(back('700000000001', '609112345678'), back('700000000002', '609112345690'))
  expect(dryRun.returned).toMatchObject([
    {
      entryId: charged.id,
      number: charged.number,
      amountMinor: 500_00,
      text: 'UPI CHARGEBACK 609112345678',
      line: 2
    },
    { entryId: kept.id, line: 3 }
  ])
  const asked = { id: newId(), planId: dryRun.planId }
  expect(await shop.failure('statement.take', { ...asked, doubted: [newId()] })).toMatchObject({
    code: 'import/plan-stale'
  })
  const taken = await shop.call('statement.take', { ...asked, doubted: [charged.id] })
  expect(taken).toMatchObject({ outcome: 'recorded', doubtedCount: 1 })
  expect([await stateOf(charged.id), await stateOf(kept.id)]).toEqual(['waiting', 'proved'])
  const { payments } = await shop.call('payment.list', { filter: 'unproved', offset: 0, limit: 10 })
  expect(payments).toMatchObject([
    { entryId: charged.id, returned: { on: 20260402, text: 'UPI CHARGEBACK 609112345678', fileName: 'back.csv' } }
  ])
  const today = await sale()
  const closing = await closeDay()
  expect(closing.unproved?.payments).toMatchObject([
    { number: charged.number, state: 'returned', time: '01-04-2026' },
    { number: today.number, state: 'waiting' }
  ])
  const text = await shop.call('closing.text', { closingId: closing.id, language: 'en' })
  expect(text.text).toContain(charged.number)
  // The next day tells nothing of it any more.
  shop.clock.set(20260403, '09:00')
  await sale()
  expect((await closeDay()).unproved?.payments.map(({ number }) => number)).not.toContain(charged.number)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})
