import { ledgerFailureOf } from '#main/db/sqlite-failure.ts'
import { createShopRegistry } from '#main/files/known-shops.ts'
import { createLocaleTexts } from '#main/files/locale-files.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { Log } from '#main/ports/log.ts'
import { noPagePrinter, type PagePrinter } from '#main/ports/page-printer.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { Language } from '#shared/settings/settings.ts'
import { createBookHandlers } from './compose/book-handlers.ts'
import { createImportHandlers } from './compose/import-handlers.ts'
import { createPaperHandlers } from './compose/paper-handlers.ts'
import { createReceiptHandlers } from './compose/receipt-handlers.ts'
import { createShopHandlers } from './compose/shop-handlers.ts'
import { createShopKeeper } from './compose/shop-keeper.ts'
import { systemClock, systemRandomness } from './compose/system.ts'
import { createTerminal, type Terminal } from './compose/terminal.ts'
import { sourceWorkers, type WorkerScripts } from './compose/worker-scripts.ts'

/** What the outer world gives the app: a window's shell gives it dialogs and events, the CLI and the tests a folder. */
export interface ComposeOptions {
  readonly userDataFolder: string
  readonly documentsFolder: string
  readonly resourcesFolder: string
  readonly localesFolder: string
  readonly systemLanguage: Language
  readonly platform: string
  readonly version: string
  readonly dialogs: Dialogs
  readonly emit: EventSink
  readonly log: Log
  /** Whether this process drives the printers; one process beside others must not. */
  readonly drivesPrinters?: boolean
  /** The scripts of the threads; those of the source tree by default. */
  readonly workers?: WorkerScripts
  /** Makes sheets; without a window there are none. */
  readonly pagePrinter?: PagePrinter
  readonly clock?: Clock
  readonly randomness?: Randomness
}

export interface App {
  readonly handlers: Handlers
  /** For the command line alone. */
  readonly terminal: Terminal
  /** The coded failure that an error of the ledger file or of the disk stands for; null for a bug. */
  classify(error: unknown): Failure | null
  /** Opens the shop that was open last, if there is one, and starts the printers and the watch over the file. */
  start(): void
  /** Looks after the open file now. It is done every two seconds anyway. */
  beat(): void
  /** Ends everything. The ledger file is closed when this resolves, or when the process ends. */
  close(): Promise<void>
}

const BEAT_MS = 2_000

/** Wires the whole app without a window: the shell, the CLI and the tests start this very same one. */
export function composeApp(options: ComposeOptions): App {
  const clock = options.clock ?? systemClock
  const randomness = options.randomness ?? systemRandomness
  const registry = createShopRegistry(options)
  const workers = options.workers ?? sourceWorkers()
  const texts = createLocaleTexts(options.localesFolder)
  const keeper = createShopKeeper({
    ...options,
    clock,
    randomness,
    registry,
    texts,
    drivesPrinters: options.drivesPrinters ?? false,
    pagePrinter: options.pagePrinter ?? noPagePrinter,
    workers
  })
  let beating: NodeJS.Timeout | null = null

  return {
    handlers: {
      ...createShopHandlers({ ...options, keeper, registry, workers }),
      ...createBookHandlers({ book: keeper.book, dialogs: options.dialogs }),
      ...createPaperHandlers({ keeper }),
      ...createReceiptHandlers({ keeper, dialogs: options.dialogs }),
      ...createImportHandlers({ keeper, dialogs: options.dialogs, emit: options.emit })
    },
    terminal: createTerminal(keeper),
    classify(error) {
      const code = ledgerFailureOf(error)
      return code === null ? null : { code, params: { file: keeper.info()?.file ?? '' } }
    },
    start() {
      keeper.openLast()
      beating = setInterval(() => keeper.beat(), BEAT_MS)
      beating.unref()
    },
    beat: () => keeper.beat(),
    async close() {
      if (beating !== null) clearInterval(beating)
      await keeper.close()
    }
  }
}
