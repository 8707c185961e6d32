import { expect, type Page, test } from '@playwright/test'
import { accessFaults, addParty, ask, type Hands, openNewShop } from './at-the-counter.ts'
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

const rows = () => page.locator('[data-screen="slips"] .table [role="rowgroup"] [role="row"]')
const word = () => page.locator('[data-screen="slips"] .page-word')
const summary = () => ask(page, 'counter.summary', {})

test('slips from one key of the counter to the close: written, settled, entered, dropped', async () => {
  await addParty(page, 'Meena Store')
  const before = await summary()
  await hands.press('F7')
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused()
  hands.count = 0
  await hands.type('raju')
  await hands.press('Enter')
  await hands.type('40')
  await hands.press('Enter')
  await expect(rows()).toHaveCount(1)
  expect(hands.count).toBe(8)
  await hands.type('meena 25')
  await hands.press('Enter')
  await hands.type('chaiwala -15')
  await hands.press('Enter')
  await expect(rows()).toHaveCount(3)
  await expect(page.locator('.foot-totals')).toContainText('65.00')
  await expect(page.locator('.foot-totals')).toContainText('15.00')
  expect(await accessFaults(page)).toEqual([])
  const written = await summary()
  expect([written.drawerMinor, written.getMinor]).toEqual([before.drawerMinor, before.getMinor])

  await hands.press('F6')
  await expect(word()).toContainText('15.00')
  await expect(rows()).toHaveCount(2)
  expect((await summary()).drawerMinor).toBe(before.drawerMinor)

  await hands.press('F8')
  await expect(page.getByRole('dialog').getByRole('option', { name: /^Meena Store/ })).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Enter', 'Enter', 'Enter')
  await expect(rows()).toHaveCount(1)
  expect((await summary()).getMinor).toBe(before.getMinor + 2500)

  await hands.press('Escape', 'Alt+z')
  const atClose = page.locator('.count-slips')
  await expect(atClose).toContainText('raju')
  await hands.press('F9')
  await expect(rows()).toHaveCount(1)
  await hands.press('F6')
  await expect(rows()).toHaveCount(0)
  expect((await summary()).drawerMinor).toBe(before.drawerMinor + 4000)
  await hands.press('Escape')
  await expect(atClose).toHaveCount(0)
})

test('a slip can be dropped with a reason, and none is written without a name', async () => {
  await hands.press('F7')
  await hands.type('raju 40')
  await hands.press('Enter')
  await expect(rows()).toHaveCount(1)
  await hands.press('Alt+x')
  await hands.type('written twice')
  await hands.press('Enter')
  await expect(rows()).toHaveCount(0)
  await hands.press('Control+a')
  await expect(page.locator('.slip-line .is-error')).not.toHaveCount(0)
  expect((await ask(page, 'slip.list', { limit: 5 })).count).toBe(0)
})
