import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { accessFaults, ask, entry, Hands, openNewShop } from './at-the-counter.ts'
import { answerOpenDialog, launchApp, type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands

/** Two pixels, red and blue. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADklEQVR4nGP4z8AARP8BBvsB/25vGRoAAAAASUVORK5CYII=',
  'base64'
)

test.beforeEach(async () => {
  ;({ running, page, hands } = await openNewShop())
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

test('a photo is put on an entry, seen, taken off; one that is gone is said', async () => {
  await ask(page, 'entry.record', entry.cashSale(260))
  const file = path.join(running.userData, 'कागज़.png')
  writeFileSync(file, PNG)
  await answerOpenDialog(running.app, file)
  await hands.press('Alt+b')
  await expect(page.locator('[data-screen="day-book"] .table')).toContainText('260.00')
  await hands.press('Enter')
  const dialog = page.getByRole('dialog').first()
  await expect(dialog).toBeVisible()
  await hands.press('F7')
  const button = page.locator('.entry-file')
  await expect(button).toContainText('कागज़.png')
  await button.click()
  const picture = page.locator('.file-dialog img')
  await expect(picture).toBeVisible()
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(2)
  expect(await accessFaults(page)).toEqual([])
  const answers = await page.evaluate(async () => {
    const ask = async (address: string) => (await fetch(address)).status
    return Promise.all([ask('/attachment/0192f000-0000-7000-8000-000000000001'), ask('/attachment/..%2f..%2fx')])
  })
  expect(answers).toEqual([404, 404])
  await hands.press('Escape')

  const { file: book } = (await ask(page, 'app.state', {})).ledger ?? { file: '' }
  rmSync(`${book}.files`, { recursive: true })
  await hands.press('F7')
  await expect(button).toHaveCount(2)
  await expect(page.locator('.entry-files')).not.toContainText('not there')
  await button.first().click()
  await hands.press('Alt+x')
  await expect(button).toHaveCount(1)
  rmSync(`${book}.files`, { recursive: true })
  await hands.press('Escape')
  await hands.press('Enter')
  await expect(page.locator('.entry-files')).toContainText('not there')
  expect((await ask(page, 'ledger.verify', {})).isClean).toBe(true)
})

test('a photo of the camera goes onto the entry, and the camera is let go of', async () => {
  await running.close()
  removeUserData(running.userData)
  running = await launchApp({ args: ['--use-fake-device-for-media-stream'] })
  page = running.page
  hands = new Hands(page)
  await expect(async () => {
    await page.keyboard.press('F10')
    await expect(page.locator('[data-screen="counter"]')).toBeVisible({ timeout: 2000 })
  }).toPass()
  await ask(page, 'entry.record', entry.cashSale(260))
  await hands.press('Alt+b')
  await expect(page.locator('[data-screen="day-book"] .table')).toContainText('260.00')
  await hands.press('Enter', 'F8')
  await expect(page.locator('.file-dialog .button-main')).toBeEnabled({ timeout: 15_000 })
  await hands.press('Control+a')
  await expect(page.locator('.entry-file')).toContainText('photo.jpg')
  const picture = page.locator('.entry-file-small')
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(100)
  const canUse = () =>
    page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => true,
        () => false
      )
    )
  await expect.poll(canUse).toBe(false)
})
