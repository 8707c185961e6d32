import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConversingTransport } from '#main/devices/printer/conversing-transport.ts'
import { networkDialer } from '#main/devices/printer/network-dialer.ts'
import { PATIENCE } from '#main/devices/printer/patience.ts'
import { PrintQueue } from '#main/devices/printer/print-queue.ts'
import { GENERIC_PROFILE } from '#shared/printing/printer-profile.ts'
import type { PrinterCondition } from '#shared/printing/printer-status.ts'
import {
  type NetworkedPrinter,
  onNetwork,
  type PrinterFaults,
  VirtualEscposPrinter
} from '#tests/support/virtual-escpos-printer.ts'
import {
  enqueue,
  newLedgerFile,
  openPrintStore,
  printerAt,
  type WatchedWorld,
  watchedWorld
} from './print-queue-world.ts'

let printer: VirtualEscposPrinter
let net: NetworkedPrinter
let opened: ReturnType<typeof openPrintStore>
let world: WatchedWorld
let queue: PrintQueue
let told: string[]

beforeEach(() => start('dle-eot'))

async function start(answers: 'dle-eot' | 'asb'): Promise<void> {
  printer = new VirtualEscposPrinter({ answers })
  net = await onNetwork(printer)
  opened = openPrintStore(newLedgerFile())
  told = []
  const profile = {
    ...GENERIC_PROFILE,
    maker: 'Known',
    status: answers,
    fence: answers === 'asb' ? ('gs-h' as const) : ('gs-r' as const)
  }
  world = { ...watchedWorld(opened.store), profileOf: () => profile, onPrinter: (id) => told.push(id) }
  queue = new PrintQueue(world)
  queue.start([printerAt('a', net.port)])
}

async function stop(): Promise<void> {
  await queue.stop()
  await net.close()
  opened.close()
}
afterEach(stop)

/** The screen shows it within a second or two; a busy machine may take longer. */
const shows = (...conditions: PrinterCondition[]) =>
  vi.waitFor(() => expect(queue.health('a')?.conditions).toEqual(conditions), { timeout: 20_000, interval: 20 })

test('what happens to a printer that nothing is sent to is seen all the same, and seen to be over', async () => {
  await shows('ready')
  const faults: readonly (readonly [keyof PrinterFaults, ...PrinterCondition[]])[] = [
    ['isPaperOut', 'paper-out'],
    ['isPaperNearEnd', 'ready', 'paper-near-end'],
    ['isCoverOpen', 'cover-open'],
    ['isOffline', 'offline'],
    ['isOverheated', 'overheated'],
    ['isCutterJammed', 'cutter-jammed']
  ]
  for (const [fault, ...conditions] of faults) {
    printer.faults[fault] = true
    await shows(...conditions)
    printer.faults[fault] = false
    await shows('ready')
  }
  printer.powerOff()
  await shows('unreachable')
  printer.powerOn()
  await shows('ready')
  expect(new Set(told)).toEqual(new Set(['a']))
  expect(printer.paper.text).toBe('')
})

test('a job that waits for paper comes out when the paper is in, without a hand on the screen', async () => {
  await shows('ready')
  printer.faults.isPaperOut = true
  await shows('paper-out')
  enqueue(opened.store, 'one', 'a')
  queue.wake('a')
  expect(await world.reached('one', 'blocked')).toMatchObject({ failure: { code: 'print/paper-out' } })
  printer.faults.isPaperOut = false
  await world.reached('one', 'printed')
  expect(printer.paper.text).toBe('one')
})

test('paper that runs out in the middle of a job is said on the job itself, which then ends whole', async () => {
  await stop()
  await start('asb')
  await shows('ready')
  printer.onBeat = () => {
    if (printer.paper.bytes.length > 5000) printer.faults.isPaperOut = printer.paper.bytes.length < 9200
  }
  enqueue(opened.store, 'one', 'a', 'line '.repeat(20_000))
  queue.wake('a')
  await vi.waitFor(
    () => expect(opened.store.jobById('one')).toMatchObject({ state: 'sending', failure: { code: 'print/paper-out' } }),
    { timeout: 20_000, interval: 20 }
  )
  printer.onBeat = () => {}
  printer.faults.isPaperOut = false
  expect(await world.reached('one', 'printed')).toMatchObject({ failure: null })
  expect(printer.paper.text.match(/line/g)).toHaveLength(20_000)
})

test('a printer that tells by itself is looked at again right after the first look, however long the rest of a quiet hour', async () => {
  const other = new VirtualEscposPrinter({ answers: 'asb' })
  const line = await onNetwork(other)
  const transport = new ConversingTransport(
    networkDialer('127.0.0.1', line.port),
    { ...GENERIC_PROFILE, status: 'asb', fence: 'gs-h' },
    { ...PATIENCE, probeMs: 5000, restMs: 1e9, freshMs: 0 }
  )
  const reports: PrinterCondition[][] = []
  transport.watch((report) => reports.push([...report.conditions]))
  await transport.look(false)
  expect(reports.at(-1)).toEqual(['ready'])
  other.faults.isPaperOut = true
  await transport.look(false)
  expect(reports.at(-1)).toEqual(['paper-out'])
  transport.close()
  await line.close()
})
