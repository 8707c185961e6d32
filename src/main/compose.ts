import { createBookHandlers } from './book-handlers.ts'
import { createImportHandlers } from './import-handlers.ts'
import { systemClock, systemRandomness } from './system.ts'
import { createLocaleTexts } from './files/locale-files.ts'
import { createShopRegistry } from './files/known-shops.ts'
import { createPaperHandlers } from './paper-handlers.ts'
import type { Clock } from './ports/clock.ts'
import type { Dialogs } from './ports/dialogs.ts'
import type { EventSink } from './ports/event-sink.ts'
import type { Log } from './ports/log.ts'
import type { Randomness } from './ports/randomness.ts'
import { createShopHandlers } from './shop-handlers.ts'
import { createShopKeeper } from './shop-keeper.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { Language } from '#shared/settings/settings.ts'

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
  readonly clock?: Clock
  readonly randomness?: Randomness
}

export interface App {
  readonly handlers: Handlers
  /** Opens the shop that was open last, if there is one, and starts the printers and the watch over the file. */
  start(): void
  close(): void
}

const BEAT_MS = 2_000

/** Wires the whole app without a window: the shell, the CLI and the tests start this very same one. */
export function composeApp(options: ComposeOptions): App {
  const clock = options.clock ?? systemClock
  const randomness = options.randomness ?? systemRandomness
  const registry = createShopRegistry(options)
  const texts = createLocaleTexts(options.localesFolder)
  const keeper = createShopKeeper({ ...options, clock, randomness, registry, texts })
  let beating: NodeJS.Timeout | null = null

  return {
    handlers: {
      ...createShopHandlers({ ...options, keeper, registry }),
      ...createBookHandlers({ book: keeper.book, dialogs: options.dialogs }),
      ...createPaperHandlers({ keeper }),
      ...createImportHandlers({ keeper, dialogs: options.dialogs, emit: options.emit })
    },
    start() {
      keeper.openLast()
      beating = setInterval(() => keeper.beat(), BEAT_MS)
      beating.unref()
    },
    close() {
      if (beating !== null) clearInterval(beating)
      keeper.close()
    }
  }
}
