import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { accessFaults, addParty, ask, type Hands, openNewShop } from './at-the-counter.ts'
import { type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands

test.beforeEach(async () => {
  ;({ running, page, hands } = await openNewShop())
  await ask(page, 'settings.change', { upiAddress: 'sharma@examplebank' })
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

/** A picture for whoever looks; `PICTURES` names the folder. */
async function picture(name: string): Promise<void> {
  const to = process.env.PICTURES
  if (to !== undefined) await page.screenshot({ path: path.join(to, `pay-link-${name}.png`) })
}

async function owing(name: string): Promise<string> {
  const partyId = await addParty(page, name)
  const tender = { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
  const common = { id: crypto.randomUUID(), bookOn: null, occurredOn: null, text: 'rice', note: '' }
  await ask(page, 'entry.record', { ...common, kind: 'sale', partyId, amountMinor: 1_250_00, lines: [], tender })
  return partyId
}

const dialog = () => page.locator('.dialog.pay-link')

/** The kinds of what the system's clipboard holds, whichever way this runtime reads it. */
const clipboardKinds = () =>
  running.app.evaluate(async ({ clipboard }) => {
    const board = clipboard as unknown as {
      availableFormats?: () => string[]
      read: () => Promise<{ types: readonly string[] }[]>
    }
    if (board.availableFormats !== undefined) return board.availableFormats()
    return (await board.read()).flatMap(({ types }) => [...types])
  })

test('on the account: the link as text, the slip as a picture on the clipboard, and on paper', async () => {
  await owing('Ramesh Gupta')
  await hands.press('Alt+l')
  await hands.type('ramesh')
  await hands.press('Enter')
  await hands.press('F4')
  await expect(dialog()).toContainText('1,250.00')
  await expect(dialog().locator('.qr-picture')).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await picture('account')
  await hands.press('F2')
  await expect(dialog().locator('.notice-good')).toBeVisible()
  const text = await running.app.evaluate(async ({ clipboard }) => clipboard.readText())
  expect(text).toContain('upi://pay?')
  await hands.press('F4')
  await expect.poll(clipboardKinds).toContain('image/png')
  await hands.press('Alt+p')
  await expect(dialog().locator('.notice-good')).toContainText('printed')
  expect((await ask(page, 'print.queue', { limit: 5 }))[0]).toMatchObject({ partyName: 'Ramesh Gupta' })
  await hands.press('Escape')
  await expect(dialog()).toHaveCount(0)
})

test('in Hindi, dark and large, nothing is cut off', async () => {
  await owing('रमेश किराना एंड संस')
  await ask(page, 'settings.change', { language: 'hi', theme: 'dark', textSize: 200 })
  await page.reload()
  await expect(page.locator('[data-screen="counter"]')).toBeVisible()
  await hands.press('Alt+l')
  await hands.press('Enter')
  await hands.press('F4')
  await expect(dialog().locator('.qr-picture')).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await picture('hindi-dark-200')
})
