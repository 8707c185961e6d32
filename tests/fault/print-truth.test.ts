import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { GENERIC_PROFILE, type PrinterProfile } from '#shared/printing/printer-profile.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import { projectRoot } from '#tests/support/open-app.ts'
import { startPrivateCups } from '#tests/support/private-cups.ts'
import { onSerialPair } from '#tests/support/serial-pair.ts'
import { onNetwork, type PrinterModel, VirtualEscposPrinter } from '#tests/support/virtual-escpos-printer.ts'
import { printerAt } from './print-queue-world.ts'
import { type Bench, printThroughTrouble } from './print-truth.ts'

// 300 jobs in all. One seed for the whole run, said at its start: FAST_CHECK_SEED.
const SEED = Number(process.env.FAST_CHECK_SEED ?? 1)

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
afterAll(() => rmSync(path.join(projectRoot, 'out', `fault-${process.pid}`), { recursive: true, force: true }))

const KNOWN: PrinterProfile = { ...GENERIC_PROFILE, id: 'known', maker: 'Known', status: 'asb', fence: 'gs-h' }
const COUNTING: PrinterProfile = { ...KNOWN, status: 'dle-eot', fence: 'gs-r' }

/** Small enough a buffer and slow enough a head that a job takes a while, and trouble meets it in its middle. */
const SLOW: Partial<PrinterModel> = { bufferBytes: 3000, bytesPerBeat: 900 }

/** A hand at the printer: paper out, cover open, too hot for a while; now and then something worse. */
function handAt(printer: VirtualEscposPrinter, worse: ((random: () => number) => void)[]) {
  let pause = 0
  return {
    trouble(random: () => number) {
      if (pause > 0) {
        pause--
        if (pause > 0) return
        if (!printer.isOn) printer.powerOn()
        calm(printer)
      } else if (random() < 0.01) {
        pause = 5 + Math.floor(random() * 60)
        const kind = Math.floor(random() * 8)
        const faults = ['isPaperOut', 'isCoverOpen', 'isOffline', 'isOverheated', 'isCutterJammed'] as const
        const fault = faults[kind]
        if (fault !== undefined) printer.faults[fault] = true
        else worse[kind % worse.length]?.(random)
      }
    },
    relieve() {
      if (!printer.isOn) printer.powerOn()
      calm(printer)
    }
  }
}

function calm({ faults }: VirtualEscposPrinter): void {
  for (const fault of Object.keys(faults) as (keyof typeof faults)[]) faults[fault] = false
}

async function onTcp(model: Partial<PrinterModel>, profile: PrinterProfile): Promise<Bench> {
  const printer = new VirtualEscposPrinter({ ...SLOW, ...model })
  const net = await onNetwork(printer)
  closing.push(() => net.close())
  const worse = [() => net.cut(), () => printer.powerOff(), () => (printer.faults.isPaperNearEnd = true)]
  return { printer, settings: printerAt('p', net.port), profile, ...handAt(printer, worse) }
}

const at = (transport: PrinterSettings['transport']): PrinterSettings => ({ ...printerAt('p', 1), transport })

async function onSerial(profile: PrinterProfile): Promise<Bench> {
  const printer = new VirtualEscposPrinter(SLOW)
  const pair = await onSerialPair(printer)
  closing.push(() => pair.close())
  const settings = at({ type: 'serial', path: pair.path, baudRate: 115_200, flowControl: 'none' })
  return { printer, settings, profile, ...handAt(printer, [() => (printer.faults.isPaperNearEnd = true)]) }
}

async function behindCups(): Promise<Bench> {
  const printer = new VirtualEscposPrinter({ ...SLOW, answers: 'none', bytesPerBeat: 9000 })
  const net = await onNetwork(printer)
  const cups = await startPrivateCups()
  closing.push(() => net.close())
  closing.push(() => cups.stop())
  cups.addQueue('counter', net.port)
  const env = { CUPS_SERVER: cups.server }
  const settings = at({ type: 'spooler', queue: 'counter' })
  return { printer, settings, profile: GENERIC_PROFILE, env, ...handAt(printer, [() => net.cut()]) }
}

test('over the network, to a printer that proves by its mark: 100 jobs', async () => {
  const ends = await printThroughTrouble(await onTcp({}, KNOWN), { jobs: 100, kills: 12, seed: SEED })
  expect(ends.printed).toBeGreaterThan(40)
}, 120_000)

test('over the network, to a printer that answers late and without a mark: 40 jobs', async () => {
  const bench = await onTcp({ answers: 'dle-eot', fences: ['gs-r'], answerMs: 15 }, COUNTING)
  const ends = await printThroughTrouble(bench, { jobs: 40, kills: 6, seed: SEED + 1 })
  expect(ends.printed).toBeGreaterThan(10)
}, 120_000)

test('over the network, to a printer that says nothing: 40 jobs, and none is said to be printed', async () => {
  const bench = await onTcp(
    { answers: 'none', bytesPerBeat: 9000 },
    { ...GENERIC_PROFILE, status: 'none', fence: 'none' }
  )
  const ends = await printThroughTrouble(bench, { jobs: 40, kills: 6, seed: SEED + 2 })
  expect(ends.printed).toBeUndefined()
}, 120_000)

test('over a serial line: 70 jobs', async () => {
  const ends = await printThroughTrouble(await onSerial(KNOWN), { jobs: 70, kills: 10, seed: SEED + 3 })
  expect(ends.printed).toBeGreaterThan(20)
}, 120_000)

test('over a serial line, without a mark: 20 jobs', async () => {
  await printThroughTrouble(await onSerial(COUNTING), { jobs: 20, kills: 3, seed: SEED + 4 })
}, 120_000)

test('through the queue of the system: 30 jobs, and none is said to be printed', async () => {
  const ends = await printThroughTrouble(await behindCups(), { jobs: 30, kills: 5, seed: SEED + 5 })
  expect(ends.printed).toBeUndefined()
}, 120_000)
