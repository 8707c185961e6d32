import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { accessFaults, ask, type Hands, openNewShop } from './at-the-counter.ts'
import { answerOpenDialog, type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-import-'))
  ;({ running, page, hands } = await openNewShop())
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
  rmSync(folder, { recursive: true, force: true })
})

const parties = () => ask(page, 'party.list', { text: '', filter: 'all', sort: 'name', offset: 0, limit: 100 })
const accept = () => page.locator('.plan-accept')
const column = (name: string) => page.locator('.column-line', { hasText: name })

async function choose(text: string | Buffer): Promise<void> {
  const file = path.join(folder, 'old-book.csv')
  writeFileSync(file, text)
  await answerOpenDialog(running.app, file)
  await hands.press('F5')
}

const BOOK = [
  'Party;Phone;Opening Balance;Dr/Cr',
  'Ganesh Traders;9414012345;12,450.00;Dr',
  'मोहन किराना;9829098290;5000;Dr',
  'Sethi Mills;;86500.50;Cr',
  ';98290;10;Dr',
  'Bad Amount;9;12.3x;Dr',
  'Total;;1,03,950.50;'
].join('\r\n')

test('a dry run names every bad line, accepting proves it, and a second time adds nothing', async () => {
  await hands.press('Alt+o')
  await expect(page.locator('[data-screen="import"] .empty')).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await choose(`\ufeff${BOOK}`)
  await expect(accept()).toContainText('3 parties, 3 entries')
  await expect(page.locator('.column-grid')).toBeFocused()
  expect(await accessFaults(page)).toEqual([])
  const remarks = page.locator('.plan-remarks')
  for (const reason of ['there is no name', 'the amount cannot be read', 'it is a total']) {
    await expect(remarks).toContainText(reason)
  }
  // Until it is accepted, nothing is written.
  expect((await parties()).total).toBe(0)
  await hands.press('Control+a')
  await expect(page.locator('.import-done .notice-good')).toContainText('to the paisa')
  expect(await accessFaults(page)).toEqual([])
  expect(await parties()).toMatchObject({ total: 3, getMinor: 17_450_00, giveMinor: 86_500_50 })

  await choose(`\ufeff${BOOK}`)
  await expect(page.locator('.plan-result')).toContainText('Accepting it would add nothing')
  await expect(accept()).toHaveCount(0)
  await hands.press('Control+a')
  expect((await parties()).total).toBe(3)
})

test('what a column is taken for is changed by arrow keys, and shown by the next dry run', async () => {
  await hands.press('Alt+o')
  await choose('Shop,Number One,Money\nAnita Stores,9414012345,500\nGopal,9829098290,700\n')
  await expect(page.locator('.column-grid')).toBeFocused()
  for (let step = 0; step < 12 && !(await column('Shop').textContent())?.includes("Party's name"); step += 1) {
    await hands.press('ArrowRight')
  }
  await expect(column('Shop')).toContainText("Party's name")
  await hands.press('ArrowDown', 'ArrowDown')
  for (let step = 0; step < 12 && !(await column('Money').textContent())?.includes('Balance'); step += 1) {
    await hands.press('ArrowRight')
  }
  await expect(column('Money')).toContainText('Balance')
  await expect(accept()).toContainText('2 parties')
  await hands.press('Control+a')
  await expect(page.locator('.import-done')).toBeVisible()
  expect(await parties()).toMatchObject({ total: 2, getMinor: 1200_00 })
})

test('a file that is none is refused in words, and the screen stays usable', async () => {
  await hands.press('Alt+o')
  await choose(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0, 0]))
  await expect(page.locator('.page-word .notice-bad')).toBeVisible()
  await answerOpenDialog(running.app, null)
  await hands.press('F5')
  await choose(Buffer.from(`\ufeff${BOOK.replaceAll(';', '\t')}`, 'utf16le'))
  await expect(accept()).toContainText('3 parties')
})

test('a list of items is brought in with its prices, tax and stock, and bad rows are named', async () => {
  const items = () => ask(page, 'item.list', { text: '', filter: 'all', group: '', offset: 0, limit: 100 })
  await hands.press('Alt+o')
  await choose(
    [
      'Item Name,Code,HSN,GST,Unit,Sale Price,Opening Stock,Opening Value',
      'Soap 100 g,S1,3401,18%,Pcs,42.50,240,8000',
      'चीनी,U1,1701,5%,kg,44,500,21000',
      'Tea,T1,09023,5%,kg,320,12,3000',
      'Rice,R1,1006,12%,kg,55,100,5000'
    ].join('\n')
  )
  await expect(accept()).toContainText('2 items, 2 stocks')
  const remarks = page.locator('.plan-remarks')
  await expect(remarks).toContainText('an HSN has 2, 4, 6 or 8 digits')
  await expect(remarks).toContainText('the tax of today has no such rate')
  expect(await accessFaults(page)).toEqual([])
  expect((await items()).total).toBe(0)
  await hands.press('Control+a')
  await expect(page.locator('.import-done .notice-good')).toContainText('to the paisa')
  expect(await items()).toMatchObject({ total: 2, valueMinor: 29_000_00 })
})
