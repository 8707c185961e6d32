// The PC burns: what was saved on a stick opens on a new one, with the same balances and the same head of the chain.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import Sqlite from 'better-sqlite3'
import { accessFaults, ask, entry, openNewShop } from './at-the-counter.ts'
import { answerOpenDialog, launchApp, removeUserData } from './launch.ts'

const stick = mkdtempSync(path.join(tmpdir(), 'counterbook-stick-'))
test.afterAll(() => rmSync(stick, { recursive: true, force: true }))

const headOf = (file: string) => {
  const db = new Sqlite(file, { readonly: true })
  const hash = db.prepare('select lower(hex(newest_hash)) from control_total').pluck().get()
  db.close()
  return hash
}

test('backup, the PC burns, a new profile, three keys: the same book', async () => {
  test.setTimeout(180_000)
  const { running, page } = await openNewShop()
  for (const rupees of [120, 340, 560]) await ask(page, 'entry.record', entry.cashSale(rupees))
  await answerOpenDialog(running.app, stick)
  await page.keyboard.press('Control+j')
  await expect(page.locator('[data-screen="backups"]')).toBeVisible()
  await page.keyboard.press('F4')
  await expect(page.locator('.backup-place')).toHaveCount(2)
  await page.keyboard.press('F7')
  await page.keyboard.type('four words of mine', { delay: 40 })
  await page.keyboard.press('Enter')
  await page.keyboard.type('four words of mine', { delay: 40 })
  await page.keyboard.press('Control+a')
  await expect(page.locator('.dialog')).toHaveCount(0)
  await page.keyboard.press('Control+a')
  await expect(page.locator('.page-word')).toContainText('The backup is made', { timeout: 30_000 })
  await page.keyboard.press('F5')
  await expect(page.locator('.page-word')).toContainText('restored and checked', { timeout: 60_000 })
  await expect(page.locator('.backup-place').nth(1)).toContainText('restored and checked')
  expect(await accessFaults(page)).toEqual([])
  await page.screenshot({ path: path.join('test-results', 'backups.png') })
  const summary = await ask(page, 'counter.summary', {})
  const { ledger } = await ask(page, 'app.state', {})
  const head = headOf(ledger?.file ?? '')
  await running.close()
  removeUserData(running.userData)

  const elsewhere = await launchApp()
  const [name = ''] = readdirSync(stick)
  await answerOpenDialog(elsewhere.app, path.join(stick, name))
  await expect(elsewhere.page.locator('.first-run')).toBeVisible()
  await expect(async () => {
    await elsewhere.page.keyboard.press('F6')
    await expect(elsewhere.page.locator('.dialog')).toBeVisible({ timeout: 2_000 })
  }).toPass()
  // This PC does not know the words that sealed it.
  await expect(elsewhere.page.getByLabel('Passphrase of this backup')).toBeFocused({ timeout: 30_000 })
  await elsewhere.page.keyboard.type('four words of mine', { delay: 40 })
  await elsewhere.page.keyboard.press('Enter')
  await expect(elsewhere.page.locator('.dialog .fact-list')).toContainText('Entries3', { timeout: 60_000 })
  await elsewhere.page.screenshot({ path: path.join('test-results', 'restore.png') })
  await elsewhere.page.keyboard.press('Control+a')
  await expect(elsewhere.page.locator('[data-screen="counter"]')).toBeVisible({ timeout: 60_000 })
  const after = await ask(elsewhere.page, 'counter.summary', {})
  expect(after).toMatchObject({ drawerMinor: summary.drawerMinor, salesTodayMinor: summary.salesTodayMinor })
  const restored = await ask(elsewhere.page, 'app.state', {})
  expect(headOf(restored.ledger?.file ?? '')).toBe(head)
  await elsewhere.close()
  removeUserData(elsewhere.userData)
})
