import { expect } from 'vitest'
import { drawerLines } from '#shared/closing/day-figures.ts'
import type { Input, Output } from '#shared/contract/contract.ts'
import { newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'
import { addItem, askBill, some } from '#tests/support/whole-goods.ts'

interface GoodsAsked {
  readonly lines: readonly { item: number; count: number; amount: number; percentBp: number }[]
  readonly roundOff: 'none' | 'rupee'
  readonly freight: number
  readonly isFreightTaxed: boolean
  /** Of the first line's amount, in hundredths: something that is surely less than the bill. */
  readonly paidPart: number
}

/** What somebody may do with goods. Indices are taken modulo what there is, so that every sequence can be played. */
export type GoodsCommand =
  | ({ do: 'sell' | 'buy' } & GoodsAsked)
  | ({ do: 'offer'; kind: 'quotation' | 'challan' } & GoodsAsked)
  | { do: 'return'; bill: number; line: number; part: number }
  | { do: 'billOffer' | 'callOff' | 'undo' | 'repeat'; bill: number }
  | { do: 'adjust'; item: number; by: number; costRate: number | null }

type Item = Output<'item.add'>['item']
type Asked = Input<'bill.record'>
type Kind = Asked['kind']

interface ModelBill {
  readonly id: string
  readonly kind: Kind
  readonly asked: Asked
  readonly party: string
  readonly total: number
  readonly cash: number
  readonly taxes: Readonly<Record<string, number | undefined>>
  readonly of: ModelBill | null
  readonly lines: { item: number; count: number; taken: number; movesStock: boolean; ofLine: number | null }[]
  isUndone: boolean
}

const GOES_OUT: Readonly<Record<Kind, -1 | 0 | 1>> = {
  sale: -1,
  'sale-return': 1,
  purchase: 1,
  'purchase-return': -1,
  quotation: 0,
  challan: -1
}
const RETURN_OF: Partial<Record<Kind, 'sale-return' | 'purchase-return'>> = {
  sale: 'sale-return',
  purchase: 'purchase-return'
}

/** Plays commands on the real app and on a shop of lists and sums, and holds the two together. */
export class GoodsPlayer {
  readonly done = { bills: 0, returns: 0, undone: 0, refusals: 0 }
  readonly file: string
  private readonly bills: ModelBill[] = []
  private readonly adjusted: number[]
  private readonly shop: TestApp
  private readonly items: readonly Item[]
  private readonly customer: string
  private readonly supplier: string

  private constructor(shop: TestApp, items: readonly Item[], customer: string, supplier: string) {
    this.shop = shop
    this.items = items
    this.customer = customer
    this.supplier = supplier
    this.adjusted = items.map(() => 0)
    this.file = shop.file()
  }

  static async open(): Promise<GoodsPlayer> {
    const shop = await openTestShop()
    await shop.call('settings.change', { shopGstin: '07AAACR5055K1Z9', shopState: '07' })
    const items = [
      await addItem(shop, 'Soap'),
      await addItem(shop, 'Rice', { taxRule: 'gst-exempt', hsn: '1006', baseUnit: 'KGS' }),
      await addItem(shop, 'Ghee', { taxRule: 'gst-5', hsn: '0405', isTaxInPrice: true })
    ]
    return new GoodsPlayer(shop, items, await addParty(shop, 'Gupta'), await addParty(shop, 'Mehta', 'supplier'))
  }

  close = (): Promise<void> => this.shop.close()

  async play(command: GoodsCommand): Promise<void> {
    switch (command.do) {
      case 'sell':
        return this.record('sale', command)
      case 'buy':
        return this.record('purchase', command)
      case 'offer':
        return this.record(command.kind, command)
      case 'return':
        return this.giveBack(command)
      case 'billOffer':
        return this.billOffer(command.bill)
      case 'callOff':
        return this.callOff(command.bill)
      case 'undo':
        return this.undo(at(this.standing().filter(hasEntry), command.bill))
      case 'repeat':
        return this.repeat(command.bill)
      case 'adjust':
        return this.adjust(command)
    }
  }

  private standing = (): ModelBill[] => this.bills.filter((bill) => !bill.isUndone)
  private madeOf = (bill: ModelBill): ModelBill[] => this.standing().filter(({ of }) => of === bill)

  private async record(kind: Kind, asked: GoodsAsked): Promise<void> {
    const lines = asked.lines.map(({ item, count, amount, percentBp }) => {
      const discount = percentBp === 0 ? null : { by: 'percent' as const, percentBp }
      return some(this.itemAt(item), count, amount, { discount })
    })
    const cash = Math.floor(((asked.lines[0]?.amount ?? 0) * asked.paidPart) / 200)
    const charges =
      asked.freight === 0 ? [] : [{ charge: 'freight', amountMinor: asked.freight, isTaxed: asked.isFreightTaxed }]
    const request = askBill(kind, lines, {
      ...{ partyId: this.partyOf(kind), roundOff: asked.roundOff, charges },
      ...moneyOf(kind, cash)
    })
    await this.accept(request, null, cash)
  }

  /** Records a request and adds it to the model. */
  private async accept(request: Asked, of: ModelBill | null, cash: number): Promise<void> {
    const { outcome, bill, entry } = await this.shop.call('bill.record', request)
    expect(outcome).toBe('recorded')
    const { totalMinor, taxes, lines } = bill.bill
    expect(entry?.amountMinor ?? totalMinor).toBe(totalMinor)
    this.bills.push({
      ...{ id: request.id, kind: request.kind, asked: request, party: request.partyId ?? '', total: totalMinor, cash },
      ...{ taxes, of, isUndone: false },
      lines: lines.map((line) => ({
        item: this.items.findIndex(({ id }) => id === line.itemId),
        count: line.quantity,
        taken: 0,
        movesStock: line.movesStock,
        ofLine: line.ofLine
      }))
    })
    for (const line of lines) if (of !== null && line.ofLine !== null) take(of, line.ofLine, line.quantity)
    this.done.bills++
  }

  private async giveBack({ bill, line, part }: Extract<GoodsCommand, { do: 'return' }>): Promise<void> {
    const origin = at(
      this.standing().filter(({ kind }) => RETURN_OF[kind] !== undefined),
      bill
    )
    const kind = origin && RETURN_OF[origin.kind]
    if (origin === undefined || kind === undefined) return
    const ofLine = 1 + (line % origin.lines.length)
    const old = origin.lines[ofLine - 1]
    if (old === undefined) return
    // Whole ones, and now and then more than there are.
    const count = Math.max(1, Math.ceil((old.count * part) / 100_000))
    const lines = [some(this.items[old.item] as Item, count, 0, { ofLine })]
    const request = askBill(kind, lines, { partyId: origin.party, ofBillId: origin.id })
    if (count * 1_000 > old.count - old.taken) return this.refused('bill.record', request, 'bill/returned-too-much')
    await this.accept(request, origin, 0)
    this.done.returns++
  }

  /** All of what is left of a quotation or a challan becomes a bill. */
  private async billOffer(index: number): Promise<void> {
    const offer = at(this.offers(), index)
    if (offer === undefined) return
    const lines = offer.lines.flatMap((line, place) => {
      const left = line.count - line.taken
      return left <= 0 ? [] : [some(this.items[line.item] as Item, left / 1_000, 100_00, { ofLine: place + 1 })]
    })
    if (lines.length === 0) return
    await this.accept(askBill('sale', lines, { partyId: this.customer, ofBillId: offer.id }), offer, 0)
  }

  private offers = () => this.standing().filter((bill) => !hasEntry(bill))

  private async callOff(index: number): Promise<void> {
    const offer = at(this.offers(), index)
    if (offer === undefined) return
    const request = { id: newId(), billId: offer.id, reason: 'not wanted' }
    if (this.madeOf(offer).length > 0) return this.refused('bill.cancel', request, 'bill/has-returns')
    await this.shop.call('bill.cancel', request)
    offer.isUndone = true
  }

  private async undo(bill: ModelBill | undefined): Promise<void> {
    if (bill === undefined) return
    const request = { id: newId(), entryId: bill.id, reason: 'typed twice' }
    if (this.madeOf(bill).length > 0) return this.refused('entry.reverse', request, 'bill/has-returns')
    await this.shop.call('entry.reverse', request)
    bill.isUndone = true
    for (const { ofLine, count } of bill.lines) if (bill.of !== null && ofLine !== null) take(bill.of, ofLine, -count)
    this.done.undone++
    await this.refused('entry.reverse', { ...request, id: newId() }, 'entry/already-reversed')
  }

  private async repeat(index: number): Promise<void> {
    const bill = at(this.bills, index)
    if (bill === undefined) return
    expect((await this.shop.call('bill.record', bill.asked)).outcome).toBe('exists')
  }

  private async adjust({ item, by, costRate }: Extract<GoodsCommand, { do: 'adjust' }>): Promise<void> {
    await this.shop.call('stock.adjust', {
      ...{ id: newId(), itemId: this.itemAt(item).id, countedTo: null, by, costRate, reason: 'counted', note: '' },
      ...{ batch: '', expiresOn: null }
    })
    const place = item % this.items.length
    this.adjusted[place] = (this.adjusted[place] ?? 0) + by
  }

  private async refused<Name extends 'bill.record' | 'bill.cancel' | 'entry.reverse'>(
    channel: Name,
    input: Input<Name>,
    code: string
  ): Promise<void> {
    expect(await this.shop.failure(channel, input)).toMatchObject({ code })
    this.done.refusals++
  }

  private itemAt = (index: number): Item => at(this.items, index) as Item
  private partyOf = (kind: Kind): string => (kind.startsWith('purchase') ? this.supplier : this.customer)

  async checkStock(): Promise<void> {
    const list = { text: '', filter: 'all' as const, group: '', offset: 0, limit: 50 }
    const { items } = await this.shop.call('item.list', list)
    const made = [...this.adjusted]
    for (const { kind, lines } of this.standing())
      for (const { item, count, movesStock } of lines)
        if (movesStock) made[item] = (made[item] ?? 0) + GOES_OUT[kind] * count
    expect(this.items.map(({ id }) => items.find((item) => item.id === id)?.onHand)).toEqual(made)
  }

  async checkBooks(): Promise<void> {
    const balances = await this.balances()
    const owed = (party: string) =>
      sum(
        this.standing().filter((bill) => hasEntry(bill) && bill.party === party),
        (bill) => -GOES_OUT[bill.kind] * (bill.total - bill.cash)
      )
    expect(balances.get('debtors') ?? 0).toBe(owed(this.customer))
    expect(balances.get('creditors') ?? 0).toBe(owed(this.supplier))
    for (const head of ['cgst', 'sgst']) {
      const due = (kind: Kind, back: Kind) =>
        sum(this.standing(), (bill) => (bill.kind === kind ? 1 : bill.kind === back ? -1 : 0) * (bill.taxes[head] ?? 0))
      expect(balances.get(`output-${head}`) ?? 0).toBe(0 - due('sale', 'sale-return'))
      expect(balances.get(`input-${head}`) ?? 0).toBe(due('purchase', 'purchase-return'))
    }
    const figures = await this.shop.call('closing.figures', {})
    expect(drawerLines(figures)).toBe(figures.expectedMinor)
    for (const bill of this.standing()) {
      const { returned } = await this.shop.call('bill.get', { billId: bill.id })
      expect(returned.map(({ quantity }) => quantity)).toEqual(bill.lines.map(({ taken }) => taken))
    }
  }

  /** Everything, the newest first, so that returns go before what they return. */
  async undoAll(): Promise<void> {
    for (const bill of this.standing().toReversed()) {
      if (hasEntry(bill)) await this.undo(bill)
      else {
        await this.shop.call('bill.cancel', { id: newId(), billId: bill.id, reason: 'not wanted' })
        bill.isUndone = true
      }
    }
  }

  async checkNothingIsLeft(): Promise<void> {
    await this.checkStock()
    const balances = await this.balances()
    for (const own of ['cash', 'opening']) balances.delete(own)
    expect([...balances]).toEqual([])
  }

  private async balances(): Promise<Map<string, number>> {
    const accounts = await this.shop.call('account.list', {})
    return new Map(accounts.flatMap(({ code, balanceMinor }) => (balanceMinor === 0 ? [] : [[code, balanceMinor]])))
  }
}

const hasEntry = ({ kind }: ModelBill): boolean => kind !== 'quotation' && kind !== 'challan'
const at = <Thing>(list: readonly Thing[], index: number): Thing | undefined => list[index % Math.max(1, list.length)]
const sum = (bills: readonly ModelBill[], of: (bill: ModelBill) => number): number =>
  bills.reduce((total, bill) => total + of(bill), 0)

function take(origin: ModelBill, ofLine: number, count: number): void {
  const line = origin.lines[ofLine - 1]
  if (line) line.taken += count
}

function moneyOf(kind: Kind, cashMinor: number): object {
  const money = { cashMinor, upiMinor: 0, bankMinor: 0 }
  if (kind === 'sale' || kind === 'purchase-return') return { tender: { ...money, changeMinor: 0 } }
  return kind === 'quotation' || kind === 'challan' ? {} : { paid: money }
}
