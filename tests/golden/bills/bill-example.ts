import path from 'node:path'
import { z } from 'zod'
import { loadTaxSchemes } from '#main/files/tax-schemes.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Item } from '#shared/items/item.ts'
import { COUNTRIES, COUNTRY_CODES } from '#shared/money/country.ts'
import type { Bill } from '#shared/sales/bill.ts'
import type { BillContext, BillOrigin } from '#shared/sales/bill-context.ts'
import { CHARGE_KINDS } from '#shared/sales/bill-request.ts'
import { workBill } from '#shared/sales/work-bill.ts'
import { PARTY_TAX_KINDS, TAX_REGISTRATIONS } from '#shared/tax/tax-scheme.ts'
import {
  billContext,
  billLine,
  billRequest,
  originOf,
  parsed,
  sampleItem,
  sampleParty
} from '#tests/support/bill-request.ts'

const zMoney = z.string().regex(/^-?\d+\.\d\d$/)
const zDiscount = z.union([z.strictObject({ percent: z.string() }), z.strictObject({ amount: zMoney })])

/** What an example says of its bill; what it leaves out is not compared. Amounts in rupees, as people write them. */
const zExpected = z.strictObject({
  reach: z.string().optional(),
  place: z.string().optional(),
  paper: z.string().optional(),
  /** The rate of each line, in percent. */
  rates: z.array(z.string()).optional(),
  taxable: zMoney.optional(),
  /** What the tax was worked out from: for some goods the price printed on them, less the tax. */
  assessed: zMoney.optional(),
  taxes: z.record(z.string(), zMoney).optional(),
  /** All heads together, where the source tells them so. */
  allTax: zMoney.optional(),
  roundOff: zMoney.optional(),
  total: zMoney.optional()
})
type Expected = z.infer<typeof zExpected>

const example = {
  name: z.string(),
  /** Where the figures come from: a page, a book, or the law with the sum that was done by hand. */
  source: z.string().min(10),
  on: z.int(),
  country: z.enum(COUNTRY_CODES as unknown as ['IN', 'SG']).default('IN' as never),
  kind: z.enum(['sale', 'purchase']).default('sale'),
  shop: z.strictObject({ state: z.string(), registration: z.enum(TAX_REGISTRATIONS).default('regular') }).optional(),
  party: z
    .strictObject({
      state: z.string().default(''),
      gstin: z.string().default(''),
      taxKind: z.enum(PARTY_TAX_KINDS).default('')
    })
    .optional(),
  placeOfSupply: z.string().nullable().default(null),
  isReverseCharge: z.boolean().default(false),
  lines: z.array(
    z.strictObject({
      rule: z.string(),
      amount: zMoney,
      quantity: z.string(),
      isTaxInPrice: z.boolean().default(false),
      retailPrice: zMoney.optional(),
      discount: zDiscount.optional()
    })
  ),
  discount: zDiscount.optional(),
  charges: z
    .array(z.strictObject({ charge: z.enum(CHARGE_KINDS), amount: zMoney, isTaxed: z.boolean().default(true) }))
    .default([]),
  roundOff: z.enum(['none', 'rupee']).default('none')
}
export const zExample = z.strictObject({ ...example, expected: zExpected })
export type Example = z.infer<typeof zExample>

export const zReturnExample = z.strictObject({
  ...example,
  returns: z.array(z.strictObject({ on: z.int(), line: z.int(), quantity: z.string() })),
  expected: z.array(zExpected)
})
export type ReturnExample = z.infer<typeof zReturnExample>

const schemes = loadTaxSchemes(path.resolve('resources/tax'), { error: (message) => expectNothing(message) })
function expectNothing(message: string): never {
  throw new Error(message)
}

