import { expect, type Page, test } from '@playwright/test'
import { accessFaults, addParty, ask, entry, type Hands, openNewShop } from './at-the-counter.ts'
import { type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands

test.beforeEach(async () => {
  ;({ running, page, hands } = await openNewShop())
  // No browser of this machine is opened: what would be is kept.
  await running.app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (url) => void opened.push(url)
  })
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

const rows = () => page.locator('[data-screen="collect"] .table-body [role="row"]')
const dialog = () => page.getByRole('dialog')
const word = () => page.locator('[data-screen="collect"] .page-word')
const opened = () => running.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)

test('the list is worked with the keyboard: written, sent, marked, printed, answered, looked up', async () => {
  await ask(page, 'settings.change', { creditDays: 0, shopName: 'Sharma Traders', upiAddress: 'sharma@examplebank' })
  const ramesh = await addParty(page, 'रमेश किराना', '9414012345')
  const anita = await addParty(page, 'Anita Stores')
  await ask(page, 'entry.record', entry.creditSale(ramesh, 12_450))
  await ask(page, 'entry.record', entry.creditSale(anita, 900))

  await hands.press('Control+d')
  await expect(rows()).toHaveCount(2)
  expect(await accessFaults(page)).toEqual([])
  await hands.press('F9')
  await expect(rows().first()).toContainText('रमेश किराना')
  await hands.press('Enter')
  await expect(dialog()).toContainText('Message to रमेश किराना')
  await expect(dialog().locator('textarea')).toHaveValue(/Rs 12,450\.00 is due today/u)
  await hands.type(' Namaste')
  await expect(dialog()).toContainText('3 parts')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('F2')
  await expect(word()).toContainText('opened in WhatsApp')
  expect((await opened())[0]).toMatch(/^https:\/\/wa\.me\/919414012345\?text=Dear.*Namaste$/u)
  await expect(rows().first()).toContainText('opened in WhatsApp')

  await hands.press('F10')
  await expect(dialog()).toContainText('रमेश किराना')
  await hands.press('Enter')
  await hands.type('+3')
  await hands.press('Control+a')
  await expect(word()).toContainText('promised for')
  await expect(rows().first()).toContainText('promised for')

  await hands.press('Home', 'Space', 'Space')
  await expect(page.locator('[data-screen="collect"] .foot-about')).toContainText('2 marked')
  await hands.press('Alt+p')
  await expect(dialog()).toContainText('2 parties')
  await hands.press('Control+a')
  await expect(word()).toContainText('2 messages are on their way')

  await hands.press('Alt+a')
  await expect(dialog().locator('.table-body [role="row"]')).toHaveCount(3)
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Escape', 'F5')
  await expect(rows().last()).toContainText('promised')
})

test('texts, gateway, hours and rules are kept, and the key is never shown again', async () => {
  const ramesh = await addParty(page, 'Ramesh', '9414012345')
  await ask(page, 'entry.record', entry.creditSale(ramesh, 500))
  await hands.press('Control+d', 'F12')
  await expect(dialog()).toContainText('Gateway, hours and rules')
  await hands.press('ArrowDown', 'ArrowDown', 'Enter')
  await hands.type('SHARMA')
  await hands.press('Enter')
  await hands.type('1101234567890123456')
  await hands.press('Enter')
  await hands.type('sharma1')
  await hands.press('Enter', 'Enter')
  await hands.type('key:token')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Control+a')
  await expect(word()).toContainText('Kept')
  const settings = await ask(page, 'settings.read', {})
  expect(settings.smsGateway).toMatchObject({ provider: 'exotel', header: 'SHARMA', account: 'sharma1' })
  expect(await ask(page, 'message.setup', {})).toMatchObject({ hasKey: true })
  await hands.press('F12')
  await expect(dialog()).toContainText('A key is kept')
  expect(await page.content()).not.toContain('key:token')
  await hands.press('Escape', 'Alt+t')
  await expect(dialog()).toContainText('Own texts')
  await hands.press('Tab')
  await hands.type('1107160000000012345')
  await hands.press('Control+a')
  await expect(word()).toContainText('The text is kept')
})
