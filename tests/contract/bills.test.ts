import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input, Output } from '#shared/contract/contract.ts'
import { billLine, billRequest, pieces } from '#tests/support/bill-request.ts'
import { newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

const NO_TENDER = { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
const NOTHING_PAID = { cashMinor: 0, upiMinor: 0, bankMinor: 0 }

let shop: TestApp
/** What a change of an item asks for: a view without what the book adds to it. */
const itemOf = ({ onHand: _, valueMinor: __, ...item }: Item): Input<'item.change'> => item

type Item = Output<'item.add'>['item']
let soap: Item
let rice: Item
let customerId: string
let supplierId: string

const addItem = async (change: Partial<Input<'item.add'>> & { name: string }) =>
  (await shop.call('item.add', { id: newId(), taxRule: 'gst-18', hsn: '3401', ...change })).item

async function addParty(name: string, kind: 'customer' | 'supplier', gstin = '') {
  const { party } = await shop.call('party.add', { id: newId(), name, kind, gstin, state: gstin.slice(0, 2) })
  return party.id
}

beforeEach(async () => {
  shop = await openTestShop()
  await shop.call('settings.change', { shopGstin: '07AAACR5055K1Z9', shopState: '07' })
  soap = await addItem({ name: 'Soap', units: [{ unit: 'BOX', size: 24_000 }] })
  rice = await addItem({ name: 'Rice', taxRule: 'gst-exempt', hsn: '1006', baseUnit: 'KGS' })
  customerId = await addParty('Gupta Store', 'customer')
  supplierId = await addParty('Mehta Mills', 'supplier', '07AAACM0000A1ZO')
})
afterEach(() => shop.close())

type Request = Input<'bill.record'>
const ask = (
  kind: Parameters<typeof billRequest>[0],
  lines: Parameters<typeof billRequest>[1],
  change: object = {}
): Request => ({ ...billRequest(kind, lines), id: newId(), ...change }) as Request
const record = (request: Request) => shop.call('bill.record', request)
const line = (item: Item, amountMinor: number, count: number, change: object = {}) =>
  billLine(item, { amountMinor, said: pieces(count), rate: null, ...change })
const onHand = async (item: Item) => {
  const { items } = await shop.call('item.list', { text: '', filter: 'all', group: '', offset: 0, limit: 50 })
  return items.find(({ id }) => id === item.id)?.onHand
}
const balances = async () =>
  Object.fromEntries(
    (await shop.call('account.list', {}))
      .filter(({ balanceMinor }) => balanceMinor !== 0)
      .map(({ code, balanceMinor }) => [code, balanceMinor])
  )

describe('a bill', () => {
  it('posts one balanced entry with its tax, and takes the goods', async () => {
    const sale = await record(
      ask('sale', [line(soap, 42_194, 3)], {
        partyId: customerId,
        roundOff: 'rupee',
        tender: { ...NO_TENDER, cashMinor: 20_000, upiMinor: 10_000 }
      })
    )
    expect(sale.bill.row).toMatchObject({ kind: 'sale', totalMinor: 49_800, state: 'open', partyName: 'Gupta Store' })
    expect(sale.entry).toMatchObject({ amountMinor: 49_800, creditMinor: 19_800, upiState: 'waiting', text: 'Soap' })
    expect(sale.entry?.number).toBe(sale.bill.row.number)
    expect(await balances()).toMatchObject({
      sales: -42_194,
      'output-cgst': -3_797,
      'output-sgst': -3_797,
      'round-off': -12,
      debtors: 19_800
    })
    expect(sale.billWarnings.map(({ rail }) => rail)).toEqual(['stock-below-zero'])
  })
  it('of a supplier brings goods in, and what comes back of it goes out again', async () => {
    const bought = await record(
      ask(
        'purchase',
        [line(soap, 240_000, 48), line(rice, 500_000, 100, { said: [{ count: 100_000, unit: 'KGS' }] })],
        {
          partyId: supplierId,
          theirNumber: 'MM/77',
          paid: { ...NOTHING_PAID, bankMinor: 100_000 }
        }
      )
    )
    expect([await onHand(soap), await onHand(rice)]).toEqual([48_000, 100_000])
    expect(await balances()).toMatchObject({ purchases: 740_000, 'input-cgst': 21_600, creditors: -683_200 })
    const back = await record(
      ask('purchase-return', [line(soap, 0, 12, { ofLine: 1 })], { partyId: supplierId, ofBillId: bought.bill.row.id })
    )
    expect(back.bill.row).toMatchObject({ kind: 'purchase-return', totalMinor: 70_800 })
    expect(await onHand(soap)).toBe(36_000)
    expect((await shop.call('bill.get', { billId: bought.bill.row.id })).row.state).toBe('part')
  })
})

describe('what comes back', () => {
  const sold = () =>
    record(
      ask('sale', [line(soap, 10_000, 3), line(rice, 7_770, 2, { said: [{ count: 2_000, unit: 'KGS' }] })], {
        partyId: customerId,
        roundOff: 'rupee'
      })
    )
  const back = (ofBillId: string, count: number, change: object = {}) =>
    ask('sale-return', [line(soap, 0, count, { ofLine: 1 })], { partyId: customerId, ofBillId, ...change })

  it('is tied to its bill and ends at it to the paisa', async () => {
    const { bill } = await sold()
    await record(back(bill.row.id, 1))
    const second = await record(back(bill.row.id, 2))
    expect(second.bill.bill.lines[0]).toMatchObject({ rateBp: 1_800, quantity: 2_000 })
    const rest = billLine(rice, { amountMinor: 0, said: [{ count: 2_000, unit: 'KGS' }], ofLine: 2 })
    await record(ask('sale-return', [rest], { partyId: customerId, ofBillId: bill.row.id }))
    expect(await balances()).toMatchObject({ sales: -17_770, 'sales-returns': 17_770 })
    expect((await balances()).debtors).toBeUndefined()
    expect((await balances())['output-cgst']).toBeUndefined()
    expect((await balances())['round-off']).toBeUndefined()
    expect([await onHand(soap), await onHand(rice)]).toEqual([0, 0])
    expect((await shop.call('bill.get', { billId: bill.row.id })).row.state).toBe('done')
  })

  it('is never more than was sold, and holds the bill until it is cancelled itself', async () => {
    const { bill, entry } = await sold()
    const first = await record(back(bill.row.id, 2))
    expect(await shop.failure('bill.record', back(bill.row.id, 2))).toMatchObject({
      code: 'bill/returned-too-much',
      params: { line: 1, left: '1 PCS' }
    })
    const reverse = (entryId: string) => ({ id: newId(), entryId, reason: 'wrong party' })
    expect(await shop.failure('entry.reverse', reverse(entry?.id ?? ''))).toMatchObject({ code: 'bill/has-returns' })
    await shop.call('entry.reverse', reverse(first.entry?.id ?? ''))
    expect((await shop.call('bill.get', { billId: bill.row.id })).returned[0]?.quantity).toBe(0)
    await shop.call('entry.reverse', reverse(entry?.id ?? ''))
    expect(await onHand(soap)).toBe(0)
    expect((await balances()).sales).toBeUndefined()
    expect((await shop.call('bill.get', { billId: bill.row.id })).row).toMatchObject({
      state: 'cancelled',
      number: bill.row.number
    })
    expect(await shop.failure('bill.record', back(bill.row.id, 1))).toMatchObject({ code: 'bill/origin-not-fitting' })
  })

  it('may be a lower price, without goods', async () => {
    const { bill } = await sold()
    const note = await record(
      ask('sale-return', [billLine(soap, { amountMinor: 1_000, ofLine: 1 })], {
        partyId: customerId,
        ofBillId: bill.row.id,
        noteReason: 'price'
      })
    )
    expect(note.bill.row.totalMinor).toBe(1_180)
    expect(await onHand(soap)).toBe(-3_000)
  })

  it('is worth what it went out for, whatever it costs by now', async () => {
    const buy = (amount: number) => record(ask('purchase', [line(soap, amount, 10)], { partyId: supplierId }))
    const worth = async () => {
      const { items } = await shop.call('item.list', { text: '', filter: 'all', group: '', offset: 0, limit: 50 })
      return items.find(({ id }) => id === soap.id)?.valueMinor
    }
    await buy(100_000)
    const { bill } = await record(ask('sale', [line(soap, 60_000, 4)], { partyId: customerId }))
    await buy(300_000)
    expect(await worth()).toBe(360_000)
    await record(back(bill.row.id, 3))
    expect(await worth()).toBe(390_000)
    await record(back(bill.row.id, 1))
    expect([await onHand(soap), await worth()]).toEqual([20_000, 400_000])
    expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
  })

  it('of another party or kind is refused', async () => {
    const { bill } = await sold()
    const other = await addParty('Verma Store', 'customer')
    expect(await shop.failure('bill.record', back(bill.row.id, 1, { partyId: other }))).toMatchObject({
      code: 'bill/origin-not-fitting'
    })
    expect(await shop.failure('bill.record', back(newId(), 1))).toMatchObject({ code: 'bill/not-found' })
  })
})

describe('a paper that becomes a bill', () => {
  it('a quotation offers, a challan delivers, and the bill moves the goods once', async () => {
    const offer = await record(ask('quotation', [line(soap, 24_000, 24)], { partyId: customerId }))
    expect(offer.entry).toBeNull()
    expect(offer.bill.row.number).toMatch(/Q\/26-27\/00001$/)
    expect(await onHand(soap)).toBe(0)
    const of = { partyId: customerId, ofBillId: offer.bill.row.id }
    const sent = await record(ask('challan', [line(soap, 12_000, 12, { ofLine: 1 })], of))
    expect(await onHand(soap)).toBe(-12_000)
    expect((await shop.call('bill.get', { billId: offer.bill.row.id })).row.state).toBe('part')
    const ofChallan = { partyId: customerId, ofBillId: sent.bill.row.id }
    const tooMany = ask('sale', [line(soap, 13_000, 13, { ofLine: 1 })], ofChallan)
    expect(await shop.failure('bill.record', tooMany)).toMatchObject({ code: 'bill/returned-too-much' })
    const bill = await record(ask('sale', [line(soap, 12_000, 12, { ofLine: 1 })], ofChallan))
    expect(await onHand(soap)).toBe(-12_000)
    expect((await shop.call('bill.get', { billId: sent.bill.row.id })).row.state).toBe('done')
    const { rows: open } = await shop.call('bill.find', {
      partyId: customerId,
      kinds: ['quotation', 'challan'],
      text: '',
      isOpen: true,
      beforeBillId: null,
      limit: 10
    })
    expect(open.map(({ id }) => id)).toEqual([offer.bill.row.id])
    expect(await shop.failure('bill.cancel', { id: newId(), billId: sent.bill.row.id, reason: 'x' })).toMatchObject({
      code: 'bill/has-returns'
    })
    expect(await shop.failure('bill.cancel', { id: newId(), billId: bill.bill.row.id, reason: 'x' })).toMatchObject({
      code: 'bill/not-cancellable'
    })
  })

  it('is called off with a reason; what it moved comes back, its number stays', async () => {
    const sent = await record(ask('challan', [line(soap, 12_000, 12)], { partyId: customerId }))
    const cancel = { id: newId(), billId: sent.bill.row.id, reason: '' }
    expect(await shop.failure('bill.cancel', cancel)).toMatchObject({ code: 'entry/reason-needed' })
    const { bill } = await shop.call('bill.cancel', { ...cancel, reason: 'not wanted' })
    expect(bill).toMatchObject({ state: 'cancelled', number: sent.bill.row.number })
    expect(await onHand(soap)).toBe(0)
    expect((await shop.call('bill.cancel', { ...cancel, reason: 'not wanted' })).bill.state).toBe('cancelled')
    const next = await record(ask('challan', [line(soap, 12_000, 12)], { partyId: customerId }))
    expect(next.bill.row.number).toMatch(/H\/26-27\/00002$/)
  })
})

describe('bad input', () => {
  const sale = (change: object, lineChange: object = {}) =>
    ask('sale', [line(soap, 1_000, 1, lineChange)], { partyId: customerId, ...change })
  const codes = [
    ['a quantity of zero', () => sale({}, { said: [{ count: 0, unit: 'PCS' }] }), 'quantity/zero'],
    ['a quantity of 1e12', () => sale({}, { said: [{ count: 1e15, unit: 'PCS' }] }), 'quantity/too-large'],
    ['a rate of nothing sensible', () => sale({}, { rate: 1e13 }), 'quantity/rate-too-large'],
    ['a unit unknown', () => sale({}, { said: [{ count: 1_000, unit: 'KGS' }] }), 'quantity/unit-unknown'],
    ['pieces cut in parts', () => sale({}, { said: [{ count: 500, unit: 'PCS' }] }), 'quantity/too-many-decimals'],
    ['an item that is not there', () => sale({}, { itemId: newId() }), 'bill/item-gone'],
    ['a party that is not there', () => sale({ partyId: newId() }), 'party/not-found'],
    ['a day that has not come', () => sale({ bookOn: 20271121 }), 'calendar/date-in-future'],
    ['credit for nobody', () => sale({ partyId: null }), 'entry/cash-sale-must-be-paid'],
    ['a total that changed', () => sale({ expectedTotalMinor: 1_179 }), 'bill/total-changed']
  ] as const
  const codeOf = async (request: Request) => {
    try {
      await record(request)
      return 'recorded'
    } catch (error) {
      const { failure, issues } = error as { failure?: { code: string }; issues?: { message: string }[] }
      return failure?.code ?? issues?.[0]?.message
    }
  }

  it.each(codes)('%s is told, and nothing is half saved', async (_, request, code) => {
    expect(await codeOf(request())).toBe(code)
    expect(await balances()).toEqual({ cash: 200_000, opening: -200_000 })
    expect(await onHand(soap)).toBe(0)
    expect((await record(sale({}))).bill.row.number).toMatch(/00001$/)
  })

  it('an item put away elsewhere while it is on the screen', async () => {
    await shop.call('item.change', { ...itemOf(soap), isArchived: true })
    expect(await shop.failure('bill.record', sale({}))).toMatchObject({
      code: 'bill/item-gone',
      params: { line: 1, name: 'Soap' }
    })
  })

  it('the same bill again changes nothing; another one under its id is refused', async () => {
    const request = sale({})
    const first = await record(request)
    const again = await record(request)
    expect(again).toMatchObject({ outcome: 'exists', bill: { row: { number: first.bill.row.number } } })
    const other = { ...request, lines: [line(soap, 1_001, 1)] } as Request
    expect(await shop.failure('bill.record', other)).toMatchObject({ code: 'entry/id-reused' })
    const paid = { ...request, tender: { ...NO_TENDER, cashMinor: 5 } } as Request
    expect(await shop.failure('bill.record', paid)).toMatchObject({ code: 'entry/id-reused' })
    expect(await onHand(soap)).toBe(-1_000)
  })

  it('another bill under its id is one with another tax, rounding, day or printed code too', async () => {
    const ofLine = (change: object) => ({ lines: [line(soap, 1_001, 1, change)] })
    const changes = [
      ofLine({ isTaxInPrice: true }),
      ofLine({ hsn: '3402' }),
      { placeOfSupply: '27' },
      { roundOff: 'rupee' },
      { isReverseCharge: true },
      { theirDate: 20261101 },
      { deliveryAddress: 'Godown 3' }
    ]
    const plain = ask('purchase', [line(soap, 1_001, 1)], { partyId: supplierId })
    for (const change of changes) {
      const changed = { ...plain, id: newId(), ...change } as Request
      expect((await record(changed)).outcome).toBe('recorded')
      expect((await record(changed)).outcome).toBe('exists')
      const asked = await shop.failure('bill.record', { ...plain, id: changed.id })
      expect([change, asked?.code]).toEqual([change, 'entry/id-reused'])
    }
    await record(plain)
    // A line without a printed price took the item's, which may be another by now.
    for (const change of [...changes, ofLine({ retailPriceMinor: 2_000 })]) {
      const asked = await shop.failure('bill.record', { ...plain, ...change } as Request)
      expect([change, asked?.code]).toEqual([change, 'entry/id-reused'])
    }
    const work = (text: string) => ({ ...plain, lines: [billLine(null, { amountMinor: 500, text })] }) as Request
    const job = { ...work('Cutting'), id: newId() }
    await record(job)
    expect((await record(job)).outcome).toBe('exists')
    expect(await shop.failure('bill.record', { ...work('Polish'), id: job.id })).toMatchObject({
      code: 'entry/id-reused'
    })
  })

  it('another note of a price under its id is one of another amount too', async () => {
    const sold = await record(sale({}))
    const note = (id: string, amountMinor: number) =>
      ask('sale-return', [line(soap, amountMinor, 1, { said: [], ofLine: 1 })], {
        ...{ id, partyId: customerId, ofBillId: sold.bill.row.id, noteReason: 'price' }
      })
    const given = note(newId(), 100)
    await record(given)
    expect((await record(given)).outcome).toBe('exists')
    expect(await shop.failure('bill.record', note(given.id, 200))).toMatchObject({ code: 'entry/id-reused' })
  })

  it('an entry under the id of a bill is refused too', async () => {
    const got = { ...ask('sale', []), id: newId() }
    await shop.call('entry.record', {
      id: got.id,
      kind: 'got',
      partyId: customerId,
      bookOn: null,
      occurredOn: null,
      text: '',
      note: '',
      tender: { ...NO_TENDER, cashMinor: 100 }
    })
    expect(await shop.failure('bill.record', sale({ id: got.id }))).toMatchObject({ code: 'entry/id-reused' })
  })
})

describe('guard rails', () => {
  it('warn, are logged, and stop nothing', async () => {
    await record(
      ask('purchase', [line(soap, 100_000, 10)], { partyId: supplierId, theirNumber: 'A-VERY-LONG-NUMBER-1' })
    )
    const sale = await record(
      ask('sale', [line({ ...soap, hsn: '34' }, 6_000_000, 500)], {
        tender: { ...NO_TENDER, bankMinor: 7_080_000 }
      })
    )
    expect(sale.billWarnings.map(({ rail }) => rail)).toEqual(['address-missing', 'stock-below-zero'])
    const cheap = await record(ask('sale', [line(soap, 10, 1)], { partyId: customerId }))
    expect(cheap.billWarnings.map(({ rail }) => rail)).toContain('sold-below-cost')
  })
})

describe('a bill that waits', () => {
  it('is held as it was typed, replaced, and dropped', async () => {
    const id = newId()
    await shop.call('bill.hold', { id, title: 'Gupta', draft: '{"lines":1}' })
    const { held } = await shop.call('bill.hold', { id, title: 'Gupta, 2 items', draft: '{"lines":2}' })
    expect(held).toMatchObject([{ id, title: 'Gupta, 2 items', personName: 'Ravi' }])
    expect(await shop.call('bill.held', {})).toMatchObject([{ draft: '{"lines":2}' }])
    expect(await shop.failure('bill.hold', { id, title: '', draft: 'half a' })).toMatchObject({ code: 'input/invalid' })
    await shop.call('bill.drop', { id })
    await shop.call('bill.drop', { id })
    expect(await shop.call('bill.held', {})).toEqual([])
  })
})
