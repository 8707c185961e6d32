import fc from 'fast-check'
import { expect, it } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import type { Input, Output } from '#shared/contract/contract.ts'
import { billLine, billRequest } from '#tests/support/bill-request.ts'
import { newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

/*
 * Sales, purchases, challans, returns, price notes, bills of challans and reversals in any order. After each step every
 * figure of the bill adds up and is its entry's; in the end goods and books are what still stands, and when all of it is
 * undone, last first, nothing is left.
 */

type Request = Input<'bill.record'>
type View = Output<'bill.get'>
type Line = Parameters<typeof billRequest>[1][number]

const KINDS = ['sale', 'sale', 'purchase', 'challan'] as const
const RULES = ['gst-18', 'gst-5', 'gst-exempt']

const step = fc.record({
  what: fc.constantFrom<'bill' | 'back' | 'note' | 'bill-challan' | 'undo'>(
    'bill',
    'bill',
    'back',
    'back',
    'note',
    'bill-challan',
    'undo'
  ),
  kind: fc.constantFrom(...KINDS),
  pick: fc.nat(99),
  lines: fc.array(
    fc.record({
      item: fc.nat(2),
      count: fc.integer({ min: 1, max: 7 }),
      amount: fc.integer({ min: 1, max: 90_000 }),
      isTaxInPrice: fc.boolean()
    }),
    { minLength: 1, maxLength: 3 }
  ),
  percentBp: fc.nat(4_000),
  freight: fc.nat(700),
  isRounded: fc.boolean()
})
type Step = typeof step extends fc.Arbitrary<infer Made> ? Made : never

/** One shop, played through. */
class Play {
  readonly shop: TestApp
  readonly items: readonly Output<'item.add'>['item'][]
  readonly parties: { readonly customer: string; readonly supplier: string }
  /** Ids of the bills that stand, oldest first. */
  standing: string[] = []

  constructor(shop: TestApp, items: Play['items'], parties: Play['parties']) {
    this.shop = shop
    this.items = items
    this.parties = parties
  }

  get = (billId: string) => this.shop.call('bill.get', { billId })

  async take(one: Step): Promise<void> {
    if (one.what === 'undo') return this.undo(this.standing.at(one.pick % (this.standing.length || 1)))
    const request = one.what === 'bill' ? this.billOf(one) : await this.madeOf(one)
    if (request === null) return
    const failure = await this.shop.failure('bill.record', request)
    if (failure !== null) {
      // What is left of a line may be worth nothing.
      expect(['money/zero', 'bill/nothing-to-give-back']).toContain(failure.code)
      return
    }
    this.standing.push(request.id)
    await addsUp(this.shop, await this.get(request.id))
  }

  billOf(one: Step): Request {
    const lines = one.lines.map(({ item, count, amount, isTaxInPrice }) =>
      billLine(this.items[item] as never, {
        amountMinor: amount,
        said: [{ count: count * 1_000, unit: 'PCS' }],
        isTaxInPrice
      })
    )
    return this.ask(one.kind, lines, {
      discount: { by: 'percent', percentBp: one.percentBp },
      charges: [
        { charge: 'freight', amountMinor: one.freight },
        { charge: 'other', amountMinor: one.freight, isTaxed: false }
      ],
      roundOff: one.isRounded ? 'rupee' : 'none'
    })
  }

  /** A return of a bill, a lower price of it, or the bill of a challan; null when there is none to make it of. */
  async madeOf(one: Step): Promise<Request | null> {
    const wanted = one.what === 'bill-challan' ? ['challan'] : ['sale', 'purchase']
    const views = await Promise.all(this.standing.map(this.get))
    const of = views.filter(({ row }) => wanted.includes(row.kind))
    const origin = of.at(one.pick % (of.length || 1))
    if (origin === undefined) return null
    const lines = origin.bill.lines.flatMap((line, at): Line[] => {
      const left = line.quantity - (origin.returned[at]?.quantity ?? 0)
      const leftMinor = line.amountMinor - (origin.returned[at]?.amountMinor ?? 0)
      const count = Math.min(left, (one.lines[at % one.lines.length]?.count ?? 1) * 1_000)
      const item = this.items.find(({ id }) => id === line.itemId)
      if (item === undefined || count <= 0) return []
      const amountMinor = one.what === 'note' ? Math.trunc(leftMinor / 3) : line.amountMinor
      return [billLine(item as never, { amountMinor, said: [{ count, unit: 'PCS' }], ofLine: at + 1 })]
    })
    if (lines.length === 0) return null
    const kind = one.what === 'bill-challan' ? 'sale' : origin.row.kind === 'sale' ? 'sale-return' : 'purchase-return'
    return this.ask(kind, lines, {
      ofBillId: origin.row.id,
      noteReason: one.what === 'note' ? 'price' : '',
      roundOff: one.isRounded ? 'rupee' : 'none'
    })
  }

  ask(kind: Parameters<typeof billRequest>[0], lines: readonly Line[], change: object): Request {
    const partyId = kind.startsWith('purchase') ? this.parties.supplier : this.parties.customer
    return { ...billRequest(kind, lines), id: newId(), partyId, ...change } as Request
  }

  async undo(billId: string | undefined): Promise<void> {
    if (billId === undefined) return
    const { row } = await this.get(billId)
    const made = (await Promise.all(this.standing.map(this.get))).some(({ bill }) => bill.ofBillId === billId)
    const failure =
      row.kind === 'challan'
        ? await this.shop.failure('bill.cancel', { id: newId(), billId, reason: 'undone' })
        : await this.shop.failure('entry.reverse', { id: newId(), entryId: billId, reason: 'undone' })
    expect(failure?.code ?? 'done').toBe(made ? 'bill/has-returns' : 'done')
    if (!made) this.standing = this.standing.filter((id) => id !== billId)
  }

  /** Goods and books against the bills that stand. */
  async isWhatStands(): Promise<void> {
    const views = await Promise.all(this.standing.map(this.get))
    const { items } = await this.shop.call('item.list', { text: '', filter: 'all', group: '', offset: 0, limit: 9 })
    for (const { id, onHand } of items) expect(onHand).toBe(sumOf(views, (view) => movedBy(view, id)))
    for (const view of views) {
      const made = views.filter(({ bill }) => bill.ofBillId === view.row.id)
      view.returned.forEach(({ quantity, amountMinor }, at) => {
        const back = made.flatMap(({ bill }) => bill.lines.filter(({ ofLine }) => ofLine === at + 1))
        expect([quantity, amountMinor]).toEqual([
          back.reduce((sum, line) => sum + line.quantity, 0),
          back.reduce((sum, line) => sum + line.amountMinor, 0)
        ])
      })
    }
    const accounts = await this.shop.call('account.list', {})
    const on = (code: string) => accounts.find((account) => account.code === code)?.balanceMinor ?? 0
    expect(accounts.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0)).toBe(0)
    expect(on('debtors')).toBe(
      sumOf(
        views,
        signed('sale', ({ bill }) => bill.totalMinor)
      )
    )
    expect(0 - on('creditors')).toBe(
      sumOf(
        views,
        signed('purchase', ({ bill }) => bill.totalMinor)
      )
    )
    expect(0 - on('output-cgst')).toBe(
      sumOf(
        views,
        signed('sale', ({ bill }) => bill.taxes.cgst ?? 0)
      )
    )
    expect(on('input-sgst')).toBe(
      sumOf(
        views,
        signed('purchase', ({ bill }) => bill.taxes.sgst ?? 0)
      )
    )
  }
}

