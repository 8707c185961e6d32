import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { accessFaults, ask, type Hands } from './at-the-counter.ts'
import { allBills, box, openGrocer, total, typeLine } from './bill-shop.ts'
import { type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands

test.beforeEach(async () => {
  ;({ running, page, hands } = await openGrocer())
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

const keep = async (name: string): Promise<void> => {
  await page.screenshot({ path: path.join(test.info().project.outputDir, 'bill', `${name}.png`) })
}

test('work that is in no list is a line of its own, and freight may bear no tax; both come back', async () => {
  await hands.press('F8', 'Enter')
  await expect(box(page, 'item')).toBeFocused()
  await typeLine(hands, 'lux', '10')
  await hands.type('Repair of a shelf')
  await expect(page.locator('.bill-aid')).toContainText('only on this bill')
  await hands.press('Alt+t')
  await expect(page.getByRole('dialog')).toContainText('Line without an item')
  // Name and unit as they are; the tax is that of the goods above.
  await keep('free-line')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Control+a')
  await expect(box(page, 'quantity')).toBeFocused()
  await hands.press('Enter', 'Enter')
  await expect(box(page, 'amount')).toBeFocused()
  await hands.type('500')
  await hands.press('Enter')
  await hands.press('F6', 'Enter')
  await hands.type('50')
  // 320.00 of soap, 500.00 of work and 50.00 of freight, all at 18 %.
  await expect(total(page)).toHaveText('1,027.00')
  await hands.press('F12')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.getByRole('listbox', { name: 'Freight and other charges' }).focus()
  await hands.type('no')
  await hands.press('Control+a')
  // The freight is added after tax: 820.00 with 18 %, and 50.00.
  await expect(total(page)).toHaveText('1,018.00')
  await expect(page.locator('.supply-line')).toContainText('charges without tax')
  await keep('free-line-on-bill')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Control+a')
  await expect.poll(async () => (await allBills(page)).length).toBe(1)
  const [row] = await allBills(page)
  const { bill } = await ask(page, 'bill.get', { billId: row?.id ?? '' })
  expect(bill.lines[1]).toMatchObject({
    ...{ itemId: null, text: 'Repair of a shelf', amountMinor: 500_00, rateBp: 1_800, movesStock: false }
  })
  expect(bill.charges).toMatchObject([{ charge: 'freight', amountMinor: 50_00, isTaxed: false }])

  await hands.press('Control+o')
  await expect(page.locator('[data-screen="bills"] .table-row.is-selected')).toContainText('Sale')
  await hands.press('Alt+F6')
  await expect(box(page, 'quantity')).toBeFocused()
  await hands.press('ArrowDown')
  await expect(box(page, 'item')).toHaveValue('Repair of a shelf')
  await box(page, 'amount').focus()
  await hands.type('500')
  await hands.press('Control+a')
  await expect.poll(async () => (await allBills(page))[0]?.kind).toBe('sale-return')
  expect((await allBills(page))[0]).toMatchObject({ lineCount: 1 })
})
