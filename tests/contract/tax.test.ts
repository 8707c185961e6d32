import { afterEach, describe, expect, it } from 'vitest'
import type { Input } from '#shared/contract/contract.ts'
import { billLine, billRequest } from '#tests/support/bill-request.ts'
import { firstRun, newId, openTestApp, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
afterEach(() => shop.close())

const party = (change: Partial<Input<'party.add'>>): Input<'party.add'> => ({
  id: newId(),
  name: 'Mehta Mills',
  kind: 'supplier',
  ...change
})
const sale = (taxRule: string, amountMinor: number, cashMinor: number) =>
  ({
    ...billRequest('sale', [billLine(null, { taxRule, amountMinor })]),
    id: newId(),
    tender: { cashMinor, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
  }) as Input<'bill.record'>

describe('a GSTIN that is typed', () => {
  it.each([
    ['27AAPFU0939F1ZW', 'tax/gstin-check-digit'],
    ['27AAPFU0939F1', 'tax/gstin-shape'],
    ['72AAPFU0939F1ZV', 'tax/gstin-state']
  ])('%s is refused, and nothing is saved', async (gstin, code) => {
    shop = await openTestShop()
    expect(await shop.failure('party.add', party({ gstin }))).toMatchObject({ code, field: 'gstin' })
    expect((await shop.call('party.list', { text: '', filter: 'all', sort: 'name', offset: 0, limit: 9 })).total).toBe(
      0
    )
    expect(await shop.failure('settings.change', { shopGstin: gstin })).toMatchObject({ code })
    expect((await shop.call('settings.read', {})).shopGstin).toBe('')
  })

  it('is kept in capitals, and for a party that has one a wrong one does not take its place', async () => {
    shop = await openTestShop()
    expect((await shop.call('settings.change', { shopGstin: '27aapfu0939f1zv' })).shopGstin).toBe('27AAPFU0939F1ZV')
    const asked = party({ gstin: '27aapfu0939f1zv' })
    expect((await shop.call('party.add', asked)).party.gstin).toBe('27AAPFU0939F1ZV')
    const change = { ...asked, gstin: '27AAPFU0939F1ZW', isArchived: false }
    expect(await shop.failure('party.change', change)).toMatchObject({ code: 'tax/gstin-check-digit' })
  })
})

describe('the rules of tax', () => {
  it('are those of the country that the shop was founded in', async () => {
    shop = await openTestShop()
    expect(await shop.call('tax.scheme', {})).toMatchObject({ scheme: 'in-gst', country: 'IN' })
  })

  it('abroad bear one tax, once the shop says that it is registered', async () => {
    shop = openTestApp()
    await shop.call('shop.create', firstRun({ country: 'SG', upiAddress: '', shopState: '' }))
    expect(await shop.call('tax.scheme', {})).toMatchObject({ scheme: 'vat', country: 'SG' })
    expect((await shop.call('bill.record', sale('standard', 100_00, 100_00))).bill.bill.taxes).toEqual({})
    await shop.call('settings.change', { taxRegistration: 'regular' })
    const { bill } = (await shop.call('bill.record', sale('standard', 100_00, 109_00))).bill
    expect([bill.taxes, bill.totalMinor, bill.paper]).toEqual([{ vat: 9_00 }, 109_00, 'tax-invoice'])
  })

  it('refuse what they do not know', async () => {
    shop = await openTestShop()
    await shop.call('settings.change', { shopGstin: '07AAACR5055K1Z9' })
    expect(await shop.failure('bill.record', sale('gst-99', 100_00, 100_00))).toMatchObject({
      code: 'tax/rule-unknown'
    })
  })
})
