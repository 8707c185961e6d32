import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { cupsSpooler } from '#main/devices/printer/cups-spooler.ts'
import { SPOOLER_PATIENCE, SpoolerTransport } from '#main/devices/printer/spooler-transport.ts'
import type { PrinterReport } from '#main/ports/printer.ts'
import type { PrinterCondition } from '#shared/printing/printer-status.ts'
import { type PrivateCups, startPrivateCups } from '#tests/support/private-cups.ts'
import { type NetworkedPrinter, onNetwork, VirtualEscposPrinter } from '#tests/support/virtual-escpos-printer.ts'
import { wholeJob } from '#tests/support/whole-job.ts'

let cups: PrivateCups
let printer: VirtualEscposPrinter
let net: NetworkedPrinter
const before = process.env.CUPS_SERVER

beforeAll(async () => {
  cups = await startPrivateCups()
  process.env.CUPS_SERVER = cups.server
})
afterAll(async () => {
  if (before === undefined) delete process.env.CUPS_SERVER
  else process.env.CUPS_SERVER = before
  await cups.stop()
})
beforeEach(async () => {
  printer = new VirtualEscposPrinter({ answers: 'none' })
  net = await onNetwork(printer)
  cups.addQueue('counter', net.port)
})
afterEach(async () => {
  await net.close()
  cups.run('lpadmin', '-x', 'counter')
})

const receipt = (lines = 1) => Buffer.from(`\x1b@${'line\n'.repeat(lines)}\x1dVB\0`, 'latin1')
const transportTo = (queue = 'counter') =>
  new SpoolerTransport(cupsSpooler, queue, { ...SPOOLER_PATIENCE, followMs: 50, heldMs: 1000 })

async function send(
  transport: SpoolerTransport,
  bytes: Uint8Array,
  onHold: (why: PrinterCondition | null) => void = () => {}
) {
  const opened = await transport.open()
  return opened.ok ? opened.value.send(wholeJob(bytes, onHold)) : opened.failure.code
}

test('hands over a job byte by byte, and never says that it was printed', async () => {
  expect(await send(transportTo(), receipt(500))).toEqual({ type: 'handed-over' })
  expect(Buffer.from(printer.paper.bytes).equals(receipt(500))).toBe(true)
})

test('a queue that was deleted under the app is told by name, and nothing is sent', async () => {
  const transport = transportTo('attic')
  const reports: PrinterReport[] = []
  transport.watch((report) => reports.push(report))
  expect(await send(transport, receipt())).toBe('print/queue-gone')
  expect(reports).toEqual([{ conditions: ['unreachable'], canConfirm: false }])
})

test.each(['-h', 'a,b', 'x y', ''])('a name that no queue can have, %j, is never passed on', async (queue) => {
  expect(await send(transportTo(queue), receipt())).toBe('print/queue-gone')
})

test.each(['cupsdisable', 'cupsreject'])(
  'a queue stopped by %s takes nothing, and goes on when it is started',
  async (how) => {
    cups.run(how, 'counter')
    expect(await send(transportTo(), receipt())).toBe('print/queue-stopped')
    cups.run(how === 'cupsdisable' ? 'cupsenable' : 'cupsaccept', 'counter')
    expect(await send(transportTo(), receipt())).toEqual({ type: 'handed-over' })
    expect(printer.paper.cuts).toBe(1)
  }
)

test('a printing system that is not there is told', async () => {
  process.env.CUPS_SERVER = `${cups.server}-gone`
  try {
    expect(await send(transportTo(), receipt())).toBe('print/no-spooler')
  } finally {
    process.env.CUPS_SERVER = cups.server
  }
})

test('a queue deleted while its job is on the way: nobody claims to know', async () => {
  Object.assign(printer.faults, { isPaperOut: true })
  const sending = send(transportTo(), receipt(200_000))
  while (printer.receivedBytes === 0) await new Promise((resolve) => setImmediate(resolve))
  cups.run('lpadmin', '-x', 'counter')
  expect(await sending).toMatchObject({ type: 'unknown', failure: { code: 'print/spooler-dropped' } })
  cups.addQueue('counter', net.port)
})

test('a printer that is switched off: the job says so while it waits, and is taken out before it can come by itself some day', async () => {
  const { port } = net
  await net.close()
  const holds: (PrinterCondition | null)[] = []
  expect(await send(transportTo(), receipt(), (why) => holds.push(why))).toMatchObject({
    type: 'unknown',
    failure: { code: 'print/spooler-dropped' }
  })
  expect(holds).toEqual(['unreachable'])
  expect(cups.run('lpstat', '-W', 'not-completed', '-o', 'counter')).toBe('')
  expect(port).toBeGreaterThan(0)
})

test('a printer that breaks off in the middle: the system does not send the whole of it again', async () => {
  printer.onBeat = () => {
    if (printer.paper.bytes.length > 20_000) {
      printer.onBeat = () => {}
      net.cut()
    }
  }
  expect(await send(transportTo(), receipt(1_000_000))).toMatchObject({ type: 'unknown' })
  expect(cups.run('lpstat', '-W', 'not-completed', '-o', 'counter')).toBe('')
})
