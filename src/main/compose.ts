import path from 'node:path'
import type { Book } from '#main/app/book.ts'
import { readWholeReport } from '#main/app/read-whole-report.ts'
import { callFailureOf } from '#main/db/sqlite-failure.ts'
import { SerialLineDisplay } from '#main/devices/displays/serial-line-display.ts'
import { printerFinder } from '#main/devices/printer-finder/printer-finder.ts'
import { createShopRegistry } from '#main/files/known-shops.ts'
import { readLineDisplayChoice, writeLineDisplayChoice } from '#main/files/line-display-choice.ts'
import { createLocaleTexts } from '#main/files/locale-files.ts'
import { pendingJoinFile } from '#main/files/pending-join.ts'
import { loadPrinterProfiles } from '#main/files/printer-profiles.ts'
import { createPinStore } from '#main/files/sealed-pins.ts'
import { createSecretFile } from '#main/files/secret-file.ts'
import { mendSwap } from '#main/files/swap-ledger.ts'
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
import { type KeyVault, openVault, type Secrets } from '#main/ports/secrets.ts'
import type { Timer } from '#main/ports/timer.ts'
import { noInstaller, type UpdateInstaller } from '#main/ports/update-parts.ts'

import { SNAPSHOT_EVERY_OPS } from '#main/sync/snapshot-maker.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { ReportQuery } from '#shared/reports/report.ts'
import type { Language } from '#shared/settings/settings.ts'
import { createAttachmentHandlers, pictureForPage } from './compose/attachment-handlers.ts'
import { openBackups } from './compose/backups.ts'
import { createBillHandlers } from './compose/bill-handlers.ts'
import { createBookHandlers } from './compose/book-handlers.ts'
import { type CloudParts, type LanWays, lanByMdns, openCloud } from './compose/cloud.ts'
import { createContactHandlers } from './compose/contact-handlers.ts'
import { createCreditHandlers } from './compose/credit-handlers.ts'
import { creditListThread } from './compose/credit-list-thread.ts'
import { createCustomerHandlers, heardByDesk, openCustomerDesk } from './compose/customer-handlers.ts'
import { createEditLogHandlers } from './compose/edit-log-handlers.ts'
import { createEncryptionHandlers, openLedgerKeys } from './compose/encryption-handlers.ts'
import { createExchangeHandlers } from './compose/exchange-handlers.ts'
import { createGoodsHandlers } from './compose/goods-handlers.ts'
import { createImportHandlers } from './compose/import-handlers.ts'
import { createLanHandlers } from './compose/lan-handlers.ts'
import { createMessageHandlers } from './compose/message-handlers.ts'
import { openMessaging } from './compose/messaging.ts'
import { createPaperHandlers } from './compose/paper-handlers.ts'
import { createPaymentHandlers } from './compose/payment-handlers.ts'
import { paymentThread } from './compose/payment-thread.ts'
import { createPeopleHandlers, followPeople, guardedByPeople } from './compose/people-handlers.ts'
import { createPrinterHandlers } from './compose/printer-handlers.ts'
import { createReceiptHandlers } from './compose/receipt-handlers.ts'
import { createReportHandlers } from './compose/report-handlers.ts'
import { createReportWayHandlers, openReportClock } from './compose/report-way-handlers.ts'
import { createShopHandlers } from './compose/shop-handlers.ts'
import { createShopKeeper, type ShopKeeper } from './compose/shop-keeper.ts'
import { createSlipHandlers } from './compose/slip-handlers.ts'
import { snapshotsInThread } from './compose/snapshots-in-thread.ts'
import { createStatementHandlers } from './compose/statement-handlers.ts'
import { createSyncHandlers } from './compose/sync-handlers.ts'
import { systemClock, systemRandomness, systemTimer } from './compose/system.ts'
import { createTerminal, type Terminal } from './compose/terminal.ts'
import { openUpdates, type UpdatePlace } from './compose/updates.ts'
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
  /**
   * Whether the roles of people are kept, as they are by default. The command line reads a file that its caller can read
   * anyway, and has no PINs to ask for.
   */
  readonly guardsPeople?: boolean
  /** Seals what is kept in the file of secrets; without it the file alone is guarded. */
  sealSecrets?(kept: Secrets): Secrets
  /** The same for the keys that sign for this counter. */
  sealVault?(kept: Secrets): KeyVault
  /** The recovery code of encrypted books, where no key store has their keys: for the command line. */
  readonly recoveryCode?: () => string | null
  /** How this copy is replaced by a newer one; none by default. */
  readonly updateInstaller?: UpdateInstaller
  /** Where newer versions are told of; what is built in by default. */
  readonly updatePlace?: UpdatePlace
  /** How counters in one net find each other; by mDNS when it is not said. */
  readonly lan?: LanWays
  /** Where the providers of SMS are; their own addresses by default. */
  readonly gateways?: GatewayPlaces
  /** How many facts make a new copy in the cloud worth its making. */
  readonly snapshotEveryOps?: number
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
  const kept = createSecretFile(path.join(options.userDataFolder, 'secrets.json'))
  // Beside the install, never in a ledger.
  const secrets = options.sealSecrets?.(kept) ?? kept
  const ledgerKeys = openLedgerKeys(secrets, options.recoveryCode)
  const customers = openCustomers(options, timer, () => keeper)
  const emit: EventSink = (name, payload) => {
    options.emit(name, payload)
    if (name === 'ledger.changed') {
      customers.desk.refresh()
      if (isFromElsewhere(payload)) followPeople(keeper)
      keeper.cloudIfOpen()?.wake()
    }
  }
  const closing = new AbortController()
  const snapshots = snapshotsInThread(workers.snapshot)
  const clouds = cloudsOf(options, { clock, randomness, timer, snapshots })
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
    openCloud: (book) => openCloud(book, clouds),
    openMessages: messagesOf(options, timer, secrets),
    // One process beside others could take what they are doing for what a power cut left.
    mend: (file) => (options.drivesPrinters ? mendSwap(file) : null),
    workers
  })
  const creditLists = creditListThread(workers.creditLists, () => keeper.info()?.file ?? null)
  const payments = paymentThread(workers.payments, () => keeper.info()?.file ?? null)
  const ways = {
    keeper,
    workers,
    localesFolder: options.localesFolder,
    dialogs: options.dialogs,
    read: (query: ReportQuery, limit: number) => readWholeReport(keeper.reports(), query, limit),
    notMade: new Map()
  }
  // One process beside others must not make them a second time, and without a window there are no sheets.
  const reportClock = options.drivesPrinters ? openReportClock({ ...options, ...ways, clock }) : null
  const backups = openBackups({ ...options, scripts: workers, keeper, registry, secrets, clock, emit })
  const updates = openUpdates({
    ...options,
    installer: options.updateInstaller ?? noInstaller,
    clock,
    emit,
    isServing: customers.desk.isServing,
    backUp: backups.secure
  })
  let beating: NodeJS.Timeout | null = null

  function beat(): void {
    keeper.beat()
    reportClock?.beat()
    // One process beside others must not make them a second time.
    if (!options.drivesPrinters) return
    backups.beat()
    updates.beat()
  }

  const people = createPeopleHandlers({
    keeper,
    pins: createPinStore(secrets),
    tell(isLocked) {
      // What somebody had begun to enter is not left in front of the customer.
      if (isLocked) customers.desk.typed(null)
      options.emit('person.changed', {})
    }
  })
  const handlers = heardByDesk(
    {
      ...createShopHandlers({ ...options, keeper, registry, workers }),
      ...createGoodsHandlers(keeper.book),
      ...createBillHandlers(keeper.book),
      ...createCreditHandlers(keeper.book, creditLists),
      ...createBookHandlers({
        ...{ book: keeper.book, dialogs: options.dialogs, outside: options.outside ?? noOutside },
        isDiskNearlyFull: backups.isDiskNearlyFull
      }),
      ...createSlipHandlers(keeper.book),
      ...backups.handlers,
      ...createEncryptionHandlers({
        ...{ ...options, keeper, secrets, vault: clouds.vault, backUp: backups.secure },
        switchCipher: backups.switchCipher,
        async letGo() {
          await Promise.all([creditLists.close(), payments.close()])
        }
      }),
      ...updates.handlers,
      ...createContactHandlers({ book: keeper.book, dialogs: options.dialogs }),
      ...createAttachmentHandlers({ book: keeper.book, dialogs: options.dialogs }),
      ...createPaperHandlers({ keeper }),
      ...createReportHandlers({ keeper, emit }),
      ...createMessageHandlers({ keeper, dialogs: options.dialogs }),
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
      ...createImportHandlers({
        ...options,
        keeper,
        emit,
        beforeCommit: () => (options.drivesPrinters ? backups.keep() : Promise.resolve()),
        rulesFolder: path.join(options.resourcesFolder, 'imports')
      }),
      ...createPaymentHandlers({ dialogs: options.dialogs, camera: options.camera ?? noCamera, workers }),
      ...createStatementHandlers({
        ...options,
        keeper,
        outside: options.outside ?? noOutside,
        matcher: payments,
        rulesFolder: path.join(options.resourcesFolder, 'statements')
      }),
      ...createSyncHandlers({
        ...{ ...options, ...clouds, keeper, texts, registry },
        pending: pendingJoinFile(path.join(options.userDataFolder, 'joining.json')),
        closed: closing.signal
      }),
      ...createLanHandlers(keeper),
      ...createCustomerHandlers(customers.desk, customers),
      ...people,
      ...createEditLogHandlers({ keeper, dialogs: options.dialogs, texts, emit })
    },
    customers.desk
  )

  return {
    handlers: options.guardsPeople === false ? handlers : guardedByPeople(handlers, keeper),
    terminal: createTerminal(keeper, backups.terminal),
    classify(error) {
      const code = callFailureOf(error)
      return code === null ? null : { code, params: { file: keeper.info()?.file ?? '' } }
    },
    picture: (id) => (keeper.presentIfOpen() === 'nobody' ? null : pictureForPage(keeper, id)),
    start() {
      keeper.openLast()
      beating = setInterval(beat, BEAT_MS)
      beating.unref()
    },
    beat,
    async close() {
      closing.abort()
      if (beating !== null) clearInterval(beating)
      customers.desk.close()
      await customers.lineDisplay.close()
      await snapshots.close()
      await backups.close()
      await creditLists.close()
      await payments.close()
      await keeper.close()
      ledgerKeys.close()
    }
  }
}

