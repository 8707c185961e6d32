import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { accessFaults, ask, type Hands } from './at-the-counter.ts'
import { allBills, box, openGrocer, typeLine, word } from './bill-shop.ts'
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
const supply = (): ReturnType<Page['locator']> => page.locator('.supply-line')
const ADDRESS = 'Godown 3, Narela, Delhi 110040'

test('goods that go elsewhere: the address is typed under F12, waits with the bill, and goes on to the next one', async () => {
  await hands.press('F8')
  await hands.type('Geeta Stores')
  await hands.press('Alt+c')
  await expect(page.getByRole('dialog')).toBeVisible()
  await hands.press('Control+a')
  await expect(box(page, 'item')).toBeFocused()
  await typeLine(hands, 'tea', '10')
  await hands.press('F12')
  await expect(page.getByRole('dialog')).toBeVisible()
  // Words on the paper, note of the shop, then where the goods go; its state is asked for only with an address.
  await expect(page.getByRole('dialog')).not.toContainText('State of delivery')
  await hands.press('Enter', 'Enter')
  await hands.type(ADDRESS)
  await expect(page.getByRole('dialog')).toContainText('State of delivery')
  await hands.press('Enter')
  await hands.type('har')
  await keep('delivery')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Control+a')
  await expect(supply()).toContainText(ADDRESS)
  // The tax of a buyer without a GSTIN goes by where the goods end.
  await expect(page.locator('[data-screen="bill"]')).toContainText('The goods go to Haryana')
  await keep('delivered-elsewhere')
  await hands.press('F12')
  await hands.press('Enter', 'Enter', 'Enter')
  await hands.type('the place')
  await hands.press('Control+a')
  await expect(page.locator('[data-screen="bill"]')).not.toContainText('The goods go to Haryana')

  await hands.press('Control+h')
  await expect(word(page)).toContainText('waits')
  await expect(supply()).not.toContainText(ADDRESS)
  await hands.press('Control+l')
  await expect(page.getByRole('dialog')).toContainText('Geeta Stores')
  await hands.press('Enter')
  await expect(supply()).toContainText(ADDRESS)
  await hands.press('Control+a')
  await expect.poll(async () => (await allBills(page)).length).toBe(1)
  const [row] = await allBills(page)
  const { bill } = await ask(page, 'bill.get', { billId: row?.id ?? '' })
  expect(bill).toMatchObject({ deliveryAddress: ADDRESS, deliveryState: '' })

  await hands.type('geeta')
  await hands.press('Enter', 'Alt+2')
  await expect(supply()).toContainText(ADDRESS)
  await hands.press('Control+o')
  await hands.press('Enter')
  await expect(page.getByRole('dialog')).toContainText(ADDRESS)
  await keep('delivery-looked-at')
})
