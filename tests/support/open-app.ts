import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import type { z } from 'zod'
import { type App, type ComposeOptions, composeApp } from '#main/compose.ts'
import { noDialogs } from '#main/ports/dialogs.ts'
import { silentLog } from '#main/ports/log.ts'
import type { PrinterFinder } from '#main/ports/printer-finder.ts'
import { type BookDate, parts } from '#shared/calendar/book-date.ts'
import type { FirstRun } from '#shared/contract/app-endpoints.ts'
import type { Channel } from '#shared/contract/channels.ts'
import { contract, type Input, type Output } from '#shared/contract/contract.ts'
import { type Failure, FailureError } from '#shared/kernel/result.ts'
import { minor } from '#shared/money/money.ts'
import { printerSettingsSchema } from '#shared/receipt/printer-settings.ts'

/** A clock that a test sets, in India's time zone. */
export interface TestClock {
  now(): { epochMs: number; offsetMinutes: number }
  set(on: number, time?: string): void
  advance(ms: number): void
}

const OFFSET_MINUTES = 330

export function testClock(on = 20261121, time = '10:00'): TestClock {
  let epochMs = 0
  const clock: TestClock = {
    now: () => ({ epochMs, offsetMinutes: OFFSET_MINUTES }),
    set(day, at = '10:00') {
      const { year, month, day: dayOfMonth } = parts(day as BookDate)
      const [hour = 0, minute = 0] = at.split(':').map(Number)
      epochMs = Date.UTC(year, month - 1, dayOfMonth, hour, minute) - OFFSET_MINUTES * 60_000
    },
    advance(ms) {
      epochMs += ms
    }
  }
  clock.set(on, time)
  return clock
}

/** The composed app on a folder of its own, without a window: real files, real SQLite, the use cases as the screens call them. */
export interface TestApp {
  readonly app: App
  readonly clock: TestClock
  readonly folder: string
  /** Calls an endpoint as the router would: input parsed, output checked. A coded failure is thrown. */
  call<Name extends Channel>(name: Name, input: Input<Name>): Promise<Output<Name>>
  /** The failure that a call ends with, or null. */
  failure<Name extends Channel>(name: Name, input: Input<Name>): Promise<Failure | null>
  file(): string
  /** Sets printers up by their places on this PC, which no screen may name. */
  setPrinters(printers: readonly z.input<typeof printerSettingsSchema>[], receiptPrinter?: string): void
  /** What the app does by itself every two seconds. */
  beat(): void
  close(): Promise<void>
}

export const newId = (): string => v7()

export const firstRun = (change: Partial<FirstRun> = {}): FirstRun => ({
  id: newId(),
  language: 'en',
  shopName: 'Sharma Traders',
  shopPlace: 'Karol Bagh, Delhi',
  shopState: 'DL',
  trade: 'grocery',
  upiAddress: 'sharma@examplebank',
  openingCashMinor: minor(2_000_00),
  personName: 'Ravi',
  ...change
})

export const projectRoot = path.resolve(import.meta.dirname, '../..')

