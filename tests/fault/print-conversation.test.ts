import { createServer as createWebServer } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { ConversingTransport } from '#main/devices/printer/conversing-transport.ts'
import { networkDialer } from '#main/devices/printer/network-dialer.ts'
import { PATIENCE, type Patience } from '#main/devices/printer/patience.ts'
import type { PrinterReport } from '#main/ports/printer.ts'
import { GENERIC_PROFILE, type PrinterProfile } from '#shared/printing/printer-profile.ts'
import type { PrinterCondition } from '#shared/printing/printer-status.ts'
import {
  type NetworkedPrinter,
  onNetwork,
  type PrinterFaults,
  type PrinterModel,
  VirtualEscposPrinter
} from '#tests/support/virtual-escpos-printer.ts'
import { wholeJob } from '#tests/support/whole-job.ts'

const EPSON: PrinterProfile = { ...GENERIC_PROFILE, maker: 'Epson', status: 'asb', fence: 'gs-h' }
/** Short enough that no test waits, long enough for a machine that is busy. */
const QUICK: Patience = { ...PATIENCE, probeMs: 5000, answerMs: 5000, pollMs: 25, closeMs: 100, reuseMs: 20 }

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

interface Stand {
  readonly printer: VirtualEscposPrinter
  readonly net: NetworkedPrinter
  readonly transport: ConversingTransport
  readonly reports: PrinterReport[]
}

async function stand(
  model: Partial<PrinterModel> = {},
  profile: PrinterProfile = EPSON,
  patience: Partial<Patience> = {}
): Promise<Stand> {
  const printer = new VirtualEscposPrinter(model)
  const net = await onNetwork(printer)
  const transport = new ConversingTransport(networkDialer('127.0.0.1', net.port), profile, { ...QUICK, ...patience })
  const reports: PrinterReport[] = []
  transport.watch((report) => reports.push(report))
  closing.push(() => net.close())
  closing.push(() => transport.close())
  return { printer, net, transport, reports }
}

const INIT = '\x1b@'
const receipt = (words: string, lines = 1) => Buffer.from(`${INIT}${`${words}\n`.repeat(lines)}\x1dVB\0`, 'latin1')

async function send(
  { transport }: Stand,
  bytes: Uint8Array,
  onHold: (why: PrinterCondition | null) => void = () => {}
) {
  const opened = await transport.open()
  if (!opened.ok) return opened.failure.code
  return opened.value.send(wholeJob(bytes, onHold))
}

