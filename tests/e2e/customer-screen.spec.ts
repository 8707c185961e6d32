import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { accessFaults, addParty, ask, Hands } from './at-the-counter.ts'
import { paymentFields } from './day/read-paper.ts'
import { freshUserData, launchApp, type RunningApp, removeUserData } from './launch.ts'
import { customerPage, readQr, windowFacts } from './two-displays/customer-window.ts'
import { startTwoDisplays, type TwoDisplays } from './two-displays/x-server.ts'

const SECOND = { x: 1368, y: 0, width: 1024, height: 768 }

let displays: TwoDisplays
let userData = ''
let running: RunningApp
let page: Page
let hands: Hands

test.beforeAll(async () => {
  displays = await startTwoDisplays()
})
test.afterAll(() => displays.stop())

test.beforeEach(async () => {
  displays.plugIn()
  userData = freshUserData()
  await start()
  await expect(async () => {
    await page.keyboard.press('F10')
    await expect(page.locator('[data-screen="counter"]')).toBeVisible({ timeout: 2000 })
  }).toPass()
  await ask(page, 'settings.change', { shopName: 'Sharma Traders', upiAddress: 'sharma@examplebank' })
})
test.afterEach(async () => {
  await running.close()
  removeUserData(userData)
})

async function start(): Promise<void> {
  running = await launchApp({ userData, env: { DISPLAY: displays.display } })
  page = running.page
  hands = new Hands(page)
}

/** As a person chooses it: the settings, the list of displays, the second one. */
async function chooseSecond(): Promise<Page> {
  await hands.press('F11')
  const list = page.getByRole('listbox', { name: 'Shown on' })
  await expect(list.getByRole('option')).toHaveCount(2)
  await list.focus()
  await hands.press('ArrowDown')
  await expect(page.locator('[data-reason="shown"]')).toBeVisible()
  await hands.press('Escape')
  return customerPage(running.app)
}

const stage = (customer: Page, name: string) => customer.locator(`.customer[data-stage="${name}"]`)
const reason = () => ask(page, 'customer.screen', {}).then((state) => state.reason)

test('it stands on the display that was chosen and nowhere else, and the keys stay with the cashier', async () => {
  const before = await ask(page, 'customer.screen', {})
  expect(before).toMatchObject({ isOn: false, reason: 'off', remembered: null })
  expect(before.displays.map(({ width, isCounter }) => [width, isCounter])).toEqual([
    [1368, true],
    [1024, false]
  ])
  expect(await windowFacts(running.app)).toBeNull()

  const customer = await chooseSecond()
  await expect(stage(customer, 'idle')).toContainText('Sharma Traders')
  expect(await accessFaults(customer)).toEqual([])
  await expect
    .poll(() => windowFacts(running.app))
    .toEqual({
      isVisible: true,
      bounds: SECOND,
      isFullScreen: true,
      isCounterFocused: true
    })

  // The cable is pulled: nothing of it comes onto the cashier's display.
  displays.pullOut()
  await expect.poll(async () => (await windowFacts(running.app))?.isVisible).toBe(false)
  expect(await reason()).toBe('one-display')
  expect((await windowFacts(running.app))?.isCounterFocused).toBe(true)
  displays.plugIn()
  await expect
    .poll(() => windowFacts(running.app))
    .toEqual({
      isVisible: true,
      bounds: SECOND,
      isFullScreen: true,
      isCounterFocused: true
    })

  // A start without the display, and one with it.
  await running.close()
  displays.pullOut()
  await start()
  await expect(page.locator('[data-screen="counter"]')).toBeVisible()
  expect(await reason()).toBe('one-display')
  expect((await windowFacts(running.app))?.isVisible ?? false).toBe(false)
  displays.plugIn()
  await expect.poll(async () => (await windowFacts(running.app))?.bounds).toEqual(SECOND)
  await running.close()
  await start()
  await customerPage(running.app)
  await expect.poll(async () => (await windowFacts(running.app))?.isVisible).toBe(true)
  expect((await windowFacts(running.app))?.bounds).toEqual(SECOND)
  const kept: unknown = JSON.parse(readFileSync(path.join(userData, 'customer-screen.json'), 'utf8'))
  expect(kept).toMatchObject({ isOn: true, display: { bounds: SECOND } })
})

test('it gives way to the cashier’s window, wherever that goes', async () => {
  await chooseSecond()
  const move = (x: number) =>
    running.app.evaluate(({ BrowserWindow }, to) => {
      const counter = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith('/index.html'))
      counter?.unmaximize()
      counter?.setBounds({ x: to, y: 20, width: 1024, height: 700 })
    }, x)
  await move(900)
  await expect.poll(async () => (await windowFacts(running.app))?.isVisible).toBe(false)
  expect(await reason()).toBe('counter-is-there')
  await move(10)
  await expect.poll(async () => (await windowFacts(running.app))?.isVisible).toBe(true)
  expect((await windowFacts(running.app))?.isCounterFocused).toBe(true)
})