/** Opens the app on a new folder, or on one that an earlier app left behind. */
export function openTestApp(
  options: {
    folder?: string
    /** Where the app keeps its own files, when it is not beside the shop's. */
    userDataFolder?: string
    clock?: TestClock
    keep?: boolean
    drivesPrinters?: boolean
    facing?: Pick<
      ComposeOptions,
      'customerScreen' | 'timer' | 'pagePrinter' | 'outside' | 'gateways' | 'updateInstaller' | 'updatePlace' | 'lan'
    > &
      Partial<Pick<ComposeOptions, 'dialogs' | 'version' | 'snapshotEveryOps' | 'emit'>>
    printerFinder?: PrinterFinder
  } = {}
): TestApp {
  const folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'counterbook-test-'))
  const clock = options.clock ?? testClock()
  const app = composeApp({
    userDataFolder: options.userDataFolder ?? path.join(folder, 'user-data'),
    documentsFolder: folder,
    resourcesFolder: path.join(projectRoot, 'resources'),
    localesFolder: path.join(projectRoot, 'locales'),
    systemLanguage: 'en',
    platform: process.platform,
    version: '0.1.0',
    dialogs: noDialogs,
    emit: () => {},
    log: silentLog,
    clock,
    ...options.facing,
    drivesPrinters: options.drivesPrinters ?? false,
    ...(options.printerFinder ? { printerFinder: options.printerFinder } : {})
  })
  app.start()

  async function call<Name extends Channel>(name: Name, input: Input<Name>): Promise<Output<Name>> {
    const handler = app.handlers[name] as (input: unknown) => unknown
    const answer = await handler(contract[name].input.parse(input))
    return contract[name].output.parse(answer) as Output<Name>
  }

  return {
    app,
    clock,
    folder,
    call,
    async failure(name, input) {
      try {
        await call(name, input)
        return null
      } catch (error) {
        if (error instanceof FailureError) return error.failure
        throw error
      }
    },
    file: () => {
      const state = (app.handlers['app.state'] as () => Output<'app.state'>)()
      return state.ledger?.file ?? ''
    },
    setPrinters: (printers, receiptPrinter) => {
      app.terminal.changeSettings({
        printers: printers.map((printer) => printerSettingsSchema.parse(printer)),
        ...(receiptPrinter === undefined ? {} : { receiptPrinter })
      })
    },
    beat: () => app.beat(),
    async close() {
      await app.close()
      if (!options.keep) rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** The app with a shop in it. */
export async function openTestShop(
  options: { clock?: TestClock; run?: Partial<FirstRun>; drivesPrinters?: boolean } = {}
): Promise<TestApp> {
  const opened = openTestApp({
    ...(options.clock ? { clock: options.clock } : {}),
    drivesPrinters: options.drivesPrinters ?? false
  })
  await opened.call('shop.create', firstRun(options.run))
  return opened
}

const NOTHING_PAID = { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
const COMMON = { bookOn: null, occurredOn: null, text: '', note: '' }

/** Requests as the counter makes them; what a test does not name is empty. */
export const ask = {
  party: (name: string, kind: 'customer' | 'supplier' = 'customer', id = newId()) => ({ id, name, kind }),
  sale: (partyId: string | null, amountMinor: number, tender: Partial<typeof NOTHING_PAID> = {}, id = newId()) => ({
    ...COMMON,
    id,
    kind: 'sale' as const,
    partyId,
    amountMinor,
    lines: [],
    tender: { ...NOTHING_PAID, ...tender }
  }),
  got: (partyId: string, tender: Partial<typeof NOTHING_PAID>, id = newId()) => ({
    ...COMMON,
    id,
    kind: 'got' as const,
    partyId,
    tender: { ...NOTHING_PAID, ...tender }
  }),
  gave: (partyId: string, cashMinor: number, id = newId()) => ({
    ...COMMON,
    id,
    kind: 'gave' as const,
    partyId,
    paid: { cashMinor, upiMinor: 0, bankMinor: 0 }
  }),
  expense: (head: string, cashMinor: number, id = newId()) => ({
    ...COMMON,
    id,
    kind: 'expense' as const,
    accountCode: `expense:${head}`,
    paid: { cashMinor, upiMinor: 0, bankMinor: 0 }
  }),
  contra: (from: 'cash' | 'bank' | 'owner', to: 'cash' | 'bank' | 'owner', amountMinor: number, id = newId()) => ({
    ...COMMON,
    id,
    kind: 'contra' as const,
    from,
    to,
    amountMinor
  }),
  count: (amounts: { loose?: number; notes?: { value: number; pieces: number }[] } = {}) => ({
    notes: (amounts.notes ?? []) as { value: 500; pieces: number }[],
    coins: [],
    looseCoinsMinor: amounts.loose ?? 0,
    tornMinor: 0,
    chequesMinor: 0,
    vouchersMinor: 0
  })
}
