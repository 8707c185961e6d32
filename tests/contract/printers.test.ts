import { afterEach, describe, expect, test } from 'vitest'
import type { FoundPrinter, PrinterFinder } from '#main/ports/printer-finder.ts'
import type { Input } from '#shared/contract/contract.ts'
import { printerSettingsSchema, VIRTUAL_PRINTER } from '#shared/receipt/printer-settings.ts'
import { firstRun, newId, openTestApp, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
afterEach(() => shop.close())

const seen = (found: Pick<FoundPrinter, 'way' | 'label' | 'transport'>): FoundPrinter => ({
  ...found,
  detail: '',
  answer: 'unasked'
})
const SERIAL = { type: 'serial', path: '/dev/ttyUSB0', baudRate: 9600, flowControl: 'rts-cts' } as const
const NEAR: readonly FoundPrinter[] = [
  seen({ way: 'serial', label: 'ttyUSB0', transport: SERIAL }),
  seen({ way: 'queue', label: 'Office', transport: { type: 'spooler', queue: 'Office' } })
]
const FAR = seen({
  way: 'network',
  label: '192.168.1.50',
  transport: { type: 'network', host: '192.168.1.50', port: 9100 }
})

const finder: PrinterFinder = {
  find: async ({ ways, onProgress }) => {
    onProgress(254, 254)
    return ways.includes('network') ? [...NEAR, FAR] : [...NEAR]
  }
}

async function open(printerFinder: PrinterFinder = finder): Promise<void> {
  shop = openTestApp({ printerFinder })
  await shop.call('shop.create', firstRun())
}

type Request = Input<'printer.add'>

const request = (change: Partial<Request> = {}): Request => ({
  id: newId(),
  name: 'Back room',
  widthDots: 576,
  hasCutter: true,
  hasDrawer: false,
  profile: 'generic',
  paper: 'roll',
  words: 'auto',
  codePage: null,
  status: null,
  fence: null,
  reach: { type: 'network', host: '192.168.1.60', port: 9100 },
  roles: { receipts: false, closing: false, bills: false },
  ...change
})

const tokenOf = async (label: string, isNetworkSearched = false): Promise<string> => {
  const found = await shop.call('printer.discover', { isNetworkSearched })
  return found.find((one) => one.label === label)?.token ?? 'none'
}

describe('a printer is set up', () => {
  test('by a typed address, with what it is for; asked twice it is one printer', async () => {
    await open()
    const asked = request({ roles: { receipts: true, closing: true, bills: false } })
    await shop.call('printer.add', asked)
    const settings = await shop.call('printer.add', asked)
    expect(settings.printers.map((printer) => printer.name)).toHaveLength(2)
    expect(settings).toMatchObject({ receiptPrinter: asked.id, closingPrinter: asked.id, billPrinter: '' })
    const less = await shop.call('printer.change', {
      ...asked,
      roles: { receipts: false, closing: false, bills: false }
    })
    expect(less).toMatchObject({ receiptPrinter: 'virtual', closingPrinter: '' })
  })

  test('by the token of what was found: its place never leaves main', async () => {
    await open()
    const found = await shop.call('printer.discover', { isNetworkSearched: true })
    expect(found.map(({ way, label }) => [way, label])).toEqual([
      ['serial', 'ttyUSB0'],
      ['queue', 'Office'],
      ['network', '192.168.1.50']
    ])
    expect(JSON.stringify(found)).not.toContain('/dev/')
    const reach = { type: 'found', token: await tokenOf('ttyUSB0'), baudRate: 38_400 } as const
    const settings = await shop.call('printer.add', request({ reach }))
    expect(settings.printers[1]?.transport).toEqual({ ...SERIAL, baudRate: 38_400 })
    const again = await shop.call('printer.discover', { isNetworkSearched: false })
    expect(again.find((one) => one.label === 'ttyUSB0')?.usedBy).toBe('Back room')
  })

  test('sheets go through a queue of the system, a roll gets its bytes as they are', async () => {
    await open()
    const token = await tokenOf('Office')
    const asked = request({ paper: 'a4', reach: { type: 'found', token } })
    expect((await shop.call('printer.add', asked)).printers[1]?.transport).toEqual({ type: 'page', queue: 'Office' })
    const roll = await shop.call('printer.change', { ...asked, paper: 'roll', reach: { type: 'keep' } })
    expect(roll.printers[1]?.transport).toEqual({ type: 'spooler', queue: 'Office' })
    const failure = await shop.failure('printer.add', request({ paper: 'a4' }))
    expect(failure?.code).toBe('printer/sheets-need-queue')
  })

  test('what the test page taught is kept, and can be forgotten', async () => {
    await open()
    const asked = request({ codePage: { number: 16, name: 'cp1252' }, status: 'none', fence: 'none' })
    const taught = await shop.call('printer.add', asked)
    expect(taught.printers[1]).toMatchObject({ codePage: { number: 16, name: 'cp1252' }, status: 'none' })
    const forgotten = await shop.call('printer.change', { ...asked, codePage: null, reach: { type: 'keep' } })
    expect(forgotten.printers[1]).not.toHaveProperty('codePage')
  })
})

describe('what is refused', () => {
  test('a path or a queue from a screen, whichever way it is tried', async () => {
    await open()
    const printer = printerSettingsSchema.parse({
      ...VIRTUAL_PRINTER,
      transport: { type: 'file', path: '/etc/passwd' }
    })
    await expect(shop.call('settings.change', { printers: [printer] } as never)).rejects.toThrow()
    for (const reach of [
      { type: 'file', path: '/etc/passwd' },
      { type: 'device', path: '/dev/sda' },
      { type: 'spooler', queue: 'Office' },
      { type: 'serial', path: '/dev/ttyS0', baudRate: 9600, flowControl: 'none' },
      { type: 'network', host: 'a b', port: 9100 },
      { type: 'network', host: '../x', port: 9100 },
      { type: 'network', host: 'printer', port: 0 }
    ]) {
      await expect(
        shop.call('printer.add', request({ reach: reach as never })),
        JSON.stringify(reach)
      ).rejects.toThrow()
    }
    expect((await shop.call('settings.read', {})).printers).toHaveLength(1)
  })

  test('a token that main never gave, an unknown printer, the last one, an eleventh', async () => {
    await open()
    const unknown = request({ reach: { type: 'found', token: '/dev/sda' } })
    expect((await shop.failure('printer.add', unknown))?.code).toBe('printer/not-found-again')
    expect((await shop.failure('printer.change', request()))?.code).toBe('print/printer-unknown')
    expect((await shop.failure('printer.add', request({ reach: { type: 'keep' } })))?.code).toBe(
      'printer/not-found-again'
    )
    expect((await shop.failure('printer.remove', { id: 'virtual' }))?.code).toBe('printer/last-one')
    for (let at = 1; at < 10; at++) await shop.call('printer.add', request())
    expect((await shop.failure('printer.add', request()))?.code).toBe('printer/too-many')
  })
})

test('a printer that is taken away gives what it was for to one that is left', async () => {
  await open()
  const asked = request({ roles: { receipts: true, closing: true, bills: true } })
  await shop.call('printer.add', asked)
  const settings = await shop.call('printer.remove', { id: asked.id })
  expect(settings).toMatchObject({ receiptPrinter: 'virtual', closingPrinter: '', billPrinter: '' })
  expect(await shop.call('printer.remove', { id: asked.id })).toEqual(settings)
})

test('a second search ends the first, which answers with what it had', async () => {
  const ended: boolean[] = []
  await open({
    find: ({ signal }) =>
      new Promise((resolve) => {
        const end = () => {
          ended.push(signal.aborted)
          resolve([...NEAR])
        }
        if (ended.length > 0) end()
        else signal.addEventListener('abort', end)
      })
  })
  const first = shop.call('printer.discover', { isNetworkSearched: true })
  await Promise.resolve()
  await shop.call('printer.stopDiscovery', {})
  expect(await first).toHaveLength(2)
  expect(ended).toEqual([true])
})

test('the models that are known begin with the printer that nobody knows', async () => {
  await open()
  const profiles = await shop.call('printer.profiles', {})
  expect(profiles[0]?.id).toBe('generic')
  expect(profiles.length).toBeGreaterThan(15)
})
