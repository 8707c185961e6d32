import { expect, type Page, test } from '@playwright/test'
import { accessFaults, addParty, ask, entry, Hands, openNewShop } from './at-the-counter.ts'
import { type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands

/** The specimen day: 18,410.00 should be in the drawer, and 18,400.00 are. */
async function layTheDay(): Promise<void> {
  const ramesh = await addParty(page, 'Ramesh')
  const day = [
    entry.putIn(2000),
    entry.creditSale(ramesh, 9000),
    entry.cashSale(14_260),
    entry.got(ramesh, 5000),
    entry.expense('tea', 1350),
    entry.takenOut(1500)
  ]
  for (const one of day) await ask(page, 'entry.record', one)
}
const EXPECTED = '18,410.00'
const boxes = ['24', '9', '31', '12', '40', '10']

async function countTheDrawer(): Promise<void> {
  for (const pieces of boxes) {
    await hands.type(pieces)
    await hands.press('Enter')
  }
}
const total = () => page.locator('.count-sum')
const word = () => page.locator('.page-word')

test.beforeEach(async () => {
  ;({ running, page, hands } = await openNewShop())
  await layTheDay()
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

test('the close of a day: blind, short with a reason, frozen as a Z; keystrokes counted', async () => {
  const start = new Hands(page)
  hands = start
  await hands.press('Alt+z')
  await expect(page.getByRole('textbox', { name: '500 rupee notes, pieces' })).toBeFocused()
  await expect(page.locator('body')).not.toContainText(EXPECTED)
  expect(await page.content()).not.toContain(EXPECTED)
  for (const [place, pieces] of boxes.entries()) {
    await hands.type(pieces)
    if (place < boxes.length - 1) await hands.press('Enter')
  }
  await expect(total()).toHaveText('18,400.00')
  expect(await page.content()).not.toContain(EXPECTED)
  await hands.press('Control+a')
  await expect(page.locator('.result')).toContainText(EXPECTED)
  await expect(page.locator('.is-short')).toContainText('10.00')
  await expect(page.getByLabel('Reason')).toBeFocused()
  await hands.type('change')
  await hands.press('Enter')
  await hands.type('2000')
  await expect(page.locator('.where-lines')).toContainText('16,400.00')
  await hands.press('Control+a')
  await expect(page.locator('.closed-z')).toHaveText('Z 1')
  const keys = start.count
  await expect(page.locator('.closed img.paper')).toBeVisible()
  await hands.press('Enter')
  await expect(page.locator('[data-screen="counter"]')).toBeVisible()
  await expect(page.locator('[data-screen="closing"]')).toHaveCount(0)

  const [closing] = await ask(page, 'closing.list', { limit: 5, beforeZNo: null })
  expect(closing).toMatchObject({
    zNo: 1,
    countedMinor: 18_400_00,
    overShortMinor: -10_00,
    reason: 'change',
    toOwnerMinor: 16_400_00,
    toBankMinor: 0,
    nextFloatMinor: 2000_00
  })
  const later = await ask(page, 'entry.record', entry.cashSale(100))
  expect(later.entry.bookOn).toBeGreaterThan(closing?.bookOn ?? 0)
  console.info(`close of a day: ${keys} keystrokes`)
  expect(keys).toBe(30)
})

test('a second count stands beside the first, and the boxes outlive leaving the screen', async () => {
  await hands.press('Alt+z')
  await countTheDrawer()
  await hands.press('Escape')
  await expect(page.locator('[data-screen="closing"]')).toHaveCount(0)
  await hands.press('Alt+z')
  await expect(total()).toHaveText('18,400.00')
  await hands.press('Control+a')
  await expect(page.locator('.result')).toBeVisible()
  await hands.press('F5')
  await expect(total()).toHaveText('0.00')
  await hands.type('24')
  await hands.press('Control+a')
  await expect(page.locator('.counts-beside thead th')).toHaveCount(2)
  await expect(page.locator('.counts-beside')).toContainText('18,400.00')
  await expect(page.locator('.counts-beside')).toContainText('12,000.00')
  // Left here, the count that was accepted can be taken up again; it is not counted a third time.
  await hands.press('Escape', 'Alt+z')
  await expect(page.locator('.count-earlier')).toContainText('12,000.00')
  await expect(total()).toHaveText('0.00')
  await hands.press('F8')
  await expect(page.locator('.counts-beside thead th')).toHaveCount(2)
})

test('what cannot be read keeps the count open; rare notes come with F12; X only while no box is filled', async () => {
  await hands.press('Alt+z', 'F6')
  await expect(page.getByRole('dialog')).toContainText(EXPECTED)
  await hands.press('Escape')
  await hands.type('2x')
  await hands.press('F6')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await hands.press('Control+a')
  await expect(word()).toContainText('500')
  await expect(page.locator('.result')).toHaveCount(0)
  await expect(page.getByRole('textbox', { name: '500 rupee notes, pieces' })).toBeFocused()
  await hands.press('F12')
  const rare = page.getByRole('textbox', { name: '2000 rupee notes, pieces' })
  await expect(rare).toBeVisible()
  await rare.focus()
  await hands.type('3')
  await hands.press('F12')
  await expect(rare).toHaveValue('3')
  await expect(page.getByRole('textbox', { name: '5 rupee notes, pieces' })).toHaveCount(0)
})

test('an exact count needs no reason, all stays in the drawer, and the Z can be looked up and printed again', async () => {
  await hands.press('Alt+z')
  await countTheDrawer()
  await hands.type('10')
  await hands.press('Enter', 'Enter', 'Enter', 'Enter', 'Enter')
  await expect(page.locator('.is-exact')).toBeVisible()
  await expect(page.getByLabel('Reason')).toHaveCount(0)
  await hands.press('Control+a')
  await expect(page.locator('.closed')).toContainText(EXPECTED)
  await hands.press('F7')
  await expect(page.getByRole('dialog')).toContainText('exact')
  await hands.press('Enter')
  await expect(page.getByRole('dialog').last()).toContainText('Z 1 of')
  await hands.press('Alt+p')
  await expect(page.getByRole('dialog').last()).toContainText('Sent to the printer')
  await expect
    .poll(async () => (await ask(page, 'print.queue', { limit: 20 })).filter((job) => job.kind === 'closing').length)
    .toBe(2)
})

test('the screens of the close can be read by everybody', async () => {
  await hands.press('Alt+z')
  expect(await accessFaults(page)).toEqual([])
  await countTheDrawer()
  await hands.press('Control+a')
  await expect(page.locator('.result')).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Control+a')
  await expect(page.locator('.closed img.paper')).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await hands.press('F7')
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
})
