import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { onNetwork, VirtualEscposPrinter } from '#tests/support/virtual-escpos-printer.ts'
import { accessFaults, ask, entry, type Hands, moveTo, openNewShop, printerAt } from './at-the-counter.ts'
import { type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands
let closings: (() => void)[] = []

test.beforeEach(async () => {
  ;({ running, page, hands } = await openNewShop())
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
  for (const close of closings) close()
  closings = []
})

const party = () => page.locator('input[data-field="party"]')
const strip = () => page.locator('.printer-strip')
const picture = (name: string) =>
  page.screenshot({ path: path.join(test.info().project.outputDir, 'printers', `${name}.png`) })

/** A printer on a port of this PC, with the paper that it prints and the faults that a hand sets. */
async function standing(change: Parameters<typeof printerAt>[1] = {}) {
  const printer = new VirtualEscposPrinter()
  const { port, close } = await onNetwork(printer)
  closings.push(() => void close().catch(() => {}))
  const request = printerAt(port, { profile: 'xprinter-xp-80', widthDots: 576, ...change })
  return { printer, request, switchOff: close }
}

/** Sets a printer up behind the screen's back, and shows the screen anew. */
async function setUp(request: ReturnType<typeof printerAt>): Promise<void> {
  await ask(page, 'printer.add', request)
  await page.reload()
  await expect(party()).toBeFocused()
}

const FAULTS = [
  ['isPaperOut', 'No paper', 'new roll'],
  ['isCoverOpen', 'cover is open', 'Close its cover'],
  ['isPaperNearEnd', 'nearly at its end', 'new roll at hand'],
  ['isOffline', 'offline', 'online key'],
  ['isOverheated', 'too hot', 'Wait a few minutes'],
  ['isCutterJammed', 'cutter is stuck', 'free the blade']
] as const

test('what is wrong with the printer stands at the counter in plain words, and goes when it is put right', async () => {
  test.slow()
  const { printer, request, switchOff } = await standing()
  await setUp(request)
  await expect(party()).toBeFocused()
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('id') ?? '')
  const before = await focused()
  const lineTop = async () => (await party().boundingBox())?.y
  const top = await lineTop()
  await expect(strip()).toHaveCount(0)
  for (const [fault, what, todo] of FAULTS) {
    printer.faults[fault] = true
    await expect(strip()).toContainText(what, { timeout: 15_000 })
    await expect(strip()).toContainText(todo)
    await picture(`counter-${fault}`)
    // It takes no key and moves nothing that is typed in.
    expect(await focused()).toBe(before)
    expect(await lineTop()).toBe(top)
    printer.faults[fault] = false
    await expect(strip()).toHaveCount(0, { timeout: 15_000 })
  }
  await switchOff()
  await expect(strip()).toContainText('Does not answer', { timeout: 15_000 })
  await expect(strip()).toContainText('switched on')
  await picture('counter-unreachable')
  expect(await accessFaults(page)).toEqual([])
})

test('without paper the sale is safe and the receipt waits; after the refill it comes out by itself', async () => {
  test.slow()
  const { printer, request } = await standing()
  await setUp(request)
  printer.faults.isPaperOut = true
  await expect(strip()).toContainText('No paper', { timeout: 15_000 })
  await ask(page, 'entry.record', entry.cashSale(260))
  await expect(strip()).toContainText('1 paper waits', { timeout: 15_000 })
  printer.faults.isPaperOut = false
  await expect(strip()).toHaveCount(0, { timeout: 15_000 })
  await expect
    .poll(async () => (await ask(page, 'print.queue', { limit: 5 }))[0]?.state, { timeout: 30_000 })
    .toBe('printed')
})

