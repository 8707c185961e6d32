import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { accessFaults, type Hands, openNewShop } from './at-the-counter.ts'
import { answerOpenDialog, type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-exchange-'))
  ;({ running, page, hands } = await openNewShop())
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
  rmSync(folder, { recursive: true, force: true })
})

const result = () => page.locator('.exchange-result')
const picture = async (name: string) => {
  const to = process.env.EXCHANGE_PICTURES
  if (to) await page.screenshot({ path: path.join(to, `${name}.png`) })
}

test('the book leaves by the keyboard: what, where, and then whole files with their counts', async () => {
  await hands.press('Alt+f')
  await expect(page.locator('[data-screen="exchange"] h1')).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await picture('start')
  await answerOpenDialog(running.app, folder)
  await hands.press('Control+a')
  await expect(result().locator('.notice-good')).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await picture('tally')
  const files = readdirSync(folder).sort()
  expect(files).toHaveLength(2)
  expect(readFileSync(path.join(folder, files[0] ?? ''), 'utf8')).toContain('<REPORTNAME>All Masters</REPORTNAME>')
  // The next way: what was written belongs to the wish before, the folder stays.
  await hands.press('ArrowDown')
  await expect(result()).toHaveCount(0)
  await hands.press('Control+a')
  await expect(result()).toContainText('GSTIN')
  await picture('return')
  expect(readdirSync(folder)).toHaveLength(3)
})

test('a folder that is gone is said, nothing half is left, and another one works', async () => {
  const gone = path.join(folder, 'gone')
  mkdirSync(gone)
  await hands.press('Alt+f')
  await answerOpenDialog(running.app, gone)
  await hands.press('F4')
  await expect(page.locator('.exchange-folder')).toHaveText(gone)
  rmSync(gone, { recursive: true })
  await hands.press('Control+a')
  await expect(page.locator('.page-word [role="alert"]')).toContainText('not there any more')
  await answerOpenDialog(running.app, folder)
  await hands.press('F4')
  await expect(page.locator('.exchange-folder')).toHaveText(folder)
  await hands.press('Control+a')
  await expect(result()).toBeVisible()
})