const sumOf = (views: readonly View[], of: (view: View) => number) => views.reduce((sum, view) => sum + of(view), 0)

/** A figure of bills and their returns, the returns taken off. */
const signed = (kind: 'sale' | 'purchase', of: (view: View) => number) => (view: View) =>
  view.row.kind === kind ? of(view) : view.row.kind === `${kind}-return` ? -of(view) : 0

function movedBy({ row, bill }: View, itemId: string): number {
  const sign = row.kind === 'purchase' || row.kind === 'sale-return' ? 1 : -1
  return bill.lines
    .filter((line) => line.movesStock && line.itemId === itemId)
    .reduce((sum, line) => sum + sign * line.quantity, 0)
}

/** Lines, tax, rounding and what is owed are the same money, to the paisa. */
async function addsUp(shop: TestApp, { bill, row }: View): Promise<void> {
  const beside = bill.charges.filter(({ isTaxed }) => !isTaxed).reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const lines = bill.lines.reduce((sum, line) => sum + line.totalMinor, 0)
  expect(lines + beside + bill.roundOffMinor).toBe(bill.totalMinor)
  for (const head of ['cgst', 'sgst'] as const) {
    const whole = bill.taxes[head] ?? 0
    expect(bill.lines.reduce((sum, line) => sum + (line.taxes[head] ?? 0), 0)).toBe(whole)
    expect(bill.taxSums.reduce((sum, one) => sum + (one.taxes[head] ?? 0), 0)).toBe(whole)
  }
  if (row.kind === 'challan') return
  const entry = await shop.call('entry.get', { entryId: row.id })
  expect([entry.amountMinor, Math.abs(entry.creditMinor)]).toEqual([bill.totalMinor, bill.totalMinor])
}

async function open(): Promise<Play> {
  const shop = await openTestShop()
  await shop.call('settings.change', { shopGstin: '07AAACR5055K1Z9', shopState: '07' })
  const items = []
  for (const [at, taxRule] of RULES.entries()) {
    items.push((await shop.call('item.add', { id: newId(), name: `Item ${at}`, taxRule })).item)
  }
  const party = async (kind: 'customer' | 'supplier', gstin: string) => {
    const { party } = await shop.call('party.add', { id: newId(), name: kind, kind, gstin, state: '07' })
    return party.id
  }
  const parties = { customer: await party('customer', ''), supplier: await party('supplier', '07AAACR5055K1Z9') }
  return new Play(shop, items, parties)
}

it('any order of bills, returns, notes and reversals keeps goods, books and what came back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const play = await open()
      try {
        for (const one of steps) await play.take(one)
        await play.isWhatStands()
        for (const billId of play.standing.toReversed()) await play.undo(billId)
        expect(play.standing).toEqual([])
        await play.isWhatStands()
        expect(verifyLedger(play.shop.file())).toMatchObject({ isClean: true, firstFault: null })
        const left = (await play.shop.call('account.list', {})).filter(({ balanceMinor }) => balanceMinor !== 0)
        expect(left.map(({ code }) => code)).toEqual(['cash', 'opening'])
      } finally {
        await play.shop.close()
      }
    }),
    { numRuns: 12 }
  )
}, 60_000)
