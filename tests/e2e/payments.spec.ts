import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { parts } from '#shared/calendar/book-date.ts'
import { accessFaults, addParty, ask, type Hands, openNewShop } from './at-the-counter.ts'
import { answerOpenDialog, type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands
let folder: string

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-payments-'))
  ;({ running, page, hands } = await openNewShop())
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
  rmSync(folder, { recursive: true, force: true })
})

const screen = () => page.locator('[data-screen="payments"]')
const rows = () => screen().locator('.table [role="rowgroup"] [role="row"]')

/** A picture for whoever looks; `PICTURES` names the folder. */
async function picture(name: string): Promise<void> {
  const to = process.env.PICTURES
  if (to !== undefined) await page.screenshot({ path: path.join(to, `payments-${name}.png`) })
}

async function sale(rupees: number, partyId: string | null, note = ''): Promise<{ number: string; on: string }> {
  const amountMinor = rupees * 100
  const tender = { cashMinor: 0, changeMinor: 0, upiMinor: amountMinor, bankMinor: 0 }
  const common = { id: crypto.randomUUID(), bookOn: null, occurredOn: null, text: 'rice', note }
  const { entry } = await ask(page, 'entry.record', {
    ...common,
    kind: 'sale',
    partyId,
    amountMinor,
    lines: [],
    tender
  })
  const { year, month, day } = parts(entry.bookOn)
  return { number: entry.number, on: `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}` }
}

test('a statement from F5 to what it proves; what is unsure is asked, and a proof is taken back', async () => {
  const ramesh = await addParty(page, 'Ramesh Gupta')
  const { on } = await sale(1250, ramesh, 'UTR 609112345678')
  const coded = await sale(480, null)
  await sale(500, ramesh)
  await sale(500, null)
  await sale(75, null)
  const line = (text: string, utr: string, amount: string) => `${on},${text},${utr},${on},,${amount},`
  const file = path.join(folder, 'hdfc.csv')
  const lines = [
    'HDFC BANK Ltd.,,,,,,',
    'Date,Narration,Chq./Ref.No.,Value Dt,Withdrawal Amt.,Deposit Amt.,Closing Balance',
    line('UPI-RAMESH GUPTA-ramesh@oksbi', '0000609112345678', '"1,250.00"'),
    line(`UPI-ASHA-asha@ybl-${coded.number.replaceAll('/', '-')}`, '0000609112345701', '480.00'),
    line('UPI-RAMESH GUPTA-ramesh@oksbi', '0000609112345702', '500.00'),
    line('UPI-NOBODY', '0000609112345703', '999.00'),
    line('UPI-BROKEN', '', 'ten 10'),
    `${on},PAID OUT,,${on},300.00,,`
  ]
  writeFileSync(file, lines.join('\r\n'))

  await hands.press('Alt+m')
  await expect(rows()).toHaveCount(5)
  expect(await accessFaults(page)).toEqual([])
  await picture('list')
  await answerOpenDialog(running.app, file)
  await hands.press('F5')
  await expect(screen().locator('.statement-columns')).toBeFocused()
  await expect(screen().locator('.plan-sums .is-matched')).toContainText('2')
  await expect(screen().locator('.plan-sums .is-unsure')).toContainText('2')
  await expect(screen().locator('.plan-wide')).toContainText('F7')
  expect(await accessFaults(page)).toEqual([])
  await picture('plan')

  await hands.press('Control+a')
  await expect(screen().locator('.review-count')).toContainText('1 of 2')
  await expect(rows()).toHaveCount(1)
  expect(await accessFaults(page)).toEqual([])
  await picture('review')
  await hands.press('Enter')
  await expect(screen().locator('.empty')).toBeVisible()
  expect(await ask(page, 'payment.list', { filter: 'proved', offset: 0, limit: 10 })).toMatchObject({
    proved: { count: 3, amountMinor: 2_230_00 },
    waiting: { count: 2 }
  })

  await hands.press('F8')
  await expect(rows()).toHaveCount(1)
  await expect(rows().first()).toContainText('999.00')
  await picture('lines')
  await hands.press('Escape')
  await hands.press('F6', 'F6', 'F6')
  await expect(rows()).toHaveCount(3)
  await picture('proved')
  await hands.press('Alt+x')
  await hands.type('other')
  await hands.press('Control+a')
  await expect(rows()).toHaveCount(2)
  expect(await ask(page, 'ledger.verify', {})).toMatchObject({ isClean: true })
})

test('in Hindi, dark and large, nothing is cut off', async () => {
  await sale(1250, await addParty(page, 'रमेश किराना'))
  await ask(page, 'settings.change', { language: 'hi', theme: 'dark', textSize: 200, upiAddress: 'sharma@examplebank' })
  await page.reload()
  await expect(page.locator('[data-screen="counter"]')).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'hi')
  await hands.press('Alt+m')
  await expect(rows()).toHaveCount(1)
  expect(await accessFaults(page)).toEqual([])
  await picture('hindi-dark-200')
  await hands.press('Enter')
  await expect(page.getByRole('dialog').locator('.qr-picture')).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await picture('ask-hindi-dark-200')
})
