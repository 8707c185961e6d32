import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PrintQueue } from '#main/devices/printer/print-queue.ts'
import type { PrintStore } from '#main/ports/ledger-store.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import {
  enqueue,
  newLedgerFile,
  openPrintStore,
  printerAt,
  SimulatedPrinter,
  type WatchedWorld,
  watchedWorld
} from './print-queue-world.ts'

let file: string
let store: PrintStore
let closeStore: () => void
let world: WatchedWorld
let queue: PrintQueue | null

beforeEach(() => {
  file = newLedgerFile()
  open()
})

afterEach(async () => {
  await queue?.stop()
  expect(world.troubles).toEqual([])
  closeStore()
})

function open(): void {
  const opened = openPrintStore(file)
  store = opened.store
  closeStore = opened.close
  world = watchedWorld(store)
  queue = null
}

const A = printerAt('a', 1)
const B = printerAt('b', 2)

/** Starts the queue with a simulated printer for each port. */
function start(printers: readonly PrinterSettings[], devices: Readonly<Record<number, SimulatedPrinter>>): PrintQueue {
  const deviceOf = ({ transport }: PrinterSettings) =>
    (transport.type === 'network' ? devices[transport.port] : undefined) ?? new SimulatedPrinter()
  queue = new PrintQueue(world, deviceOf)
  queue.start(printers)
  return queue
}

describe('a job', () => {
  test('is on disk as sending before its first byte, and printed only when the printer proves it', async () => {
    const device = new SimulatedPrinter()
    const other = openPrintStore(file)
    let onDisk: string | undefined
    device.onSend = () => (onDisk = other.store.jobById('one')?.state)
    enqueue(store, 'one', 'a')
    start([A], { 1: device })
    await world.reached('one', 'printed')
    expect(onDisk).toBe('sending')
    expect(world.seen.get('one')).toEqual(['checking', 'sending', 'printed'])
    other.close()
  })

  test('that was handed over whole is said to be sent, never to be printed, and asks nobody', async () => {
    enqueue(store, 'one', 'a')
    start([A], { 1: new SimulatedPrinter('hand-over') })
    expect(await world.reached('one', 'sent')).toMatchObject({ failure: null })
  })

  test('is tried again by itself while no byte left, and a new job does not wait for the pause', async () => {
    const device = new SimulatedPrinter('refuse', 'die-before-first-byte', 'refuse')
    enqueue(store, 'one', 'a')
    const running = start([A], { 1: device })
    expect(await world.reached('one', 'blocked')).toMatchObject({
      attempt: 1,
      failure: { code: 'print/printer-refused' }
    })
    device.onOpen = () => running.wake('a')
    enqueue(store, 'two', 'a')
    running.wake('a')
    await world.reached('two', 'printed')
    expect(device.received).toEqual(['one', 'two'])
    expect(store.jobById('one')).toMatchObject({ state: 'printed', attempt: 3, failure: null })
  })

  test('that broke off after the first byte is never sent again unasked', async () => {
    const device = new SimulatedPrinter('break')
    enqueue(store, 'one', 'a')
    const running = start([A], { 1: device })
    expect(await world.reached('one', 'sent-unconfirmed')).toMatchObject({ failure: { code: 'print/connection-lost' } })
    enqueue(store, 'two', 'a')
    running.wake('a')
    await world.reached('two', 'printed')
    running.setPrinters([A])
    await running.stop()
    expect(device.received).toEqual(['one', 'two'])
  })

  test('whose document is gone or cannot be drawn fails by name, and the next one prints', async () => {
    enqueue(store, 'one', 'a')
    enqueue(store, 'two', 'a')
    const { documentOf } = world
    Object.assign(world, {
      documentOf: (job: Parameters<typeof documentOf>[0]) =>
        documentOf(job.id === 'one' ? { ...job, document: null } : job)
    })
    start([A], {})
    expect(await world.reached('one', 'failed')).toMatchObject({ failure: { code: 'print/nothing-to-print' } })
    await world.reached('two', 'printed')
  })

  test('that names letters no font has is printed and says so', async () => {
    enqueue(store, 'one', 'a', 'Ramesh 😀')
    start([A], {})
    const named = { failure: { code: 'print/missing-glyph', params: { characters: '😀', codes: 'U+1F600' } } }
    // Before the first byte goes out, and after the last.
    expect(await world.reached('one', 'sending')).toMatchObject(named)
    expect(await world.reached('one', 'printed')).toMatchObject(named)
  })

  test('whose payment code is too long for the paper is printed without it and says so', async () => {
    enqueue(store, 'one', 'a', 'a code too long')
    start([A], {})
    expect(await world.reached('one', 'printed')).toMatchObject({ failure: { code: 'payment-qr/too-long' } })
  })
})

describe('after a crash', () => {
  test('what was being sent becomes a question, what was being checked is printed', async () => {
    for (const id of ['one', 'two', 'three']) enqueue(store, id, 'a')
    const change = { failure: null, attempt: 0, nowMs: 1 }
    store.changeState(store.jobById('one')?.jobNo ?? 0, ['queued'], { to: 'sending', ...change })
    store.changeState(store.jobById('two')?.jobNo ?? 0, ['queued'], { to: 'checking', ...change })
    closeStore()
    open()
    const device = new SimulatedPrinter()
    start([A], { 1: device })
    await world.reached('three', 'printed')
    expect(store.jobById('one')?.state).toBe('sent-unconfirmed')
    expect(device.received).toEqual(['two', 'three'])
  })
})