const isFromElsewhere = (payload: object): boolean => 'cause' in payload && payload.cause === 'elsewhere'

/** How the messages of a shop that is opened are sent. */
function messagesOf(options: ComposeOptions, timer: Timer, secrets: Secrets) {
  const parts = {
    gateway: createSmsGateways(options.gateways),
    secrets,
    outside: options.outside ?? noOutside,
    timer,
    log: options.log,
    sendsMessages: options.drivesPrinters ?? false
  }
  return (book: Book) => openMessaging(book, parts)
}

/** What the account of a shop needs on this PC. Like the printers, it has one process that works on it. */
function cloudsOf(
  options: ComposeOptions,
  world: Pick<CloudParts, 'clock' | 'randomness' | 'timer' | 'snapshots'>
): CloudParts {
  const kept = createSecretFile(path.join(options.userDataFolder, 'secrets.json'))
  return {
    ...world,
    vault: options.sealVault?.(kept) ?? openVault(kept),
    choiceFile: path.join(options.userDataFolder, 'cloud.json'),
    lanFile: path.join(options.userDataFolder, 'lan.json'),
    lan: options.lan ?? lanByMdns,
    log: options.log,
    version: options.version,
    snapshotFolder: path.join(options.userDataFolder, 'snapshots'),
    snapshotEveryOps: options.snapshotEveryOps ?? SNAPSHOT_EVERY_OPS,
    runs: options.drivesPrinters ?? false,
    changed: () => options.emit('sync.changed', {})
  }
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
