import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { accessFaults, ask, type Hands, openNewShop } from './at-the-counter.ts'
import { answerOpenDialog, type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands

test.beforeEach(async () => {
  ;({ running, page, hands } = await openNewShop())
  await ask(page, 'settings.change', {
    shopName: 'Sharma Traders',
    shopPlace: 'Karol Bagh, Delhi',
    shopPhone: '98100 12345',
    upiAddress: 'sharma@examplebank',
    receiptFoot: 'Goods once sold are not taken back'
  })
  await hands.press('F11', 'F12')
  await expect(page.locator('[data-screen="receipt-layout"]')).toBeVisible()
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

const stored = () => ask(page, 'settings.read', {})
const picture = () => page.locator('.layout-preview img')
/** The first picture stands a moment before the keys are heard. */
async function openAgain(): Promise<void> {
  await page.reload()
  await expect(async () => {
    await page.keyboard.press('F11')
    await expect(page.locator('[data-screen="settings"]')).toBeVisible({ timeout: 2000 })
  }).toPass()
  await hands.press('F12')
}
/** Pictures for the eye, when somebody asks for them. */
async function look(name: string): Promise<void> {
  const folder = process.env.KEEP_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.waitForTimeout(700)
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}

test('by keys alone: a part is hidden and moved, the paper beside it follows, and Ctrl+A stores it', async () => {
  await expect(picture()).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  const before = Number(await picture().getAttribute('height'))
  const list = page.getByRole('listbox', { name: 'What a receipt shows' })
  await expect(list).toBeFocused()
  // The balances are the tenth: hidden, the paper is shorter.
  for (let step = 0; step < 9; step++) await hands.press('ArrowDown')
  await hands.press('Space')
  await expect.poll(async () => Number(await picture().getAttribute('height'))).toBeLessThan(before)
  await expect(page.locator('.receipt-layout .page-about')).toContainText('Not saved yet')
  await look('changed')
  // What a receipt cannot be without stays.
  await hands.press('Home', 'ArrowDown', 'ArrowDown', 'Space', 'Alt+PageUp', 'Control+a')
  await expect(page.locator('.receipt-layout .page-word')).toContainText('saved')
  const { sections } = (await stored()).receiptLayout
  expect(sections.slice(0, 3).map(({ id }) => id)).toEqual(['logo', 'title', 'shop'])
  expect(sections.find(({ id }) => id === 'balances')?.isShown).toBe(false)
  expect(sections.find(({ id }) => id === 'title')?.isShown).toBe(true)
})

test('what was changed and not saved waits; it can go back to what is saved, and to the standard', async () => {
  await page.getByRole('listbox', { name: 'Spacing' }).focus()
  await hands.press('ArrowRight')
  await page.getByLabel('Line 1 at the foot').focus()
  await hands.type('Thank you')
  await hands.press('Escape')
  await expect(page.locator('[data-screen="receipt-layout"]')).toHaveCount(0)
  await hands.press('F12')
  await expect(page.getByLabel('Line 1 at the foot')).toHaveValue('Thank you')
  expect((await stored()).receiptLayout.footLines).toEqual([])
  await hands.press('Control+a')
  await expect.poll(async () => (await stored()).receiptLayout.footLines).toEqual(['Thank you'])
  expect((await stored()).receiptLayout.spacing).toBe('compact')
  await page.getByRole('listbox', { name: 'Number the lines' }).focus()
  await hands.press('ArrowLeft', 'F7')
  await expect(page.locator('.receipt-layout .page-about')).not.toContainText('Not saved yet')
  await hands.press('F8')
  await expect(page.locator('.receipt-layout .page-about')).toContainText('Not saved yet')
  await hands.press('Control+a')
  await expect.poll(async () => (await stored()).receiptLayout.spacing).toBe('normal')
  // What the shop itself wrote is no part of the standard.
  expect((await stored()).receiptLayout.footLines).toEqual(['Thank you'])
})

test('a logo is chosen in the system dialog, seen, stored and taken away; what is none is said', async () => {
  const folder = path.join(import.meta.dirname, '../golden/receipts/papers')
  await answerOpenDialog(running.app, path.join(import.meta.dirname, 'receipt-layout.spec.ts'))
  await hands.press('F9')
  await expect(page.locator('.receipt-layout .page-word')).toContainText('no PNG or JPEG')
  await answerOpenDialog(running.app, null)
  await hands.press('F9')
  await answerOpenDialog(running.app, process.env.LOGO ?? path.join(folder, 'expense-58.png'))
  await expect(picture()).toBeVisible()
  const before = Number(await picture().getAttribute('height'))
  await hands.press('F9')
  await expect(page.locator('.receipt-layout .page-word')).toContainText('logo is on the paper')
  await expect.poll(async () => Number(await picture().getAttribute('height'))).toBeGreaterThan(before + 20)
  await look('logo')
  await hands.press('Control+a')
  await expect.poll(async () => (await stored()).receiptLogo?.png.length ?? 0).toBeGreaterThan(100)
  await hands.press('Alt+x', 'Control+a')
  await expect.poll(async () => (await stored()).receiptLogo).toBe(null)
})

test('58 mm, 80 mm and a sheet; every theme, twice the text, Hindi', async () => {
  await expect(picture()).toHaveAttribute('width', '576')
  await hands.press('F6')
  await expect(picture()).toHaveAttribute('width', '794')
  await look('a4')
  await hands.press('F6')
  await expect(picture()).toHaveAttribute('width', '384')
  await look('58')
  await hands.press('F4')
  await ask(page, 'settings.change', { language: 'hi', theme: 'dark' })
  await openAgain()
  await expect(page.locator('h1').last()).toHaveText('रसीद का रूप')
  await expect(picture()).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await look('hindi-dark')
  await ask(page, 'settings.change', { language: 'en', theme: 'light', textSize: 200 })
  await openAgain()
  await expect(picture()).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await look('200-percent')
})
