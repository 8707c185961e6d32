import path from 'node:path'
import type { Book } from '#main/app/book.ts'
import { readWholeReport } from '#main/app/read-whole-report.ts'
import { ledgerFailureOf } from '#main/db/sqlite-failure.ts'
import { SerialLineDisplay } from '#main/devices/displays/serial-line-display.ts'
import { printerFinder } from '#main/devices/printer-finder/printer-finder.ts'
import { createShopRegistry } from '#main/files/known-shops.ts'
import { readLineDisplayChoice, writeLineDisplayChoice } from '#main/files/line-display-choice.ts'
import { createLocaleTexts } from '#main/files/locale-files.ts'
import { loadPrinterProfiles } from '#main/files/printer-profiles.ts'
import { createSecretFile } from '#main/files/secret-file.ts'
import { loadTaxSchemes } from '#main/files/tax-schemes.ts'
import { createSmsGateways, type GatewayPlaces } from '#main/gateways/sms-gateways.ts'
import { type CameraGate, noCamera } from '#main/ports/camera-gate.ts'
import type { Clock } from '#main/ports/clock.ts'
import { type CustomerScreen, noCustomerScreen } from '#main/ports/customer-screen.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import { noLineDisplay } from '#main/ports/line-display.ts'
import type { Log } from '#main/ports/log.ts'
import { noOutside, type Outside } from '#main/ports/outside.ts'
import { noPagePrinter, type PagePrinter } from '#main/ports/page-printer.ts'
import type { PrinterFinder } from '#main/ports/printer-finder.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import type { Secrets } from '#main/ports/secrets.ts'
import type { Timer } from '#main/ports/timer.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { ReportQuery } from '#shared/reports/report.ts'
import type { Language } from '#shared/settings/settings.ts'
import { createAttachmentHandlers, pictureForPage } from './compose/attachment-handlers.ts'
import { createBillHandlers } from './compose/bill-handlers.ts'
import { createBookHandlers } from './compose/book-handlers.ts'
import { createContactHandlers } from './compose/contact-handlers.ts'
import { createCreditHandlers } from './compose/credit-handlers.ts'
import { creditListThread } from './compose/credit-list-thread.ts'
import { createCustomerHandlers, heardByDesk, openCustomerDesk } from './compose/customer-handlers.ts'
import { createExchangeHandlers } from './compose/exchange-handlers.ts'
import { createGoodsHandlers } from './compose/goods-handlers.ts'
import { createImportHandlers } from './compose/import-handlers.ts'
import { createMessageHandlers } from './compose/message-handlers.ts'
import { openMessaging } from './compose/messaging.ts'
import { createPaperHandlers } from './compose/paper-handlers.ts'
import { createPaymentHandlers } from './compose/payment-handlers.ts'
import { createPrinterHandlers } from './compose/printer-handlers.ts'
import { createReceiptHandlers } from './compose/receipt-handlers.ts'
import { createReportHandlers } from './compose/report-handlers.ts'
import { createReportWayHandlers, openReportClock } from './compose/report-way-handlers.ts'
import { createShopHandlers } from './compose/shop-handlers.ts'
import { createShopKeeper, type ShopKeeper } from './compose/shop-keeper.ts'
import { createSlipHandlers } from './compose/slip-handlers.ts'
import { createStatementHandlers } from './compose/statement-handlers.ts'
import { systemClock, systemRandomness, systemTimer } from './compose/system.ts'
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
  /** The window that faces the customer; none by default. */
  readonly customerScreen?: CustomerScreen
  /** Lets the page use the camera; without one it never may. */
  readonly camera?: CameraGate
  readonly emit: EventSink
  readonly log: Log
  /** Whether this process drives the printers; one process beside others must not. */
  readonly drivesPrinters?: boolean
  /** The scripts of the threads; those of the source tree by default. */
  readonly workers?: WorkerScripts
  /** Makes sheets; without a window there are none. */
  readonly pagePrinter?: PagePrinter
  /** The system's browser and clipboard; none by default. */
  readonly outside?: Outside
  /** Seals what is kept in the file of secrets; without it the file alone is guarded. */
  sealSecrets?(kept: Secrets): Secrets
  /** Where the providers of SMS are; their own addresses by default. */
  readonly gateways?: GatewayPlaces
  readonly clock?: Clock
  readonly randomness?: Randomness
  readonly timer?: Timer
  /** Looks for printers around this PC; the real one by default. */
  readonly printerFinder?: PrinterFinder
}

