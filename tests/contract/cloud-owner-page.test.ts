import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordAsServer } from '#cloud/app/record-as-server.ts'
import { enrolDevice, openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { putOps } from '#tests/support/cloud-journal.ts'
import { makeOwner, shopWithParty, wireOp } from '#tests/support/cloud-owner.ts'
import { gatewayFacts } from '#tests/support/gateway-payment.ts'

// What the owner's page says of a shop with more than one counter, merged parties and a currency of its own.
let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(() => cloud.close())

const DAY = 20261122
const entry = (more: object) => ({
  ...{ id: randomUUID(), kind: 'sale', on: DAY, at: Date.UTC(2026, 10, 22, 7), off: 330 },
  ...more
})
const closing = (zNo: number) => ({
  view: {
    ...{ id: randomUUID(), zNo, bookOn: DAY, closedAt: Date.UTC(2026, 10, 22, 8), personName: 'Ravi' },
    ...{ countedMinor: 0, overShortMinor: 0, toOwnerMinor: 0, toBankMinor: 0, nextFloatMinor: 0 },
    ...{ countId: null, reason: '' },
    figures: { expectedMinor: 0, salesMinor: 0, firstNumber: '', lastNumber: '' }
  }
})

test('two parties that are one have one account, hop by hop, until it is taken back', async () => {
  const [stays, goes, gone] = [randomUUID(), randomUUID(), randomUUID()]
  const party = (id: string, name: string) => ({ id, name, kind: 'customer', phone: '', place: '', alias: '' })
  const owner = await makeOwner(cloud, [
    ...shopWithParty(stays, 'Ramesh Kirana'),
    wireOp(5, 'party.add', party(goes, 'Ramesh General')),
    wireOp(6, 'party.add', party(gone, 'R. General')),
    wireOp(7, 'entry.post', entry({ party: goes, amount: 300_00, credit: 300_00, text: 'old sugar' })),
    wireOp(8, 'entry.post', entry({ party: gone, amount: 100_00, credit: 100_00, text: 'older tea' })),
    wireOp(9, 'party.merge', { partyId: gone, intoId: goes }),
    wireOp(10, 'party.merge', { partyId: goes, intoId: stays })
  ])
  const statement = async () => (await owner.get(`/owner/parties/${stays}`)).body
  const merged = await statement()
  for (const words of ['rice', 'old sugar', 'older tea', '1,650.50']) expect(merged).toContain(words)
  await putOps(cloud.cloud, owner.accountId, 1, [wireOp(11, 'party.unmerge', { partyId: goes })])
  const apart = await statement()
  expect(apart).toContain('rice')
  expect(apart).not.toContain('old sugar')
})

test('a currency that this server does not know is named by its letters, never by another’s sign', async () => {
  const partyId = randomUUID()
  const [, ...rest] = shopWithParty(partyId)
  const open = wireOp(1, 'shop.open', { counter: 'AA', currency: 'LKR', id: randomUUID(), sample: false })
  const owner = await makeOwner(cloud, [open, ...rest])
  const payload = {
    ...{ linkId: randomUUID(), kind: 'statement', partyId, amountMinor: null, reference: '', title: '' },
    ...{ days: 30, isByGateway: false }
  }
  const { headers } = owner.device
  const made = await cloud.app.inject({ method: 'POST', url: '/v1/links', headers, payload })
  const { body } = await cloud.app.inject({ url: new URL(made.json().url).pathname })
  expect(body).toContain('LKR 1,250.50')
  expect(body).not.toMatch(/₹|S\$|upi:/)
})

test('what the gateway brought is nobody’s drawer, and no counter of the number 0', async () => {
  const partyId = randomUUID()
  const owner = await makeOwner(cloud, shopWithParty(partyId))
  const at = Date.UTC(2026, 10, 22, 6)
  await cloud.database.withAccount(owner.accountId, (run) =>
    recordAsServer(
      cloud.cloud,
      run,
      owner.accountId,
      gatewayFacts({ payment: 'pay_1', amount: 100_00, party: partyId, at })
    )
  )
  const { body } = await owner.get('/owner?day=2026-11-22')
  expect(body).toContain('razorpay pay_1')
  expect(body).toContain('<span class="counter">Payment gateway</span>')
  expect(body).not.toContain('Counter 0')
  expect(body.match(/<dt><bdi>/g)).toHaveLength(1)
})

test('each counter’s Z is its own, and what came after it is told apart', async () => {
  const owner = await makeOwner(cloud, shopWithParty())
  await enrolDevice(cloud.cloud, owner.accountId, 2)
  const say = (deviceNo: number, n: number, kind: string, body: object) =>
    putOps(cloud.cloud, owner.accountId, deviceNo, [wireOp(n, kind, body)])
  await say(1, 5, 'day.close', closing(7))
  await say(2, 1, 'entry.post', entry({ amount: 10_00, cash: 10_00, text: 'in time there' }))
  await say(1, 6, 'entry.post', entry({ amount: 20_00, cash: 20_00, text: 'late here' }))
  const { body } = await owner.get('/owner?day=2026-11-22')
  const row = (words: string) => body.split('<li class="row').find((one) => one.includes(words)) ?? ''
  expect(row('late here')).toContain('after the Z')
  expect(row('in time there')).not.toContain('after the Z')
  expect(row('rice')).not.toContain('after the Z')
  await say(2, 2, 'day.close', closing(3))
  const after = (await owner.get('/owner?day=2026-11-22')).body
  expect(after.match(/class="which"/g)).toHaveLength(2)
  expect(after.match(/after the Z/g)).toHaveLength(1)
})
