import { expect, type Page, test } from '@playwright/test'
import { accessFaults, addParty, ask, entry, type Hands, openNewShop } from './at-the-counter.ts'
import { type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands

test.beforeEach(async () => {
  ;({ running, page, hands } = await openNewShop())
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

const strip = () => page.locator('[data-screen]:not([inert]) .credit-strip')
const rows = () => page.locator('[data-screen]:not([inert]) .table-body [role="row"]')
const shot = (name: string) =>
  process.env.CREDIT_SHOTS === undefined ? null : page.screenshot({ path: `${process.env.CREDIT_SHOTS}/${name}.png` })

test('an account: what is open, a payment settled by name, a plan, a promise and terms, by keys alone', async () => {
  const ramesh = await addParty(page, 'Ramesh Traders', '9414012345')
  await ask(page, 'entry.record', entry.creditSale(ramesh, 3000))
  await ask(page, 'entry.record', entry.creditSale(ramesh, 2000))
  await ask(page, 'entry.record', entry.got(ramesh, 2000))
  await hands.press('Alt+l')
  await expect(rows()).toHaveCount(1)
  await hands.press('Enter')
  await expect(strip()).toContainText('3,000.00')
  expect(await accessFaults(page)).toEqual([])
  await shot('statement')

  // The payment is the newest line: it settles the second sale instead of the oldest.
  await hands.press('F6')
  const dialog = page.getByRole('dialog')
  const charges = dialog.locator('.credit-charges input')
  await expect(charges).toHaveCount(2)
  await expect(charges.first()).toHaveValue('2000.00')
  await shot('settle')
  await hands.press('Enter')
  await hands.type('0')
  await hands.press('Enter')
  await hands.type('2000')
  await hands.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(rows().first()).toContainText('3,000.00,')

  await hands.press('F7')
  await expect(dialog.locator('.credit-parts li')).toHaveCount(3)
  await shot('plan')
  await hands.press('Control+a')
  await expect(dialog).toBeHidden()
  await hands.press('F7')
  await expect(dialog.locator('.credit-parts li')).toHaveCount(3)
  await hands.press('Escape')

  await hands.press('F5')
  await hands.type('+7')
  await hands.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(strip()).toContainText('promised for')

  await hands.press('F9')
  await hands.type('1000')
  await hands.press('Enter')
  await hands.type('15')
  await shot('terms')
  await hands.press('Control+a')
  await expect(dialog).toBeHidden()
  await expect(strip()).toContainText('over the limit')
  await hands.press('F8')
  await expect(dialog).toBeVisible()
  await shot('adjust')
  await hands.press('Escape')
  await shot('statement-after')
})
