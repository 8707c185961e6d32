import { expect, type Page, test } from '@playwright/test'
import { accessFaults, ask, type Hands, moveTo, openNewShop } from './at-the-counter.ts'
import { type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands

test.beforeEach(async () => {
  ;({ running, page, hands } = await openNewShop())
  await hands.press('F11')
  await expect(page.getByLabel('Name on the receipt')).toBeFocused()
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

const stored = () => ask(page, 'settings.read', {})

test('each box is saved when it is left, and what is wrong is said under it', async () => {
  expect(await accessFaults(page)).toEqual([])
  await hands.type('Sharma Traders')
  await hands.press('Enter')
  await expect(page.locator('.header')).toContainText('Sharma Traders')
  await hands.type('Karol Bagh')
  // Leaving the screen leaves the field too.
  await hands.press('Escape')
  await expect.poll(async () => (await stored()).shopPlace).toBe('Karol Bagh')
  await hands.press('F11')
  const upi = page.getByLabel('UPI address')
  await upi.focus()
  await hands.type('sharma traders@bank')
  await hands.press('Control+a')
  await expect(page.locator('.field', { has: upi }).locator('.is-error')).toBeVisible()
  expect((await stored()).upiAddress).toBe('')
  await hands.type('sharma@examplebank')
  await hands.press('Control+a')
  await expect.poll(async () => (await stored()).upiAddress).toBe('sharma@examplebank')
  await page.getByLabel('GSTIN').focus()
  await hands.type('27AAPFU0939F1ZW')
  await hands.press('Enter')
  await expect(page.locator('.is-error')).toContainText('GSTIN')
  expect((await stored()).shopGstin).toBe('')
})

test('language, colours and text size change at once, and stay', async () => {
  await hands.press('F6', 'F6')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('F8', 'F8', 'F8', 'F8')
  await expect(page.locator('html')).toHaveCSS('font-size', '32px')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('F7', 'F7', 'F7', 'F7')
  await page.getByRole('listbox', { name: 'Language', exact: true }).focus()
  await hands.press('ArrowRight')
  await expect(page.locator('h1').last()).toHaveText('सेटिंग')
  await expect(page.locator('html')).toHaveAttribute('lang', 'hi')
  expect(await accessFaults(page)).toEqual([])
  expect(await stored()).toMatchObject({ language: 'hi', theme: 'dark', textSize: 100 })
})

test('a network printer is added, checked in its form, gets the receipts, and is removed', async () => {
  await hands.press('Alt+c')
  // What is found around the PC comes first; below it stand the ways by hand.
  const found = page.getByRole('dialog').getByRole('listbox')
  await expect(found).toBeFocused()
  const byAddress = found.getByRole('option', { name: 'A network printer by its address' })
  await moveTo(hands, 'ArrowDown', byAddress)
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Enter', 'Control+a')
  await expect(page.getByRole('dialog')).toContainText('Give it a name')
  await hands.type('Back room')
  await hands.press('Enter')
  await hands.type('192.168.1.500')
  await hands.press('Control+a')
  await expect(page.getByRole('dialog')).toContainText('no address')
  expect(await accessFaults(page)).toEqual([])
  // The box that is wrong has the focus and is selected: typing replaces it.
  await hands.type('192.168.1.50')
  await page.getByRole('listbox', { name: 'Paper', exact: true }).focus()
  await hands.press('Home', 'Control+a')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const settings = await stored()
  expect(settings.printers).toHaveLength(2)
  expect(settings.printers[1]).toMatchObject({
    name: 'Back room',
    widthDots: 384,
    transport: { type: 'network', host: '192.168.1.50', port: 9100 }
  })
  expect(settings.receiptPrinter).toBe(settings.printers[1]?.id)
  await page.getByRole('listbox', { name: 'Printers' }).focus()
  await hands.press('ArrowDown', 'Enter', 'Alt+x')
  await expect.poll(async () => (await stored()).printers.length).toBe(1)
  expect((await stored()).receiptPrinter).toBe('virtual')
})

test('the place of the ledger is shown, a test page prints, and the check says that the book is whole', async () => {
  const file = (await ask(page, 'app.state', {})).ledger?.file ?? '?'
  await expect(page.locator('.book-file')).toHaveText(file)
  await hands.press('Alt+t')
  await expect(page.locator('.page-word')).toContainText('test page')
  await hands.press('F9')
  await expect(page.getByRole('dialog').locator('.notice-good')).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
})

test('papers get a language of their own and a second one, each found by typing its name', async () => {
  const first = page.getByRole('listbox', { name: 'Language of the papers' })
  const second = page.getByRole('listbox', { name: 'Second language on receipts' })
  await expect(first.getByRole('option')).toHaveCount(17)
  await first.focus()
  await hands.type('urdu')
  await expect.poll(async () => (await stored()).receiptLanguage).toBe('ur')
  await second.focus()
  await hands.type('tam')
  await expect(second.getByRole('option', { name: 'தமிழ்' })).toHaveAttribute('aria-selected', 'true')
  await hands.press('Home')
  await hands.press('ArrowDown')
  await expect.poll(async () => (await stored()).receiptSecondLanguage).toBe('en')
  expect(await accessFaults(page)).toEqual([])
  expect((await stored()).language).toBe('en')
  if (process.env.SHOTS !== undefined) await page.screenshot({ path: `${process.env.SHOTS}/paper-languages.png` })
})