describe('a printer that answers', () => {
  test.each([
    ['its own mark', EPSON, {}],
    ['the answer that it has come so far', { ...EPSON, fence: 'gs-r' }, {}],
    ['an answer, found out by asking', GENERIC_PROFILE, { answers: 'dle-eot', fences: ['gs-r'] }]
  ] as const)('proves by %s that the paper came out', async (_, profile, model) => {
    const there = await stand(model, profile)
    expect(await send(there, receipt('one'))).toEqual({ type: 'printed' })
    expect(there.printer.paper.text).toBe('one\n\n-- cut --\n')
    expect(await send(there, receipt('two'))).toEqual({ type: 'printed' })
    expect(there.printer.paper.cuts).toBe(2)
    expect(there.reports.at(-1)).toEqual({ conditions: ['ready'], canConfirm: true })
  })

  test.each<[keyof PrinterFaults, string]>([
    ['isPaperOut', 'print/paper-out'],
    ['isCoverOpen', 'print/cover-open'],
    ['isOffline', 'print/printer-offline'],
    ['isOverheated', 'print/overheated'],
    ['isCutterJammed', 'print/cutter-jammed']
  ])('says %s before the first byte, and takes the job when that is over', async (fault, code) => {
    const there = await stand()
    there.printer.faults[fault] = true
    expect(await send(there, receipt('one'))).toBe(code)
    expect(there.printer.paper.bytes).toEqual([])
    there.printer.faults[fault] = false
    await vi.waitFor(async () => expect(await send(there, receipt('one'))).toEqual({ type: 'printed' }), 20_000)
    expect(there.printer.paper.cuts).toBe(1)
  })

  test('that nearly ends its roll prints, and says so', async () => {
    const there = await stand()
    there.printer.faults.isPaperNearEnd = true
    expect(await send(there, receipt('one'))).toEqual({ type: 'printed' })
    expect(there.reports.at(-1)?.conditions).toEqual(['ready', 'paper-near-end'])
  })

  test.each([
    ['tells it unasked', EPSON, {}],
    ['is asked', { ...EPSON, status: 'dle-eot' }, { answers: 'dle-eot', bufferBytes: 100_000 }]
  ] as const)(
    'that runs out of paper in the middle and %s: the job waits and ends whole after the refill',
    async (_, profile, model) => {
      const there = await stand({ bytesPerBeat: 64, ...model }, profile)
      there.printer.onBeat = () => {
        if (there.printer.paper.bytes.length > 3000 && holds.length === 0) there.printer.faults.isPaperOut = true
      }
      const holds: (PrinterCondition | null)[] = []
      const outcome = await send(there, receipt('line', 2000), (why) => {
        holds.push(why)
        if (why === 'paper-out') setTimeout(() => (there.printer.faults.isPaperOut = false), 60)
      })
      expect(outcome).toEqual({ type: 'printed' })
      expect(holds).toEqual(['paper-out', null])
      expect(there.printer.paper.text.match(/line/g)).toHaveLength(2000)
    }
  )

  test('that loses its power in the middle: nobody claims to know', async () => {
    const there = await stand({ bytesPerBeat: 64 })
    there.printer.onBeat = () => {
      if (there.printer.paper.bytes.length > 1000) there.printer.powerOff()
    }
    expect(await send(there, receipt('line', 2000))).toMatchObject({
      type: 'unknown',
      failure: { code: 'print/connection-lost' }
    })
    expect(there.reports.at(-1)?.conditions).toEqual(['unreachable'])
  })

  test('that does not know the proof is waited for once, and is then believed to have taken the job', async () => {
    const there = await stand({ answers: 'dle-eot', fences: [] }, GENERIC_PROFILE, { fenceMs: 600 })
    expect(await send(there, receipt('one'))).toEqual({ type: 'handed-over' })
    expect(await send(there, receipt('two'))).toEqual({ type: 'handed-over' })
    await vi.waitFor(() => expect(there.printer.paper.cuts).toBe(2), 20_000)
    expect(there.reports.at(-1)?.canConfirm).toBe(false)
  })

  test('that answered once and then is silent gets no byte of a job', async () => {
    const there = await stand({}, EPSON, { answerMs: 300, freshMs: 0 })
    await vi.waitFor(async () => expect(await send(there, receipt('one'))).toEqual({ type: 'printed' }), 20_000)
    const before = there.printer.paper.bytes.length
    Object.assign(there.printer.model, { answers: 'none' })
    await vi.waitFor(async () => expect(await send(there, receipt('two'))).toBe('print/printer-unplugged'), 20_000)
    expect(there.printer.paper.bytes.length - before).toBeLessThan(200)
    expect(there.printer.paper.cuts).toBe(1)
  })
})