export interface App {
  readonly handlers: Handlers
  /** For the command line alone. */
  readonly terminal: Terminal
  /** The coded failure that an error of the ledger file or of the disk stands for; null for a bug. */
  classify(error: unknown): Failure | null
  /** The bytes of a picture on an entry of the open shop, by its id; null for anything that no page may show. */
  picture(id: string): { readonly bytes: Uint8Array; readonly mediaType: string } | null
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
  const profiles = loadPrinterProfiles(path.join(options.resourcesFolder, 'printers'), options.log)
  const texts = createLocaleTexts(options.localesFolder)
  const timer = options.timer ?? systemTimer
  const customers = openCustomers(options, timer, () => keeper)
  const emit: EventSink = (name, payload) => {
    options.emit(name, payload)
    if (name === 'ledger.changed') customers.desk.refresh()
  }
  const keeper = createShopKeeper({
    ...options,
    emit,
    clock,
    randomness,
    registry,
    texts,
    taxSchemes: loadTaxSchemes(path.join(options.resourcesFolder, 'tax'), options.log),
    profiles,
    drivesPrinters: options.drivesPrinters ?? false,
    pagePrinter: options.pagePrinter ?? noPagePrinter,
    openMessages: messagesOf(options, timer),
    workers
  })
  const creditLists = creditListThread(workers.creditLists, () => keeper.info()?.file ?? null)
  const ways = {
    keeper,
    workers,
    localesFolder: options.localesFolder,
    dialogs: options.dialogs,
    read: (query: ReportQuery, limit: number) => readWholeReport(keeper.reports(), query, limit)
  }
  // One process beside others must not make them a second time, and without a window there are no sheets.
  const reportClock = options.drivesPrinters ? openReportClock({ ...options, ...ways, clock }) : null
  let beating: NodeJS.Timeout | null = null

  function beat(): void {
    keeper.beat()
    reportClock?.beat()
  }

  return {
    handlers: heardByDesk(
      {
        ...createShopHandlers({ ...options, keeper, registry, workers }),
        ...createGoodsHandlers(keeper.book),
        ...createBillHandlers(keeper.book),
        ...createCreditHandlers(keeper.book, creditLists),
        ...createBookHandlers({ book: keeper.book, dialogs: options.dialogs, outside: options.outside ?? noOutside }),
        ...createSlipHandlers(keeper.book),
        ...createContactHandlers({ book: keeper.book, dialogs: options.dialogs }),
        ...createAttachmentHandlers({ book: keeper.book, dialogs: options.dialogs }),
        ...createPaperHandlers({ keeper }),
        ...createReportHandlers({ keeper, emit }),
        ...createMessageHandlers({ keeper }),
        ...createReportWayHandlers(ways),
        ...createReceiptHandlers({ keeper, dialogs: options.dialogs }),
        ...createPrinterHandlers({
          ...options,
          keeper,
          randomness,
          profiles,
          finder: options.printerFinder ?? printerFinder
        }),
        ...createExchangeHandlers({ keeper, dialogs: options.dialogs, workers, emit }),
        ...createImportHandlers({ keeper, dialogs: options.dialogs, emit }),
        ...createPaymentHandlers({ dialogs: options.dialogs, camera: options.camera ?? noCamera, workers }),
        ...createStatementHandlers({
          ...options,
          book: keeper.book,
          rulesFolder: path.join(options.resourcesFolder, 'statements')
        }),
        ...createCustomerHandlers(customers.desk, customers)
      },
      customers.desk
    ),
    terminal: createTerminal(keeper),
    classify(error) {
      const code = ledgerFailureOf(error)
      return code === null ? null : { code, params: { file: keeper.info()?.file ?? '' } }
    },
    picture: (id) => pictureForPage(keeper, id),
    start() {
      keeper.openLast()
      beating = setInterval(beat, BEAT_MS)
      beating.unref()
    },
    beat,
    async close() {
      if (beating !== null) clearInterval(beating)
      customers.desk.close()
      await customers.lineDisplay.close()
      await creditLists.close()
      await keeper.close()
    }
  }
}

/** How the messages of a shop that is opened are sent. The file of secrets lies beside the install, never in a ledger. */
function messagesOf(options: ComposeOptions, timer: Timer) {
  const kept = createSecretFile(path.join(options.userDataFolder, 'secrets.json'))
  const parts = {
    gateway: createSmsGateways(options.gateways),
    secrets: options.sealSecrets?.(kept) ?? kept,
    outside: options.outside ?? noOutside,
    timer,
    log: options.log,
    sendsMessages: options.drivesPrinters ?? false
  }
  return (book: Book) => openMessaging(book, parts)
}

/** What faces the customer, on this PC: a window, a line display, and what decides what they show. */
function openCustomers(options: ComposeOptions, timer: Timer, keeper: () => ShopKeeper) {
  const file = path.join(options.userDataFolder, 'line-display.json')
  // Like the printers, a port has one process that speaks to it.
  const lineDisplay = options.drivesPrinters
    ? new SerialLineDisplay({
        choice: readLineDisplayChoice(file),
        keep: (choice) => writeLineDisplayChoice(file, choice),
        timer,
        log: options.log
      })
    : noLineDisplay
  const screen = options.customerScreen ?? noCustomerScreen
  return { screen, lineDisplay, desk: openCustomerDesk({ ...options, keeper, screen, lineDisplay, timer }) }
}
