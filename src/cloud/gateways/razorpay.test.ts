import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { GatewayError } from '#cloud/ports/payment-gateway.ts'
import { minor } from '#shared/money/money.ts'
import { type FakeRazorpay, signedHook, startFakeRazorpay } from '#tests/support/fake-razorpay.ts'
import { createRazorpay } from './razorpay.ts'

let fake: FakeRazorpay
beforeEach(async () => {
  fake = await startFakeRazorpay()
})
afterEach(() => fake.close())

const keysOf = ({ keys }: FakeRazorpay, ...older: string[]) => ({
  ...{ keyId: keys.keyId, keySecret: keys.keySecret, hookSecrets: [keys.hookSecret, ...older] }
})
const ask = {
  ...{ linkId: '6f2c4d7e-0000-4000-8000-000000000001', amountMinor: minor(1_250_50), currency: 'INR' },
  ...{ text: 'Sharma Traders A-26-27-0007', expiresAtMs: 1_800_000_000_000 }
}
const bytes = (text: string) => new TextEncoder().encode(text)

describe('a link at the gateway', () => {
  it('is made with the exact amount and our id, and is the same link when the answer was lost', async () => {
    const gateway = createRazorpay(fake.origin)
    fake.fail('cut')
    await expect(gateway.makeLink(keysOf(fake), ask)).rejects.toMatchObject({ isTemporary: true })
    const made = await gateway.makeLink(keysOf(fake), ask)
    expect(fake.links.size).toBe(1)
    expect(made).toEqual({ reference: 'plink_1', address: 'https://rzp.example/i/plink_1' })
    expect(fake.links.get(ask.linkId)).toMatchObject({ amount: 125050, expire_by: 1_800_000_000, currency: 'INR' })
  })

  it('is read with its payments, each by its own id', async () => {
    const gateway = createRazorpay(fake.origin)
    const { reference } = await gateway.makeLink(keysOf(fake), ask)
    expect(await gateway.readLink(keysOf(fake), reference)).toMatchObject({ state: 'open', payments: [] })
    fake.pay(ask.linkId, 1_250_50, 1_795_262_400_000)
    expect(await gateway.readLink(keysOf(fake), reference)).toEqual({
      ...{ reference, linkId: ask.linkId, state: 'paid' },
      payments: [{ paymentId: 'pay_2', amountMinor: 125050, currency: 'INR', feeMinor: null, atMs: 1_795_262_400_000 }]
    })
  })

  it.each([
    [429, true],
    [503, true],
    [400, false]
  ])('says of status %i whether it may be asked again', async (status, isTemporary) => {
    fake.fail(status)
    const failed = createRazorpay(fake.origin).readLink(keysOf(fake), 'plink_1')
    await expect(failed).rejects.toThrow(GatewayError)
    await expect(failed).rejects.toMatchObject({ isTemporary })
  })
})

describe('a webhook', () => {
  it('is taken only with the signature over exactly its bytes, under the secret of now or the one before', async () => {
    const gateway = createRazorpay(fake.origin)
    await gateway.makeLink(keysOf(fake), ask)
    const { body, headers } = fake.pay(ask.linkId)
    expect(gateway.isSigned(keysOf(fake), bytes(body), headers)).toBe(true)
    expect(gateway.isSigned({ ...keysOf(fake), hookSecrets: ['newer', 'hook-secret'] }, bytes(body), headers)).toBe(
      true
    )
    expect(gateway.isSigned(keysOf(fake), bytes(`${body} `), headers)).toBe(false)
    expect(gateway.isSigned(keysOf(fake), bytes(body), {})).toBe(false)
    expect(gateway.isSigned(keysOf(fake), bytes(body), { 'x-razorpay-signature': 'ff' })).toBe(false)
    const empty = signedHook(body, 'x', 'event').headers
    expect(gateway.isSigned({ ...keysOf(fake), hookSecrets: [''] }, bytes(body), empty)).toBe(false)
  })

  it('tells the payment with its fee, and nothing where it is not about a link', async () => {
    const gateway = createRazorpay(fake.origin)
    await gateway.makeLink(keysOf(fake), ask)
    const { body, headers } = fake.pay(ask.linkId)
    expect(gateway.readEvent(bytes(body), headers)).toMatchObject({
      eventId: headers['x-razorpay-event-id'],
      link: {
        linkId: ask.linkId,
        state: 'paid',
        payments: [{ paymentId: 'pay_2', amountMinor: 125050, currency: 'INR', feeMinor: 236 }]
      }
    })
    expect(gateway.readEvent(bytes('{"event":"refund.created","payload":{}}'), headers)?.link).toBeNull()
    expect(gateway.readEvent(bytes('<html>'), headers)).toBeNull()
    expect(
      gateway.readEvent(bytes('{"event":"payment_link.paid","payload":{"payment_link":{"entity":{}}}}'), {})
    ).toBeNull()
  })
})
