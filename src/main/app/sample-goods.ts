import type { ItemRecord } from '#main/ports/goods-store.ts'
import type { PartyRecord } from '#main/ports/ledger-store.ts'
import sample from '#resources/samples/sample-items.json' with { type: 'json' }
import { addDays } from '#shared/calendar/book-date.ts'
import { zItemRequest } from '#shared/items/item.ts'
import { type AskedPrice, salePrice, sizeOf } from '#shared/items/item-price.ts'
import { orThrow } from '#shared/kernel/result.ts'
import { type Minor, minor } from '#shared/money/money.ts'
import { amountOf, QUANTITY_PER_UNIT, type Quantity, quantity } from '#shared/quantity/quantity.ts'
import type { Bill } from '#shared/sales/bill.ts'
import { type BillRequest, zBillRequest } from '#shared/sales/bill-request.ts'
import { workBill } from '#shared/sales/work-bill.ts'
import type { Language } from '#shared/settings/settings.ts'
import { adjustWithin } from './adjust-stock.ts'
import { type Book, stampOf, today } from './book.ts'
import { addItemWithin } from './keep-items.ts'
import { lookUpBill } from './look-up-bill.ts'
import { recordBillWithin } from './record-bill.ts'
import { SampleDice } from './sample-dice.ts'

type SampleItem = (typeof sample.items)[number] & {
  readonly code?: string
  readonly barcode?: string
  readonly looseRate?: number
  readonly retailPriceMinor?: number
  readonly hasBatch?: boolean
  readonly hasExpiry?: boolean
}

const ROUND_CASH_MINOR = 100_00
const FEWEST_LINES = 2
const MORE_LINES = 4

/** The goods of the sample shop: what it deals in, what lies on its shelves, and bills of it. */
export class SampleGoods {
  private readonly book: Book
  private readonly language: Language
  private readonly dice = new SampleDice(20_261_122)
  private items: { record: ItemRecord; sample: SampleItem }[] = []
  private newestSale: Bill | null = null
  private billsOfSuppliers = 0

  constructor(book: Book, language: Language) {
    this.book = book
    this.language = language
  }

  /** Inside a transaction, as all that follows. */
  bringIn(): void {
    for (const one of sample.items as readonly SampleItem[]) {
      const record = addItemWithin(this.book, this.itemOf(one), stampOf(this.book))
      this.items.push({ record, sample: one })
      this.lay(record, one)
    }
  }

  private itemOf(one: SampleItem) {
    const { language, book } = this
    const other = language === 'en' ? 'hi' : 'en'
    const saleUnit = one.saleUnit ?? one.baseUnit
    return zItemRequest.parse({
      ...{ id: book.randomness.newId(), name: one.name[language], alias: one.name[other], code: one.code ?? '' },
      ...{ barcodes: one.barcode === undefined ? [] : [one.barcode], hsn: one.hsn, taxRule: one.taxRule },
      group: sample.groups[one.group as keyof typeof sample.groups][language],
      ...{ baseUnit: one.baseUnit, units: one.units, saleUnit: one.saleUnit, lowStock: one.lowStock },
      prices: [
        { level: '', unit: saleUnit, rate: one.rate },
        ...(one.looseRate === undefined ? [] : [{ level: '', unit: one.baseUnit, rate: one.looseRate }]),
        { level: sample.wholesale[language], unit: saleUnit, rate: one.wholesaleRate }
      ],
      ...{ purchaseRate: one.purchaseRate, retailPriceMinor: one.retailPriceMinor ?? null },
      ...{ hasBatch: one.hasBatch ?? false, hasExpiry: one.hasExpiry ?? false }
    })
  }

  /** Opening stock; goods with batches lie in two, one of which ends soon. */
  private lay(record: ItemRecord, one: SampleItem): void {
    const parts = one.hasBatch ? [Math.ceil(one.opening / 4_000) * 1_000, 0] : [one.opening]
    if (one.hasBatch) parts[1] = one.opening - (parts[0] ?? 0)
    for (const [at, by] of parts.entries()) {
      const expiresOn = one.hasExpiry ? addDays(today(this.book), at === 0 ? 40 : 180) : null
      adjustWithin(
        this.book,
        {
          ...{ id: this.book.randomness.newId(), itemId: record.item.id, countedTo: null, by: quantity(by) },
          ...{ costRate: null, reason: 'opening', note: '', batch: one.hasBatch ? `B${at + 1}` : '', expiresOn }
        },
        stampOf(this.book)
      )
    }
  }

  /** A bill of a few goods: to a customer, on credit or in part; or at the counter, for cash. */
  sell(customer: PartyRecord | null): void {
    const ask = this.ask(customer, this.salesLines(customer))
    const bill = this.worked(zBillRequest.parse({ ...ask, kind: 'sale', tender: NO_TENDER }))
    const cashMinor = customer === null ? roundedUp(bill.totalMinor) : this.dice.roll(3) === 0 ? 500_00 : 0
    const changeMinor = customer === null ? cashMinor - bill.totalMinor : 0
    const tender = { ...NO_TENDER, cashMinor, changeMinor }
    const request = zBillRequest.parse({ ...ask, kind: 'sale', tender })
    this.newestSale = recordBillWithin(this.book, request, stampOf(this.book)).bill.bill
  }

