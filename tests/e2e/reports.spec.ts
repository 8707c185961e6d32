import { copyFileSync, existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { accessFaults, addParty, ask, entry, type Hands, openNewShop } from './at-the-counter.ts'
import { answerSaveDialog, type RunningApp, removeUserData } from './launch.ts'
import { readPdf } from './read-pdf.ts'

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

/** A day with sales in three scripts, an expense and money that came back. */
async function aDay(): Promise<{ ramesh: string }> {
  const ramesh = await addParty(page, 'रमेश किराना')
  const salim = await addParty(page, 'سلیم ٹریڈرز')
  const murugan = await addParty(page, 'முருகன் ஸ்டோர்ஸ்')
  await ask(page, 'entry.record', entry.putIn(5_000))
  await ask(page, 'entry.record', entry.creditSale(ramesh, 1_25_000, 'rice'))
  await ask(page, 'entry.record', entry.creditSale(salim, 800))
  await ask(page, 'entry.record', entry.creditSale(murugan, 640))
  await ask(page, 'entry.record', entry.got(ramesh, 25_000))
  await ask(page, 'entry.record', entry.expense('tea', 60))
  return { ramesh }
}

async function openReport(words: string): Promise<void> {
  await hands.press('Control+y')
  await expect(screen('reports')).toBeVisible()
  await hands.type(words)
  await hands.press('Enter')
  await expect(screen('report')).toBeVisible()
  await expect(screen('report').getByRole('row').nth(1)).toBeVisible()
}

test('a report is found by a few letters, read, compared, gone into, and left again', async () => {
  await aDay()
  await openReport('who owes')
  const report = screen('report')
  await expect(report.getByRole('row').filter({ hasText: 'रमेश किराना' })).toContainText('1,00,000.00')
  await hands.press('F7')
  await expect(report.locator('.filter-chip').nth(2)).not.toContainText('not compared')
  await ask(page, 'entry.record', entry.cashSale(10))
  await expect(report).toContainText('F5')
  await hands.press('F5', 'Home', 'Enter')
  await expect(screen('report').locator('.page-title')).toContainText('سلیم ٹریڈرز')
  await hands.press('Escape')
  await expect(screen('report').locator('.page-title')).toHaveText('Party balances')
  expect(await accessFaults(page)).toEqual([])
  const lines = screen('report').locator('.is-line-row')
  await ask(page, 'entry.record', entry.got(await addParty(page, 'Ravi Suppliers'), 75))
  await hands.press('F5')
  await expect(lines).toHaveCount(4)
  await hands.press('F9')
  await expect(lines).toHaveCount(3)
  await expect(screen('report').locator('.page-title')).toHaveText('Party balances: You will get')
  await hands.press('F9')
  await expect(lines).toHaveCount(1)
  await expect(lines).toContainText('Ravi Suppliers')
  await hands.press('F9')
  await expect(lines).toHaveCount(4)
})

test('the trial balance adds up to nothing, and Enter leads down to an entry', async () => {
  await aDay()
  await openReport('trial')
  const report = screen('report')
  await expect(report.locator('.is-total-row')).toBeVisible()
  await hands.press('Escape')
  await hands.press('Escape')
  await openReport('day book')
  await hands.press('Home', 'Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await hands.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a report leaves as PDF, workbook and CSV, each whole, in every script', async () => {
  await aDay()
  await ask(page, 'settings.change', { language: 'hi', shopName: 'शर्मा ट्रेडर्स' })
  await hands.press('Control+y')
  await expect(screen('reports')).toBeVisible()
  await hands.press('PageDown')
  const query = { report: 'party-balances', fromOn: 20200101, toOn: 20301231 } as const
  for (const format of ['pdf', 'xlsx', 'csv'] as const) {
    const file = path.join(running.userData, `balances.${format}`)
    await answerSaveDialog(running.app, file)
    expect(await ask(page, 'report.export', { query, format })).toEqual({ file })
    expect(existsSync(file)).toBe(true)
  }
  const file = path.join(running.userData, 'balances.pdf')
  if (process.env.KEEP_PDF) copyFileSync(file, path.join(process.env.KEEP_PDF, 'balances.pdf'))
  const pdf = readPdf(file)
  expect(pdf.isEveryFontInside).toBe(true)
  expect(pdf.pages.join('\n')).toContain('1,00,000.00')
})

test('a report that is kept by name is in the list, and one of every month makes itself', async () => {
  await aDay()
  await openReport('trial')
  await hands.press('Control+s')
  await hands.type('Month end')
  await hands.press('Enter', 'ArrowDown', 'Enter', 'ArrowDown', 'ArrowDown', 'Enter')
  await hands.press('Control+a')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const [saved] = await ask(page, 'report.saved', {})
  expect(saved).toMatchObject({ name: 'Month end', every: 'month', format: 'pdf' })
  const folder = path.join(running.userData, 'documents')
  const made = () => (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
  await expect.poll(() => made().filter((name) => name.endsWith('Month end.pdf')), { timeout: 90_000 }).toHaveLength(1)
  await hands.press('Escape')
  await expect(screen('reports').getByRole('row').nth(1)).toContainText('Month end')
})
