import { createServer as createWebServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import type { PrinterTransportSettings } from '#shared/receipt/printer-settings.ts'
import { ask, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
let web: Server
let heardByWeb = 0

beforeEach(async () => {
  heardByWeb = 0
  web = createWebServer((_, answer) => answer.end('a router'))
  web.on('connection', (socket) => socket.on('data', (bytes) => (heardByWeb += bytes.length)))
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  shop = await openTestShop({ drivesPrinters: true })
})
afterEach(async () => {
  await shop.close()
  web.closeAllConnections()
  await new Promise((resolve) => web.close(resolve))
})

const printer = { id: 'counter', name: 'Counter', widthDots: 384, hasCutter: true, hasDrawer: false }
const job = async () => (await shop.call('print.queue', { limit: 10 }))[0]

const BAD: readonly (readonly [what: string, code: ErrorCode, way: () => PrinterTransportSettings])[] = [
  [
    'a web server at the address of the printer',
    'print/not-a-printer',
    () => ({ type: 'network', host: '127.0.0.1', port: (web.address() as AddressInfo).port })
  ],
  ['an address where nobody listens', 'print/printer-refused', () => ({ type: 'network', host: '127.0.0.1', port: 9 })],
  [
    'a serial port that is not there',
    'print/port-gone',
    () => ({ type: 'serial', path: path.join(shop.folder, 'ttyUSB7'), baudRate: 9600, flowControl: 'none' })
  ],
  ['a device that is not there', 'print/port-gone', () => ({ type: 'device', path: path.join(shop.folder, 'lp7') })],
  ['a file in the place of a device', 'print/not-a-printer', () => ({ type: 'device', path: shop.file() })],
  ['a queue whose name would be an option', 'print/queue-gone', () => ({ type: 'spooler', queue: '-oProxyCommand=x' })],
  [
    'a file in a folder that is gone',
    'print/file-not-writable',
    () => ({ type: 'file', path: path.join(shop.folder, 'no', 'x') })
  ]
]

test.each(BAD)(
  '%s: told by name, the entry is safe, the print waits and comes out at another printer',
  async (_, code, way) => {
    shop.setPrinters([{ ...printer, transport: way() }], 'counter')
    const { party } = await shop.call('party.add', ask.party('Ramesh'))
    const { entry } = await shop.call('entry.record', ask.sale(party.id, 500_00))
    await vi.waitFor(async () => expect(await job()).toMatchObject({ state: 'blocked', failure: { code } }), {
      timeout: 20_000,
      interval: 20
    })
    expect((await shop.call('entry.get', { entryId: entry.id })).amountMinor).toBe(500_00)
    expect(await shop.call('print.printers', {})).toMatchObject([{ printerId: 'counter', waitingPapers: 1 }])
    expect(heardByWeb).toBeLessThan(100)

    shop.setPrinters([{ ...printer, transport: { type: 'file', path: path.join(shop.folder, 'paper.bin') } }])
    await vi.waitFor(async () => expect(await job()).toMatchObject({ state: 'printed', copyNo: 1, failure: null }), {
      timeout: 20_000,
      interval: 20
    })
    expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
  }
)
