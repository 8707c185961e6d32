import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { type FaultProxy, startFaultProxy } from '#tests/support/fault-proxy.ts'
import { freePort } from '#tests/support/lan-shop.ts'
import { type ListeningCloud, listenCloud } from '#tests/support/listening-cloud.ts'
import { accessFaults, addParty, ask, entry, Hands, openNewShop } from './at-the-counter.ts'
import { rowsOf } from './day/ledger-file.ts'
import { launchApp, type RunningApp, removeUserData } from './launch.ts'

let cloud: ListeningCloud
let line: FaultProxy
const running: RunningApp[] = []

test.beforeEach(async () => {
  cloud = await listenCloud()
  line = await startFaultProxy(cloud.url)
})
test.afterEach(async () => {
  for (const one of running.splice(0)) {
    await one.close()
    removeUserData(one.userData)
  }
  await line.close()
  await cloud.close()
})

/** Looked at, not compared. */
async function keep(page: Page, name: string): Promise<void> {
  const folder = process.env.KEEP_PICTURES
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`) })
}

/** The screen in every dress that it has. */
async function keepAll(page: Page, name: string): Promise<void> {
  await keep(page, `${name}-light`)
  if (process.env.KEEP_PICTURES === undefined) return
  for (const [dress, change] of [
    ['dark', { theme: 'dark' }],
    ['hindi', { theme: 'light', language: 'hi' }],
    ['200', { language: 'en', textSize: 200 }]
  ] as const) {
    await ask(page, 'settings.change', change)
    await page.reload()
    await expect(page.locator('[data-screen="counter"]')).toBeVisible()
    await page.keyboard.press('Control+u')
    await expect(page.locator('[data-screen="cloud"]')).toBeVisible()
    await page.waitForTimeout(800)
    await keep(page, `${name}-${dress}`)
  }
  await ask(page, 'settings.change', { theme: 'light', language: 'en', textSize: 100 })
  await page.reload()
  await expect(page.locator('[data-screen="counter"]')).toBeVisible()
  await page.keyboard.press('Control+u')
}

async function firstCounter() {
  const opened = await openNewShop()
  running.push(opened.running)
  const { page, hands } = opened
  await ask(page, 'settings.change', { shopName: 'Sharma Traders', counterName: 'Front' })
  return { page, hands }
}

type Side = Awaited<ReturnType<typeof firstCounter>>

/** A PC without a shop asks to be let in; a counter that is in looks at the code and the words, and lets it in. */
async function letIn(first: { page: Page; hands: Hands }, name: string) {
  const app = await launchApp()
  running.push(app)
  const { page } = app
  const hands = new Hands(page)
  await expect(page.locator('.first-run')).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('F7')
    await expect(page.getByRole('dialog', { name: 'Join my shop' })).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await hands.type(line.url)
  await hands.press('Enter')
  await hands.type(name)
  await hands.press('Enter')
  const letters = page.getByTestId('pair-code')
  await expect(letters).toBeVisible()
  await keep(page, `join-${name}`)
  expect(await accessFaults(page)).toEqual([])
  const code = (await letters.textContent()) ?? ''
  const words = await page.locator('.cloud-words').textContent()
  await first.hands.press('F6')
  await first.hands.type(code.replace('-', '').toLowerCase())
  await first.hands.press('Enter')
  await expect(first.page.locator('.cloud-seen')).toContainText(name)
  expect(await first.page.locator('.cloud-words').textContent()).toBe(words)
  expect(await accessFaults(first.page)).toEqual([])
  await keep(first.page, `let-in-${name}`)
  await first.hands.press('Control+a')
  await expect(page.locator('[data-screen="counter"]')).toBeVisible({ timeout: 20_000 })
  return { page, hands }
}

/** Where the log of the shop stands in a counter's file: its number and the hash that this counter worked out. */
async function chainHead(page: Page): Promise<string> {
  const { ledger } = await ask(page, 'app.state', {})
  const [row] = rowsOf(
    ledger?.file ?? '',
    `select cursor_seq || ' ' || lower(hex(cursor_log_hash)) as head from sync_account`
  )
  return String(row?.head)
}

/** A sale of the day that the second counter has closed reaches it late; it is looked through by the keyboard. The first one sees the other's Z. */
async function lateEntry(first: Side, second: Side, partyId: string): Promise<void> {
  await ask(first.page, 'entry.record', entry.creditSale(partyId, 70))
  await now(first.page)
  expect(await now(second.page)).toMatchObject({ trouble: null, lateCount: 1 })
  await second.hands.press('Control+u')
  await expect(second.page.locator('[data-screen="cloud"]')).toContainText('1 late entry')
  await second.hands.press('Alt+e')
  const tray = second.page.getByRole('dialog', { name: 'Late entries' })
  await expect(tray).toContainText('Ramesh Kirana')
  expect(await accessFaults(second.page)).toEqual([])
  await keep(second.page, 'late')
  await keepOther(second, 'late', 'Control+u', 'Alt+e')
  await second.hands.press('Control+a')
  await expect(tray).toHaveCount(0)
  await expect(second.page.locator('[data-screen="cloud"]')).toContainText('1 late entry was looked through')
  await second.hands.press('Alt+e')
  await expect(tray).toContainText('No entry came late')
  await second.hands.press('Escape', 'Escape')
  await first.hands.press('Escape', 'Alt+z')
  await expect(first.page.locator('[data-screen="closing"]')).toBeVisible()
  await first.hands.press('F7')
  const days = first.page.getByRole('dialog', { name: 'Closed days' })
  await expect(days.getByRole('grid')).toContainText('Back')
  await expect(days).toContainText('all counters')
  expect(await accessFaults(first.page)).toEqual([])
  await keep(first.page, 'closed-days')
  await keepOther(first, 'closed-days', 'Alt+z', 'F7')
  await first.hands.press('Enter')
  await expect(first.page.getByRole('dialog', { name: /Z 1 of .* · Back/ })).toBeVisible()
  await keep(first.page, 'other-z')
  await first.hands.press('Escape', 'Escape', 'Escape', 'Control+u')
  await expect(first.page.locator('[data-screen="cloud"]')).toBeVisible()
}

/** A dialog in every other dress, when pictures are kept. */
async function keepOther({ page, hands }: Side, name: string, ...keys: string[]): Promise<void> {
  if (process.env.KEEP_PICTURES === undefined) return
  for (const [dress, change] of [
    ['dark', { theme: 'dark' }],
    ['hindi', { theme: 'light', language: 'hi' }],
    ['200', { language: 'en', textSize: 200 }],
    ['', { theme: 'light', language: 'en', textSize: 100 }]
  ] as const) {
    await ask(page, 'settings.change', change)
    await page.reload()
    await expect(page.locator('[data-screen="counter"]')).toBeVisible()
    await hands.press(...keys)
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.waitForTimeout(800)
    if (dress !== '') await keep(page, `${name}-${dress}`)
  }
}

const now = (page: Page) => ask(page, 'sync.now', {})

async function balances(page: Page) {
  const asked = { filter: 'all', sort: 'name', text: '', offset: 0, limit: 100 } as const
  const { parties } = await ask(page, 'party.list', asked)
  return parties.map(({ id, name, balanceMinor }) => ({ id, name, balanceMinor }))
}

test('two counters sell with the line cut and join, one closes its day, a third PC has the whole book', async () => {
  const first = await firstCounter()
  await first.hands.press('Control+u')
  await expect(first.page.locator('[data-screen="cloud"]')).toBeVisible()
  expect(await accessFaults(first.page)).toEqual([])
  await keepAll(first.page, 'off')
  await expect(first.page.getByLabel('Server')).toBeFocused()
  await first.hands.type('http://cloud.example.in')
  await first.hands.press('Control+a')
  await expect(first.page.locator('.is-error')).toContainText('https')
  await first.hands.press('Shift+Home')
  await first.hands.type(line.url)
  await first.hands.press('Control+a')
  await expect(first.page.locator('.header-cloud')).toContainText('all in the cloud')
  expect(await accessFaults(first.page)).toEqual([])

  const ramesh = await addParty(first.page, 'Ramesh Kirana')
  await now(first.page)
  const second = await letIn(first, 'Back')
  await expect.poll(() => balances(second.page)).toEqual(await balances(first.page))

  await expect(second.page.locator('.header')).toContainText('Sharma Traders')
  line.mode('hole')
  await ask(first.page, 'entry.record', entry.creditSale(ramesh, 1_000))
  await ask(second.page, 'entry.record', entry.creditSale(ramesh, 500))
  const gopal = await addParty(second.page, 'Gopal Transport')
  await ask(second.page, 'entry.record', entry.got(gopal, 200))
  line.mode('refuse')
  await now(first.page)
  await expect(first.page.locator('.header-cloud')).toContainText('waiting, no internet')
  await keepAll(first.page, 'offline')
  line.mode('pass')
  for (const one of [first, second, first, second]) expect(await now(one.page)).toMatchObject({ trouble: null })
  const book = await balances(first.page)
  expect(book.find((one) => one.id === ramesh)?.balanceMinor).toBe(1_500_00)
  expect(await balances(second.page)).toEqual(book)

  await ask(second.page, 'entry.record', entry.cashSale(40))
  const drawer = await ask(second.page, 'counter.summary', {})
  expect(drawer.drawerMinor).toBe(240_00)

  const countId = crypto.randomUUID()
  const nothing = { notes: [], coins: [], tornMinor: 0, chequesMinor: 0, vouchersMinor: 0 }
  await ask(second.page, 'closing.count', { id: countId, count: { ...nothing, looseCoinsMinor: 240_00 } })
  const close = { id: crypto.randomUUID(), countId, reason: '', toOwnerMinor: 0, toBankMinor: 0 }
  expect((await ask(second.page, 'closing.close', close)).closing).toMatchObject({ zNo: 1, overShortMinor: 0 })
  expect(await now(second.page)).toMatchObject({ trouble: null, waitingCount: 0 })
  // The other counter's drawer and day know nothing of it.
  expect(await ask(first.page, 'closing.list', { beforeZNo: null, limit: 10 })).toEqual([])

  const third = await letIn(first, 'New PC')
  for (const one of [second, third, first, second]) expect(await now(one.page)).toMatchObject({ trouble: null })
  expect(await balances(third.page)).toEqual(await balances(first.page))
  const stands = await Promise.all([first, second, third].map((one) => ask(one.page, 'sync.status', {})))
  expect(new Set(stands.map(({ taken, head }) => `${taken} ${head}`)).size).toBe(1)
  // One chain: each counter has worked out the same hash of all that the shop recorded.
  const heads = await Promise.all([first, second, third].map((one) => chainHead(one.page)))
  expect(new Set(heads).size).toBe(1)
  expect(heads[0]).toMatch(/^\d+ [0-9a-f]{64}$/)
  for (const one of [first, second, third]) expect((await ask(one.page, 'ledger.verify', {})).firstFault).toBeNull()
  await first.hands.press('F5')
  await keepAll(first.page, 'on')

  await lateEntry(first, second, ramesh)

  // A counter that was lost is taken out by the keyboard, and is told so.
  await expect(first.page.getByRole('grid', { name: 'Counters of this shop' })).toContainText('New PC')
  await ask(first.page, 'sync.revoke', { deviceNo: 2, mode: 'lost' })
  await now(second.page)
  await second.hands.press('Control+u')
  await expect(second.page.locator('.header-cloud')).toContainText('revoked')
  await keep(second.page, 'revoked')
  await second.hands.press('Escape')
  await ask(second.page, 'entry.record', entry.cashSale(10))
})

test('the counters on this network are turned on by the keyboard, and off again', async () => {
  const { page, hands } = await firstCounter()
  await ask(page, 'sync.turnOn', { server: line.url, owner: '' })
  await hands.press('Control+u')
  await expect(page.locator('[data-screen="cloud"]')).toContainText('This counter')
  await hands.press('F12')
  const dialog = page.getByRole('dialog', { name: 'Counters on this network' })
  await expect(dialog.getByRole('listbox')).toBeFocused()
  await hands.press('ArrowUp', 'Enter')
  await hands.type('8.8.8.8:47615')
  await hands.press('Control+a')
  await expect(dialog.locator('.is-error')).toContainText('192.168.1.20')
  await hands.press('Shift+Home')
  await hands.type('127.0.0.1:9')
  // The box that is walked to is typed over.
  await hands.press('Enter')
  await hands.type(String(await freePort()))
  await hands.press('Control+a')
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('.cloud-facts')).toContainText('nobody found yet')
  await hands.press('F12')
  await expect(dialog).toContainText('nobody is at this address')
  expect(await accessFaults(page)).toEqual([])
  await keep(page, 'lan')
  await hands.press('ArrowDown', 'Control+a')
  await expect(dialog).toHaveCount(0)
  await expect(page.locator('.cloud-facts')).not.toContainText('This network')
  expect(await ask(page, 'lan.state', {})).toMatchObject({ isOn: false, isListening: false })
})