const minorOf = (money: string): number => Number(money.replace('.', ''))
/** Thousandths of a quantity, hundredths of a percent: by letters, so that no fraction is a float. */
const scaled = (text: string, decimals: number): number => {
  const [whole = '', part = ''] = text.split('.')
  return Number(whole + part.padEnd(decimals, '0'))
}
const discountOf = (given: z.infer<typeof zDiscount> | undefined) => {
  if (given === undefined) return null
  return 'percent' in given
    ? { by: 'percent' as const, percentBp: scaled(given.percent, 2) }
    : { by: 'amount' as const, amountMinor: minorOf(given.amount) }
}

type Asked = Omit<Example, 'expected'>

function itemsOf({ lines }: Asked): Item[] {
  return lines.map(({ rule, isTaxInPrice }, index) =>
    sampleItem(index + 1, { taxRule: rule, isTaxInPrice, baseUnit: 'KGS', units: [] })
  )
}

function contextOf(asked: Asked, items: readonly Item[]): BillContext {
  const currency = COUNTRIES[asked.country].currency
  return billContext(items, {
    scheme: schemes(currency),
    shop: { state: '07', registration: 'regular', ...asked.shop, currency },
    party: asked.party === undefined ? null : sampleParty(asked.party),
    on: asked.on as BookDate
  })
}

const worked = (answer: ReturnType<typeof workBill>): Bill => {
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure))
  return answer.value
}

/** The bill of an example, by the app's own way from request to figures. */
export function workExample(asked: Asked): { bill: Bill; items: Item[]; context: BillContext } {
  const items = itemsOf(asked)
  const lines = asked.lines.map((line, index) =>
    billLine(items[index] ?? null, {
      amountMinor: minorOf(line.amount),
      said: [{ count: scaled(line.quantity, 3), unit: 'KGS' }],
      discount: discountOf(line.discount),
      retailPriceMinor: line.retailPrice === undefined ? null : minorOf(line.retailPrice)
    })
  )
  const context = contextOf(asked, items)
  const request = billRequest(asked.kind, lines, {
    partyId: context.party?.id ?? null,
    discount: discountOf(asked.discount),
    charges: asked.charges.map(({ charge, amount, isTaxed }) => ({ charge, amountMinor: minorOf(amount), isTaxed })),
    roundOff: asked.roundOff,
    placeOfSupply: asked.placeOfSupply,
    isReverseCharge: asked.isReverseCharge
  })
  return { bill: worked(workBill(parsed(request), context)), items, context }
}

/** The bill of an example and what comes back of it, step by step. */
export function workReturns(asked: ReturnExample): Bill[] {
  const { bill, items, context } = workExample(asked)
  const back: Bill[] = []
  for (const step of asked.returns) {
    const line = billLine(items[step.line - 1] ?? null, {
      amountMinor: 0,
      said: [{ count: scaled(step.quantity, 3), unit: 'KGS' }],
      ofLine: step.line
    })
    const request = billRequest('sale-return', [line], { partyId: context.party?.id ?? null, ofBillId: bill.id })
    const origin: BillOrigin = originOf(bill, back)
    back.push(worked(workBill(parsed(request), { ...context, on: step.on as BookDate, origin })))
  }
  return back
}

const money = (minor: number): string => {
  const digits = String(Math.abs(minor)).padStart(3, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** What a bill came to, told as the example tells it, and of that only what the example names. */
export function told(bill: Bill, expected: Expected): Expected {
  const heads = Object.entries(bill.taxes).map(([head, amount]) => [head, money(amount ?? 0)] as const)
  const all: Required<Expected> = {
    reach: bill.supply.reach,
    place: bill.supply.placeOfSupply,
    paper: bill.paper,
    rates: bill.lines.map((line) => String(line.rateBp / 100)),
    taxable: money(bill.taxableMinor),
    assessed: money(bill.taxSums.reduce((sum, { taxableMinor }) => sum + taxableMinor, 0)),
    taxes: Object.fromEntries(heads),
    allTax: money(Object.values(bill.taxes).reduce<number>((sum, amount) => sum + (amount ?? 0), 0)),
    roundOff: money(bill.roundOffMinor),
    total: money(bill.totalMinor)
  }
  return Object.fromEntries(Object.entries(all).filter(([name]) => name in expected))
}
