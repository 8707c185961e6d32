import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { accessFaults, ask, entry, type Hands, openNewShop, printerAt } from './at-the-counter.ts'
import { type RunningApp, removeUserData } from './launch.ts'

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

const chosen = () => page.locator('.queue .table-body [role="row"][aria-selected="true"]')

/** A port of this machine on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function listenOn(port: number, received: Buffer[]): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('data', (bytes) => received.push(bytes))
    socket.on('error', () => {})
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function usePrinterAt(port: number): Promise<void> {
  await ask(page, 'printer.add', printerAt(port))
}

test('paper on the screen: a receipt is seen, its reprint says DUPLICATE', async () => {
  await hands.press('Alt+q')
  await expect(page.locator('[data-screen="print-queue"] .empty-title')).toBeVisible()
  await hands.press('Escape')
  await ask(page, 'entry.record', entry.cashSale(260))
  await hands.press('Alt+q')
  await expect(chosen()).toContainText('Printed')
  await expect(page.locator('.queue img.paper')).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Escape', 'Alt+v')
  await expect(page.locator('.paper-dialog img.paper')).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Escape', 'Alt+q')
  await expect(chosen()).toContainText('Printed')
  await hands.press('Enter')
  await expect(page.locator('.queue-paper .paper-roll')).toBeFocused()
  await hands.press('Enter')
  await expect(page.locator('.queue .table')).toBeFocused()
  await hands.press('F6')
  await expect(page.locator('.queue [role="row"]', { hasText: 'DUPLICATE' })).toBeVisible()
  const jobs = await ask(page, 'print.queue', { limit: 10 })
  expect(jobs.filter((job) => job.kind === 'receipt').map((job) => job.copyNo)).toEqual([2, 1])
})

test('a printer that is not there: the truth, try again when it is, or drop', async () => {
  test.slow()
  const port = await closedPort()
  await usePrinterAt(port)
  await ask(page, 'entry.record', entry.cashSale(260))
  await hands.press('Alt+q')
  await expect(page.locator('.queue-waits')).toHaveCount(1, { timeout: 60_000 })
  await expect(page.locator('.page-about')).toContainText('1 job needs you')
  expect(await accessFaults(page)).toEqual([])
  // What surely did not come out is not asked about.
  await expect(page.locator('.queue-keys [data-command="print-queue.cameOut"]')).toHaveCount(0)
  const received: Buffer[] = []
  const server = await listenOn(port, received)
  try {
    await hands.press('F7')
    await expect(page.locator('.queue-waits')).toHaveCount(0, { timeout: 60_000 })
    await expect.poll(() => Buffer.concat(received).length, { timeout: 60_000 }).toBeGreaterThan(1000)
  } finally {
    server.close()
  }
})

test('a job that nobody wants is dropped; the entry stays', async () => {
  test.slow()
  await usePrinterAt(await closedPort())
  const { entry: sold } = await ask(page, 'entry.record', entry.cashSale(99))
  await hands.press('Alt+q')
  await expect(page.locator('.queue-waits')).toHaveCount(1, { timeout: 60_000 })
  await hands.press('Alt+x')
  await expect(chosen()).toContainText('Dropped')
  await expect(page.locator('.page-word')).toContainText('untouched')
  expect((await ask(page, 'entry.get', { entryId: sold.id })).amountMinor).toBe(99_00)
})
