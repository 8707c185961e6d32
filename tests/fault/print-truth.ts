import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { PrintStore } from '#main/ports/ledger-store.ts'
import type { PrintState } from '#shared/printing/print-job.ts'
import type { PrinterProfile } from '#shared/printing/printer-profile.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import type { VirtualEscposPrinter } from '#tests/support/virtual-escpos-printer.ts'
import { bundled } from './bundle.ts'
import { enqueue, newLedgerFile, openPrintStore } from './print-queue-world.ts'
import { printsOf } from './print-truth-papers.ts'

/** A way to a virtual printer that bad luck has its hand in. */
export interface Bench {
  readonly printer: VirtualEscposPrinter
  readonly settings: PrinterSettings
  readonly profile: PrinterProfile
  readonly env?: Readonly<Record<string, string>>
  /** Makes a fault now and then, by the dice; called at each beat of the printer. */
  trouble(random: () => number): void
  /** Ends every fault. */
  relieve(): void
}

export interface Round {
  readonly jobs: number
  readonly kills: number
  readonly seed: number
}

/** What a job may end as: it has left the queue, and nobody was told that it came out when it did not. */
const ENDS: readonly PrintState[] = ['printed', 'sent', 'sent-unconfirmed']
const UNSENT: readonly PrintState[] = ['queued', 'checking', 'blocked']

/** The same numbers for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Prints all jobs while the process is killed again and again and the printer has every fault; holds each job's state
 * against the paper, at every kill and at the end. Answers how many jobs ended as what.
 */
export async function printThroughTrouble(bench: Bench, { jobs, kills, seed }: Round): Promise<Record<string, number>> {
  const random = dice(seed)
  const script = await bundled('print-truth-child.ts')
  const file = newLedgerFile()
  const { store, close } = openPrintStore(file)
  const names = Array.from({ length: jobs }, (_, at) => `job-${seed}-${at}`)
  for (const name of names) enqueue(store, name, bench.settings.id, `${name} ${1 + Math.floor(random() * 12)}`)
  bench.printer.onBeat = () => bench.trouble(random)
  try {
    for (let kill = 0; kill < kills && !isDone(store, names); kill++) {
      const child = start(bench, script, file)
      await sleep(150 + random() * 450)
      child.kill('SIGKILL')
      await once(child, 'exit')
      holdsTruth(bench, store, names)
    }
    bench.printer.onBeat = () => {}
    bench.relieve()
    const last = start(bench, script, file)
    while (!isDone(store, names)) {
      expect(last.exitCode, 'the process that prints goes on').toBe(null)
      await sleep(25)
    }
    last.kill('SIGKILL')
    await once(last, 'exit')
    while (bench.printer.isBusy) await sleep(10)
    holdsTruth(bench, store, names)
    const ends = tally(store, names)
    console.info(`${bench.settings.transport.type}, seed ${seed}: ${JSON.stringify(ends)}`)
    return ends
  } finally {
    close()
  }
}

function start({ settings, profile, env }: Bench, script: string, file: string): ChildProcess {
  return spawn(process.execPath, [script, file, JSON.stringify({ printer: settings, profile })], {
    stdio: 'inherit',
    env: { ...process.env, ...env }
  })
}

const stateOf = (store: PrintStore, name: string): PrintState => store.jobById(name)?.state ?? 'dropped'

const isDone = (store: PrintStore, names: readonly string[]): boolean =>
  names.every((name) => ENDS.includes(stateOf(store, name)))

function holdsTruth({ printer }: Bench, store: PrintStore, names: readonly string[]): void {
  const { text } = printer.paper
  for (const name of names) {
    const state = stateOf(store, name)
    const { begun, whole } = printsOf(text, name)
    const said = `${name} is ${state}: begun ${begun} times, whole ${whole} times`
    expect(begun <= 1, said).toBe(true)
    if (state === 'printed') expect(whole, said).toBe(1)
    if (UNSENT.includes(state)) expect(begun, said).toBe(0)
  }
}

function tally(store: PrintStore, names: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {}
  for (const name of names) found[stateOf(store, name)] = (found[stateOf(store, name)] ?? 0) + 1
  return found
}
