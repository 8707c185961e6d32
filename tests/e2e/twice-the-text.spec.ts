import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { accessFaults, addParty, ask, entry, type Hands, openNewShop } from './at-the-counter.ts'
import { answerOpenDialog, type RunningApp, removeUserData } from './launch.ts'

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

const screen = (id: string) => page.locator(`[data-screen="${id}"]:not([inert])`)
const picture = (name: string) =>
  process.env.LARGE_PICTURES === undefined
    ? null
    : page.screenshot({ path: `${process.env.LARGE_PICTURES}/${name}.png` })

/** The text at twice its size, in Hindi and dark, in the window of a usual counter PC. */
async function twice(): Promise<void> {
  await ask(page, 'settings.change', { textSize: 200, language: 'hi', theme: 'dark' })
  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1366, 768))
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('lang', 'hi')
  await expect(page.locator('[data-screen="counter"] [data-field="party"]')).toBeFocused()
}

/** By how many pixels the one stands out of the other, on the side where it does so most. */
async function standsOut(inner: Locator, outer: Locator): Promise<number> {
  const [a, b] = [await inner.boundingBox(), await outer.boundingBox()]
  if (a === null || b === null) return Number.POSITIVE_INFINITY
  return Math.max(b.x - a.x, b.y - a.y, a.x + a.width - b.x - b.width, a.y + a.height - b.y - b.height)
}

test('the boxes of a split payment stand whole on the counter, frame included', async () => {
  await addParty(page, 'रमेश किराना')
  await twice()
  await hands.type('ramesh')
  await expect(page.locator('.candidates [role="option"]').first()).toBeVisible()
  await hands.press('Enter')
  await hands.type('1250')
  await hands.press('Enter', 'Control+p')
  const cash = page.locator('.tender .field-input').first()
  await expect(cash).toBeFocused()
  await picture('split')
  expect(await standsOut(cash, page.locator('.entry-aid'))).toBeLessThanOrEqual(-6)
})

test('what a count came to is in sight where its reason is asked for', async () => {
  await ask(page, 'entry.record', entry.putIn(18_410))
  await twice()
  await hands.press('Alt+z')
  await expect(screen('closing').locator('.count-walk')).toBeVisible()
  for (const pieces of ['24', '9', '31', '12', '40', '10']) {
    await hands.type(pieces)
    await hands.press('Enter')
  }
  await hands.press('Control+a')
  const short = screen('closing').locator('.result-short')
  await expect(short).toContainText('10.00')
  await expect(screen('closing').locator('.result-walk input').first()).toBeFocused()
  await picture('count')
  expect(await standsOut(short, screen('closing').locator('.result'))).toBeLessThanOrEqual(0)
})

test('lines of a statement end in their table, and the chosen one is said whole', async () => {
  const ramesh = await addParty(page, 'रमेश किराना')
  const tender = { cashMinor: 0, upiMinor: 125_000, bankMinor: 0, changeMinor: 0 }
  await ask(page, 'entry.record', { ...entry.cashSale(1250), partyId: ramesh, tender } as never)
  const { bookOn } = await ask(page, 'counter.summary', {})
  const digits = String(bookOn)
  const on = `${digits.slice(6)}/${digits.slice(4, 6)}/${digits.slice(2, 4)}`
  const file = path.join(running.userData, 'hdfc.csv')
  const line = (narration: string, reference: string, amount: string) =>
    `${on},${narration},${reference},${on},,${amount},`
  const long = 'UPI-NOBODY AND SONS PRIVATE LIMITED-nobody@ybl-PAYMENT FROM PHONE'
  writeFileSync(
    file,
    [
      'Date,Narration,Chq./Ref.No.,Value Dt,Withdrawal Amt.,Deposit Amt.,Closing Balance',
      line('UPI-RAMESH GUPTA-ramesh@oksbi', '0000609112345678', '"1,250.00"'),
      line(long, '0000609112345703', '"12,34,999.00"')
    ].join('\r\n')
  )
  await twice()
  await hands.press('Alt+m')
  await answerOpenDialog(running.app, file)
  await hands.press('F5')
  await expect(screen('payments').locator('.statement-columns')).toBeFocused()
  await hands.press('Control+a')
  const table = screen('payments').locator('.table')
  const cells = screen('payments').locator('.table-body [role="gridcell"]')
  const whole = screen('payments').locator('.payments-whole')
  await expect(whole).toContainText('ramesh@oksbi')
  await picture('review')
  expect(await accessFaults(page)).toEqual([])
  expect(await standsOut(cells.last(), table)).toBeLessThanOrEqual(0)
  await hands.press('F8')
  await expect(whole).toContainText(long)
  await picture('lines')
  expect(await standsOut(cells.last(), table)).toBeLessThanOrEqual(0)
})

test('what leaves the book is chosen without a look to the side', async () => {
  await twice()
  await hands.press('Alt+f')
  const all = screen('exchange').locator('.exchange')
  await expect(all).toBeVisible()
  await picture('exchange')
  expect(await all.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0)
})