test('a paper that is stuck is taken to another printer', async () => {
  test.slow()
  const stuck = await standing({ name: 'Front', roles: { receipts: true, closing: false, bills: false } })
  const other = await standing({ name: 'Back', roles: { receipts: false, closing: false, bills: false } })
  await setUp(stuck.request)
  await setUp(other.request)
  stuck.printer.faults.isCoverOpen = true
  await expect(strip()).toContainText('cover is open', { timeout: 15_000 })
  await ask(page, 'entry.record', entry.cashSale(99))
  await hands.press('Alt+q')
  await expect(page.locator('.queue-waits')).toHaveCount(1, { timeout: 60_000 })
  await expect(page.locator('.printer-states')).toContainText('Its cover is open')
  await expect(page.locator('.printer-states')).toContainText('Close its cover')
  expect(await accessFaults(page)).toEqual([])
  await picture('queue')
  await hands.press('F8')
  const printers = page.getByRole('dialog').getByRole('listbox')
  await expect(printers).toBeFocused()
  const back = printers.getByRole('option', { name: 'Back' })
  await moveTo(hands, 'ArrowDown', back)
  expect(await accessFaults(page)).toEqual([])
  await picture('queue-move')
  await hands.press('Enter')
  await expect(page.locator('.queue-waits')).toHaveCount(0, { timeout: 60_000 })
  await expect.poll(() => other.printer.receivedBytes, { timeout: 60_000 }).toBeGreaterThan(1000)
  const [job] = await ask(page, 'print.queue', { limit: 5 })
  expect(job).toMatchObject({ printerName: 'Back', copyNo: 1 })
})

test('a printer in the network is found, set up, tested, and teaches what it can do', async () => {
  test.slow()
  // A whole network of its own, so that no other test's printer is found.
  const network = `127.${1 + Math.floor(Math.random() * 250)}.${1 + Math.floor(Math.random() * 250)}`
  const printer = new VirtualEscposPrinter()
  const { close } = await onNetwork(printer, { host: `${network}.7`, port: 9100 })
  closings.push(() => void close())
  await running.app.evaluate((_, address) => {
    const os = process.getBuiltinModule('node:os')
    const lan = [{ family: 'IPv4', internal: false, address }] as unknown as NodeJS.Dict<never[]>
    os.networkInterfaces = () => ({ lan }) as never
  }, `${network}.1`)
  await hands.press('F11')
  await expect(page.getByLabel('Name on the receipt')).toBeFocused()
  await hands.press('Alt+c')
  await expect(page.getByRole('dialog').getByRole('listbox')).toBeFocused()
  await hands.press('Alt+n')
  const found = page.getByRole('option', { name: `network, ${network}.7` })
  await expect(found).toBeVisible({ timeout: 60_000 })
  await expect(found).toContainText('answers like a printer')
  expect(await accessFaults(page)).toEqual([])
  await picture('found')
  await moveTo(hands, 'ArrowUp', found)
  await hands.press('Enter')
  await hands.type('Till')
  await picture('form')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Control+a')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.locator('.printer-line', { hasText: 'Till' })).toContainText('Ready', { timeout: 30_000 })
  await picture('settings')
  await hands.press('Alt+t')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Test page of Till')
  await expect(dialog.locator('p[role="status"]')).toContainText('Ready', { timeout: 30_000 })
  await picture('test-page')
  expect(await accessFaults(page)).toEqual([])
  // The right mark is missing; it was not cut; the drawer opened; the line of page 16 reads right.
  await hands.press('ArrowRight', 'Enter', 'ArrowRight', 'Enter')
  await hands.press('ArrowLeft', 'Enter')
  await hands.press('Home', 'ArrowRight', 'ArrowRight', 'Control+a')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const { printers } = await ask(page, 'settings.read', {})
  expect(printers.find((one) => one.name === 'Till')).toMatchObject({
    transport: { type: 'network', host: `${network}.7`, port: 9100 },
    widthDots: 512,
    hasCutter: false,
    hasDrawer: true,
    codePage: { number: 16, name: 'cp1252' }
  })
})

for (const [name, look] of [
  ['dark', { theme: 'dark' }],
  ['hindi', { language: 'hi', textSize: 100 }],
  ['twice the text', { textSize: 200 }]
] as const) {
  test(`printers can be read by everybody: ${name}`, async () => {
    test.slow()
    const { printer, request } = await standing()
    await ask(page, 'settings.change', look)
    await setUp(request)
    printer.faults.isPaperOut = true
    await expect(strip()).toBeVisible({ timeout: 15_000 })
    await picture(`counter-${name}`)
    expect(await accessFaults(page)).toEqual([])
    await hands.press('Alt+q')
    await expect(page.locator('.printer-states')).toBeVisible()
    await picture(`queue-${name}`)
    expect(await accessFaults(page)).toEqual([])
    await hands.press('Escape', 'F11')
    const list = page.locator('.printers')
    await list.scrollIntoViewIfNeeded()
    await picture(`settings-${name}`)
    await list.focus()
    await hands.press('ArrowDown', 'Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await picture(`form-${name}`)
    expect(await accessFaults(page)).toEqual([])
  })
}
