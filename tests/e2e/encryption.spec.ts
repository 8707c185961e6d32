// Encryption at rest in the real app: turned on by keys with its code typed back, used over a restart, and turned off again.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { accessFaults, ask, entry, Hands, openNewShop, printerAt } from './at-the-counter.ts'
import { PaperListener } from './day/paper-listener.ts'
import { launchApp, type RunningApp, removeUserData } from './launch.ts'

const shot = (name: string) => ({ path: path.join('test-results', `${name}.png`) })
const ON_DISK = 'CBKenc1'
const IN_THE_OPEN = 'SQLite format 3'
/** Whole books are copied and proved, and a key is worked out. */
const SWITCHED = { timeout: 120_000 }

function bookOf({ userData }: RunningApp): string {
  const files = readdirSync(userData, { recursive: true, encoding: 'utf8' })
  const [book] = files.filter((name) => name.endsWith('.counterbook'))
  return path.join(userData, book ?? 'no book')
}
const headOf = (running: RunningApp) => readFileSync(bookOf(running)).toString('latin1', 0, IN_THE_OPEN.length)

async function openDialog(page: Page, hands: Hands): Promise<void> {
  await hands.press('F11')
  await expect(page.locator('[data-screen="settings"]:not([inert])')).toBeVisible()
  await expect(async () => {
    await hands.press('Alt+e')
    await expect(page.locator('.dialog')).toBeVisible({ timeout: 2_000 })
  }).toPass()
}

async function sellByKeys(page: Page, hands: Hands, rupees: number): Promise<void> {
  await hands.press('Enter')
  await hands.type(String(rupees))
  await hands.press('Control+a')
  await expect
    .poll(async () => (await ask(page, 'entry.recent', { beforeEntryNo: null, limit: 1 }))[0]?.amountMinor)
    .toBe(rupees * 100)
}

test('a book is encrypted from the settings, works over a restart, and is opened up again', async () => {
  test.setTimeout(420_000)
  const first = await openNewShop()
  let { running, page, hands } = first
  const printer = await PaperListener.start()
  try {
    await ask(page, 'entry.record', entry.cashSale(120))
    await ask(page, 'printer.add', printerAt(printer.port))
    await openDialog(page, hands)
    const shown = page.locator('.recovery-code')
    await expect(shown).toHaveText(/^(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}$/u)
    const code = (await shown.textContent()) ?? ''
    expect(await accessFaults(page)).toEqual([])
    await page.screenshot(shot('encryption-on-light-en'))
    await hands.press('Alt+p')
    await expect.poll(() => printer.papers.length).toBe(1)
    // A slip of the pen changes nothing.
    await page.locator('.dialog input').focus()
    await hands.type('AAAA')
    await hands.press('Control+a')
    await expect(page.locator('.dialog .is-error')).toBeVisible()
    expect(headOf(running)).toBe(IN_THE_OPEN)
    await page.locator('.dialog input').fill('')
    await hands.type(code.toLowerCase().replaceAll('-', ' '))
    await hands.press('Control+a')
    await expect(page.locator('.dialog')).toHaveCount(0, SWITCHED)
    await expect(page.locator('[data-screen="settings"]')).toContainText('The book and its backups are encrypted')
    await page.screenshot(shot('encryption-is-on-light-en'))
    expect(headOf(running).startsWith(ON_DISK)).toBe(true)
    expect(readFileSync(bookOf(running), 'latin1')).not.toContain(IN_THE_OPEN)

    await running.close()
    running = await launchApp({ userData: running.userData })
    page = running.page
    hands = new Hands(page)
    await expect(page.locator('[data-screen="counter"]')).toBeVisible()
    await sellByKeys(page, hands, 345)
    expect(await ask(page, 'ledger.verify', {})).toMatchObject({ isClean: true })
    expect(headOf(running).startsWith(ON_DISK)).toBe(true)

    await ask(page, 'settings.change', { language: 'hi', theme: 'dark', textSize: 200 })
    await page.reload()
    await expect(page.locator('[data-screen="counter"]')).toBeVisible()
    await expect(page.locator('html')).toHaveCSS('font-size', '32px')
    await openDialog(page, hands)
    expect(await accessFaults(page)).toEqual([])
    await page.screenshot(shot('encryption-off-dark-hi-200'))
    await hands.press('Control+a')
    await expect(page.locator('.dialog')).toHaveCount(0, SWITCHED)
    expect(headOf(running)).toBe(IN_THE_OPEN)
    await hands.press('Alt+h')
    await openDialog(page, hands)
    await expect(page.locator('.recovery-code')).toHaveText(/-/u)
    expect(await accessFaults(page)).toEqual([])
    const [field, keys] = await Promise.all(
      ['.dialog input', '.dialog-buttons'].map((part) => page.locator(part).boundingBox())
    )
    expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual(keys?.y ?? 0)
    await page.screenshot(shot('encryption-on-dark-hi-200'))
    await hands.press('Escape')
    await expect(page.locator('.dialog')).toHaveCount(0)
    await ask(page, 'settings.change', { language: 'en' })
    const filter = { group: 'people', personName: '', fromOn: null, toOn: null, text: '' } as const
    const { rows } = await ask(page, 'editLog.read', { filter, beforeN: null, limit: 20 })
    expect(rows.map(({ deed }) => deed)).toEqual([
      'Encryption of the book turned off',
      'Book encrypted',
      'Recovery code printed'
    ])
    expect(await ask(page, 'ledger.verify', {})).toMatchObject({ isClean: true })
  } finally {
    await running.close()
    await printer.stop()
    removeUserData(running.userData)
  }
})