describe('a printer', () => {
  test('that is stuck holds only itself', async () => {
    enqueue(store, 'stuck', 'a')
    enqueue(store, 'one', 'b')
    const running = start([A, B], { 1: new SimulatedPrinter('hang') })
    await world.reached('stuck', 'sending')
    enqueue(store, 'two', 'b')
    running.wake('b')
    await world.reached('two', 'printed')
    expect(store.jobById('stuck')?.state).toBe('sending')
  })

  test('under two names is one printer with one connection, in the order of the jobs', async () => {
    const device = new SimulatedPrinter()
    const twin = { ...printerAt('twin', 1), name: 'Twin' }
    for (let at = 0; at < 6; at++) enqueue(store, `job ${at}`, at % 2 === 0 ? 'a' : 'twin')
    start([A, twin], { 1: device })
    await world.reached('job 5', 'printed')
    expect(device.mostOpen).toBe(1)
    expect(device.received).toEqual(['job 0', 'job 1', 'job 2', 'job 3', 'job 4', 'job 5'])
  })

  test('that is not in the settings fails its jobs by name, when they come and when it goes', async () => {
    const running = start([A, B], { 2: new SimulatedPrinter('refuse') })
    enqueue(store, 'one', 'unheard-of')
    running.wake('unheard-of')
    expect(await world.reached('one', 'failed')).toMatchObject({ failure: { code: 'print/printer-unknown' } })
    enqueue(store, 'two', 'b')
    running.wake('b')
    await world.reached('two', 'blocked')
    running.setPrinters([A])
    expect(store.jobById('two')).toMatchObject({ state: 'failed', failure: { code: 'print/printer-unknown' } })
  })

  test('that hangs is cut off when the app ends, and the job stays a question', async () => {
    const device = new SimulatedPrinter('hang')
    enqueue(store, 'one', 'a')
    const running = start([A], { 1: device })
    await world.reached('one', 'sending')
    await running.stop()
    expect(device.isClosed).toBe(true)
    expect(store.jobById('one')?.state).toBe('sent-unconfirmed')
  })
})

describe('a person decides', () => {
  test('that it came out', async () => {
    enqueue(store, 'one', 'a')
    const running = start([A], { 1: new SimulatedPrinter('break') })
    await world.reached('one', 'sent-unconfirmed')
    expect(running.decide('one', 'came-out', 'x')).toMatchObject({
      ok: true,
      value: { state: 'printed', failure: null }
    })
    expect(running.decide('one', 'came-out', 'x')).toMatchObject({
      ok: false,
      failure: { code: 'print/not-decidable' }
    })
  })

  test('to print again: a copy that says DUPLICATE, once for one id, each with its own number', async () => {
    const device = new SimulatedPrinter('break')
    enqueue(store, 'one', 'a')
    const running = start([A], { 1: device })
    await world.reached('one', 'sent-unconfirmed')
    expect(running.decide('one', 'print-again', 'copy')).toMatchObject({ ok: true, value: { id: 'copy', copyNo: 2 } })
    expect(running.decide('one', 'print-again', 'copy')).toMatchObject({ ok: true, value: { id: 'copy', copyNo: 2 } })
    await world.reached('copy', 'printed')
    expect(store.jobById('one')?.state).toBe('dropped')
    expect(device.received).toEqual(['one', 'DUPLICATE 2|one'])
  })

  test('to try again or to give up, where that is possible', async () => {
    enqueue(store, 'one', 'a')
    enqueue(store, 'two', 'a')
    const device = new SimulatedPrinter('refuse')
    const running = start([A], { 1: device })
    await world.reached('one', 'blocked')
    expect(running.decide('two', 'retry', 'x')).toMatchObject({ ok: false, failure: { code: 'print/not-decidable' } })
    expect(running.decide('two', 'print-again', 'x')).toMatchObject({
      ok: false,
      failure: { code: 'print/not-decidable' }
    })
    expect(running.decide('nobody', 'drop', 'x')).toMatchObject({ ok: false, failure: { code: 'print/job-not-found' } })
    expect(running.decide('two', 'drop', 'x')).toMatchObject({ ok: true, value: { state: 'dropped' } })
    expect(running.decide('one', 'retry', 'x').ok).toBe(true)
    await world.reached('one', 'printed')
    expect(device.received).toEqual(['one'])
  })

  test('to give up while the printer is being reached: it is given back without a byte', async () => {
    const device = new SimulatedPrinter()
    enqueue(store, 'one', 'a')
    const running = start([A], { 1: device })
    device.onOpen = () => running.decide('one', 'drop', 'x')
    await world.reached('one', 'dropped')
    enqueue(store, 'two', 'a')
    running.wake('a')
    await world.reached('two', 'printed')
    expect(device.received).toEqual(['two'])
    expect(device.abandoned).toBe(1)
  })
})