describe('a printer that never answers', () => {
  test('gets its jobs, which end as handed over, and is asked only once', async () => {
    const there = await stand({ answers: 'none' }, GENERIC_PROFILE, { probeMs: 100 })
    expect(await send(there, receipt('one'))).toEqual({ type: 'handed-over' })
    const asked = there.printer.receivedBytes - receipt('one').length
    expect(asked).toBe(12)
    expect(await send(there, receipt('two'))).toEqual({ type: 'handed-over' })
    expect(there.printer.receivedBytes - asked).toBe(receipt('one').length + receipt('two').length)
    expect(there.reports.at(-1)).toEqual({ conditions: ['silent'], canConfirm: false })
  })

  test('but only answers late is not silent for ever', async () => {
    const there = await stand({ answerMs: 120, bytesPerBeat: 64 }, GENERIC_PROFILE, { probeMs: 30 })
    expect(await send(there, receipt('line', 4000))).toEqual({ type: 'handed-over' })
    await vi.waitFor(() => expect(there.reports.at(-1)?.conditions).toEqual(['ready']), 20_000)
    expect(await send(there, receipt('two'))).toEqual({ type: 'printed' })
  })

  test('is asked anew by a test page', async () => {
    const there = await stand({ answers: 'none' }, GENERIC_PROFILE, { probeMs: 1500 })
    await send(there, receipt('one'))
    Object.assign(there.printer.model, { answers: 'dle-eot' })
    for (const words of ['test', 'test again']) {
      const opened = await there.transport.open(true)
      expect(opened.ok && (await opened.value.send(wholeJob(receipt(words))))).toEqual({ type: 'printed' })
    }
  })
})

describe('an address that is no printer', () => {
  test('but a web server: it is told, and gets not one byte of the job', async () => {
    const heard: Buffer[] = []
    const web = createWebServer((_, answer) => answer.end('hello'))
    web.on('connection', (socket) => socket.on('data', (bytes: Buffer) => heard.push(bytes)))
    await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
    closing.push(() => new Promise((resolve) => web.close(resolve)))
    const { port } = web.address() as AddressInfo
    const transport = new ConversingTransport(networkDialer('127.0.0.1', port), GENERIC_PROFILE, QUICK)
    closing.push(() => transport.close())
    expect(await transport.open()).toMatchObject({
      ok: false,
      failure: { code: 'print/not-a-printer', params: { address: `127.0.0.1:${port}` } }
    })
    expect(Buffer.concat(heard).length).toBeLessThanOrEqual(12)
  })

  test('but one that speaks only when it has heard more: the job stops, and is known not to be printed', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (bytes) => {
        if (bytes.length > 100) socket.write('HTTP/1.0 400 Bad request\r\n\r\n')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => new Promise((resolve) => server.close(resolve)))
    const { port } = server.address() as AddressInfo
    const transport = new ConversingTransport(networkDialer('127.0.0.1', port), GENERIC_PROFILE, {
      ...QUICK,
      probeMs: 400
    })
    closing.push(() => transport.close())
    const opened = await transport.open()
    expect(opened.ok && (await opened.value.send(wholeJob(new Uint8Array(1024 * 1024))))).toMatchObject({
      type: 'nothing-sent',
      failure: { code: 'print/not-a-printer' }
    })
  })
})

describe('between jobs', () => {
  test('a look tells what is wrong, and what is right again', async () => {
    const there = await stand({}, { ...EPSON, status: 'dle-eot' })
    const seen = async () => {
      await there.transport.look(true)
      return there.reports.at(-1)?.conditions
    }
    expect(await seen()).toEqual(['ready'])
    there.printer.faults.isCoverOpen = true
    await vi.waitFor(async () => expect(await seen()).toEqual(['cover-open']), 20_000)
    there.printer.faults.isCoverOpen = false
    await vi.waitFor(async () => expect(await seen()).toEqual(['ready']), 20_000)
    there.printer.powerOff()
    await vi.waitFor(async () => expect(await seen()).toEqual(['unreachable']), 20_000)
  })

  test('a printer that tells by itself is heard at once, without a look', async () => {
    const there = await stand()
    await send(there, receipt('one'))
    there.printer.faults.isPaperOut = true
    await vi.waitFor(() => expect(there.reports.at(-1)?.conditions).toEqual(['paper-out']), 20_000)
    there.printer.faults.isPaperOut = false
    await vi.waitFor(() => expect(there.reports.at(-1)?.conditions).toEqual(['ready']), 20_000)
  })
})
