import { expect, type Locator, type Page } from '@playwright/test'
import type { Input } from '#shared/contract/contract.ts'
import { ask, type Hands, openNewShop } from './at-the-counter.ts'
import type { RunningApp } from './launch.ts'

type ItemInput = Input<'item.add'>

const item = (name: string, unit: ItemInput['baseUnit'], rate: number, more: Partial<ItemInput> = {}): ItemInput => ({
  id: crypto.randomUUID(),
  name,
  baseUnit: unit,
  hsn: '34011190',
  taxRule: 'gst-18',
  prices: [{ level: '', unit: unit ?? 'PCS', rate }],
  keepsStock: false,
  ...more
})

/** A grocer's shelf: twelve items, two rates of tax, units with conversions. Rates are thousandths of a rupee. */
export const SHELF: readonly ItemInput[] = [
  item('Basmati rice 25 kg', 'BAG', 2_450_000, { taxRule: 'gst-5', hsn: '10063020', alias: 'बासमती' }),
  item('Sugar M-30', 'KGS', 44_500, { taxRule: 'gst-5', hsn: '17019990', alias: 'चीनी' }),
  item('Wheat flour 10 kg', 'BAG', 380_000, { taxRule: 'gst-5', hsn: '11010000' }),
  item('Toor dal 30 kg', 'BAG', 3_900_000, { taxRule: 'gst-5', hsn: '07136000' }),
  item('Mustard oil 15 L', 'CAN', 2_310_000, { taxRule: 'gst-5', hsn: '15149120' }),
  item('Tea dust 500 g', 'PAC', 210_000, { taxRule: 'gst-5', hsn: '09024020' }),
  item('Lux soap 100 g', 'PCS', 32_000, {
    units: [{ unit: 'BOX', name: 'peti', size: 48_000 }],
    barcodes: ['8901030865278']
  }),
  item('Detergent 1 kg', 'PCS', 130_000),
  item('Phenyl 1 L', 'BTL', 88_000, { hsn: '38089400' }),
  item('Agarbatti', 'PAC', 45_000, { hsn: '33074100', taxRule: 'gst-5' }),
  item('Kabuli chana', 'KGS', 112_000, { taxRule: 'gst-5', hsn: '07132020' }),
  item('Vermicelli 900 g', 'PAC', 62_000, { taxRule: 'gst-5', hsn: '19021900' })
]

/** An item of the shelf by its name. */
export function shelved(name: string): ItemInput {
  const found = SHELF.find((one) => one.name === name)
  if (found === undefined) throw new Error(`not on the shelf: ${name}`)
  return found
}

export interface BillShop {
  readonly running: RunningApp
  readonly page: Page
  readonly hands: Hands
}

/** A registered shop of Delhi with its goods on the shelf, standing at the counter. */
export async function openGrocer(): Promise<BillShop> {
  const shop = await openNewShop()
  const { page } = shop
  await ask(page, 'settings.change', {
    shopName: 'Sharma Traders',
    shopState: '07',
    shopAddress: '12 Khari Baoli, Delhi 110006',
    taxRegistration: 'regular'
  })
  for (const one of SHELF) await ask(page, 'item.add', one)
  await page.reload()
  await expect(page.locator('[data-screen="counter"] [data-field="party"]')).toBeFocused()
  return shop
}

/** The box of the bill that has the hand, by its name: a field, or a cell of the line. */
export const box = (page: Page, name: string): Locator =>
  page.locator(`[data-screen="bill"] :is([data-field="${name}"], [data-cell="${name}"])`)
export const total = (page: Page): Locator => page.locator('[data-screen="bill"] [data-total] dd')
export const word = (page: Page): Locator => page.locator('.bill-notice')

/** Types a line as it is said: item, quantity, and what the price memory knows. */
export async function typeLine(hands: Hands, item: string, quantity: string): Promise<void> {
  await hands.type(item)
  await hands.press('Enter')
  await hands.type(quantity)
  await hands.press('Enter')
  if (!quantity.includes('@')) await hands.press('Enter')
}

export const allBills = async (page: Page) =>
  (await ask(page, 'bill.find', { partyId: null, kinds: null, text: '', isOpen: false, beforeBillId: null, limit: 50 }))
    .rows