  /** One of the first line of the newest bill comes back. */
  takeBack(): void {
    const [line] = this.newestSale?.lines ?? []
    const said = line?.said[0]
    if (this.newestSale === null || line === undefined || said === undefined) return
    const back = { ...this.lineOf(line.itemId ?? '', 1, { rate: line.rate, unit: said.unit } as AskedPrice), ofLine: 1 }
    const ask = this.ask(null, [back])
    const request = {
      ...ask,
      kind: 'sale-return',
      partyId: this.newestSale.party?.id ?? null,
      ofBillId: this.newestSale.id
    }
    const paid = { cashMinor: 0, upiMinor: 0, bankMinor: 0 }
    const parsed = zBillRequest.parse({ ...request, roundOff: 'rupee', noteReason: 'returned', paid })
    recordBillWithin(this.book, parsed, stampOf(this.book))
  }

  quote(customer: PartyRecord): void {
    const request = zBillRequest.parse({ ...this.ask(customer, this.salesLines(customer)), kind: 'quotation' })
    recordBillWithin(this.book, request, stampOf(this.book))
  }

  /** What has run out comes in again. */
  buy(supplier: PartyRecord): void {
    const { store } = this.book
    const low = this.items.filter(
      ({ record, sample: one }) => store.stock.onHand(record.itemNo).quantity < one.lowStock
    )
    if (low.length === 0) return
    const lines = low.map(({ record: { item }, sample: one }) => {
      const unit = item.saleUnit ?? item.baseUnit
      const size = sizeOf(item, unit) ?? quantity(QUANTITY_PER_UNIT)
      const price = { unit, isTaxInPrice: false, rate: Math.round((one.purchaseRate * size) / QUANTITY_PER_UNIT) }
      const expiresOn = one.hasExpiry ? addDays(today(this.book), 180) : null
      const batch = one.hasBatch ? { batch: 'B3', expiresOn } : null
      return { ...this.lineOf(item.id, Math.max(1, Math.round(one.opening / size)), price as AskedPrice), batch }
    })
    this.billsOfSuppliers++
    const theirs = { theirNumber: `${this.billsOfSuppliers * 37 + 204}`, theirDate: today(this.book) }
    const paid = { cashMinor: 0, upiMinor: 0, bankMinor: 0 }
    const request = zBillRequest.parse({ ...this.ask(supplier, lines), ...theirs, kind: 'purchase', paid })
    recordBillWithin(this.book, request, stampOf(this.book))
  }

  private salesLines(customer: PartyRecord | null) {
    const count = FEWEST_LINES + this.dice.roll(MORE_LINES)
    const chosen = new Set<ItemRecord>()
    while (chosen.size < count) chosen.add(this.dice.pick(this.items).record)
    return [...chosen].map(({ itemNo, item }) => {
      const price = salePrice(item, null, customer?.priceLevel ?? '')
      if (price === null) throw new Error('every item of the sample has a price')
      const [first] = this.book.store.stock.batches(itemNo)
      const batch = first === undefined ? null : { batch: first.batch, expiresOn: first.expiresOn }
      return { ...this.lineOf(item.id, 1 + this.dice.roll(3), price), batch }
    })
  }

  private lineOf(itemId: string, count: number, { rate, unit, isTaxInPrice }: AskedPrice) {
    const item = this.items.find(({ record }) => record.item.id === itemId)?.record.item
    if (item === undefined) throw new Error('bills of the sample are of its own items')
    const size = sizeOf(item, unit) ?? quantity(QUANTITY_PER_UNIT)
    return {
      ...{ itemId, text: item.name, hsn: item.hsn, taxRule: item.taxRule, isTaxInPrice, rate, rateUnit: unit },
      said: [{ count: count * QUANTITY_PER_UNIT, unit }],
      amountMinor: Number(amountOf((count * size) as Quantity, rate, size)) as Minor,
      discount: null,
      retailPriceMinor: item.retailPriceMinor
    }
  }

  private ask(party: PartyRecord | null, lines: readonly object[]): Record<string, unknown> {
    const id = this.book.randomness.newId()
    return { id, partyId: party?.id ?? null, bookOn: null, occurredOn: null, lines, roundOff: 'rupee' }
  }

  private worked(request: BillRequest): Bill {
    return orThrow(workBill(request, lookUpBill(this.book, request, today(this.book)).context))
  }
}

const NO_TENDER = { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 }

const roundedUp = (amount: Minor): Minor => minor(Math.ceil(amount / ROUND_CASH_MINOR) * ROUND_CASH_MINOR)