test('idle, the growing bill, the exact QR, the cashier’s word, thanks, idle', async () => {
  const customer = await chooseSecond()
  await addParty(page, 'Ramesh Kirana')
  await ask(page, 'settings.change', { customerMessage: 'Fresh basmati is in' })
  await expect(stage(customer, 'idle')).toContainText('Fresh basmati is in')

  // While a name is searched for, the customer sees nothing of it.
  await hands.type('rame')
  await page.waitForTimeout(200)
  await expect(stage(customer, 'idle')).toBeVisible()
  await hands.press('Enter')
  await expect(stage(customer, 'live')).toContainText('Ramesh Kirana')
  await hands.type('1249.50')
  await expect(stage(customer, 'live')).toContainText('1,249.50')
  // Paid by UPI: an amount that is still being typed has no QR.
  await hands.press('F8', 'F8', 'F8')
  await expect(page.locator('.entry')).toContainText('UPI')
  await page.waitForTimeout(200)
  await expect(stage(customer, 'live')).toBeVisible()
  await hands.press('Enter')
  await expect(stage(customer, 'due')).toContainText('₹ 1,249.50')
  await expect(stage(customer, 'due')).toContainText('sharma@examplebank')
  await expect(customer.locator('.qr-picture')).toBeVisible()
  expect(await accessFaults(customer)).toEqual([])
  const draft = await readQr(customer)
  expect(draft.byJsqr).toBe(draft.byZbar)
  expect(paymentFields(draft.byZbar ?? '')).toMatchObject({
    pa: 'sharma@examplebank',
    pn: 'Sharma Traders',
    am: '1249.50',
    cu: 'INR'
  })
  // Large enough: more than a third of the height, and modules that a phone sees from a metre.
  const qr = await customer.locator('.qr-picture').boundingBox()
  expect(qr?.height).toBeGreaterThan(768 / 3)
  expect(Number(await customer.locator('.qr-picture').getAttribute('data-module-mm'))).toBeGreaterThanOrEqual(1.5)

  // Accepted: the very same QR stays under the phone that reads it.
  await hands.press('Control+a')
  await expect(customer.locator('.step.is-now')).toHaveText('Waiting for your payment')
  expect((await readQr(customer)).byZbar).toBe(draft.byZbar)
  await hands.press('Alt+u', 'Enter')
  await expect(stage(customer, 'paid')).toContainText('Your payment is noted')
  await expect(customer.locator('.step.is-now')).toHaveText('The cashier says: paid')
  await expect(stage(customer, 'thanks')).toContainText('Thank you, Ramesh Kirana', { timeout: 20_000 })
  await expect(stage(customer, 'thanks')).toContainText('nothing due')
  await expect(stage(customer, 'idle')).toBeVisible({ timeout: 20_000 })
})

test('the customer’s page can look, and nothing else', async () => {
  const customer = await chooseSecond()
  const has = await customer.evaluate(() => ({
    counter: 'counterbook' in window,
    own: Object.keys((window as unknown as { counterbookCustomer: object }).counterbookCustomer),
    node: ['require', 'process', 'ipcRenderer', 'electron'].filter((name) => name in window)
  }))
  expect(has).toEqual({ counter: false, own: ['view', 'onView'], node: [] })
  // Even with the counter's own preload a page at that address is a stranger, and the counter's page has no way to the customer's wire.
  const refused = await running.app.evaluate(async ({ BrowserWindow, app }) => {
    const stranger = new BrowserWindow({
      show: false,
      webPreferences: { preload: `${app.getAppPath()}/out/preload/index.cjs`, sandbox: true, contextIsolation: true }
    })
    await stranger.loadURL('app://counterbook/customer.html')
    const summary: unknown = await stranger.webContents.executeJavaScript('window.counterbook.counter.summary()')
    stranger.destroy()
    const looker = new BrowserWindow({
      show: false,
      webPreferences: { preload: `${app.getAppPath()}/out/preload/customer.cjs`, sandbox: true, contextIsolation: true }
    })
    await looker.loadURL('app://counterbook/customer.html')
    const view: unknown = await looker.webContents.executeJavaScript('window.counterbookCustomer.view()')
    looker.destroy()
    return { summary, view }
  })
  expect(refused).toEqual({ summary: { ok: false, failure: { code: 'input/unknown-channel' } }, view: null })
  await expect(stage(customer, 'idle')).toBeVisible()
  await customer.evaluate(() => {
    location.href = 'app://counterbook/index.html'
  })
  await page.waitForTimeout(300)
  expect(customer.url()).toMatch(/customer\.html$/)
  expect(await customer.evaluate(() => document.querySelector<HTMLElement>('.customer')?.dataset.stage)).toBe('idle')
})

test('without a second display a key shows the QR over the counter, and what was typed stays', async () => {
  displays.pullOut()
  await hands.press('Alt+s')
  await expect(page.locator('.notice-warn')).toContainText('Alt+S')
  await hands.type('260')
  await hands.press('Enter')
  await hands.type('sugar')
  await hands.press('Alt+s')
  const shown = page.locator('.turned-screen .customer[data-stage="due"]')
  await expect(shown).toContainText('₹ 260.00')
  expect(paymentFields((await readQr(page)).byZbar ?? '')).toMatchObject({ am: '260.00', pa: 'sharma@examplebank' })
  await hands.press('Escape')
  await expect(shown).toHaveCount(0)
  await expect(page.locator('.entry input:focus')).toHaveValue('sugar')
  expect(await windowFacts(running.app)).toBeNull()
})
