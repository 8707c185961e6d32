import fs from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Book } from '#main/app/book.ts'
import { fillSampleShop } from '#main/app/fill-sample-shop.ts'
import { foundShop } from '#main/app/found-shop.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { reportReaderAt } from '#main/db/report-thread.ts'
import { ledgerFailureOf, withFileFailures } from '#main/db/sqlite-failure.ts'
import { removeHalfSwitched } from '#main/db/switch-cipher.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import type { LocaleTexts } from '#main/ports/locale-texts.ts'
import type { Log } from '#main/ports/log.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import type { ReportReader } from '#main/ports/report-reader.ts'
import type { ShopRegistry } from '#main/ports/shop-registry.ts'
import type { TaxSchemes } from '#main/ports/tax-schemes.ts'
import type { FirstRun } from '#shared/contract/app-endpoints.ts'
import type { Output } from '#shared/contract/contract.ts'
import { type Failure, FailureError, refuse } from '#shared/kernel/result.ts'
import type { Present } from '#shared/people/person.ts'
import type { Language } from '#shared/settings/settings.ts'
import type { Cloud } from './cloud.ts'
import type { Messaging } from './messaging.ts'
import { openPrinting, type Printing, type PrintingParts } from './printing.ts'
import { openSession, type Session } from './session.ts'

export interface KeeperParts extends Omit<PrintingParts, 'book'> {
  readonly clock: Clock
  readonly randomness: Randomness
  readonly registry: ShopRegistry
  readonly texts: LocaleTexts
  readonly taxSchemes: TaxSchemes
  readonly emit: EventSink
  readonly log: Log
  openMessages(book: Book): Messaging
  openCloud(book: Book): Cloud
  /** Puts in order what a power cut left of a file, before it is opened; answers what to tell, or null. */
  mend(file: string): Failure | null
}

type LedgerInfo = NonNullable<Output<'app.state'>['ledger']>

/** Keeps at most one shop open: its file, its session and its printers. */
export interface ShopKeeper {
  /** The open book; fails with `ledger/none-open`. */
  book(): Book
  printing(): Printing
  /** Makes reports of the open book; fails with `ledger/none-open`. */
  reports(): ReportReader
  messaging(): Messaging
  cloud(): Cloud
  /** The cloud of the open shop, if there is one. */
  cloudIfOpen(): Cloud | null
  /** Who stands at the counter; null without a shop. */
  presentIfOpen(): Present | null
  info(): LedgerInfo | null
  /** What is wrong with the file of the open shop; without one, why the last shop could not be opened. */
  trouble(): Failure | null
  open(file: string): LedgerInfo
  /** Keeps everybody from opening a file whose place is just being taken by another: `ledger/switching`. Null lets go. */
  hold(file: string | null): void
  /** Opens a file just for this process, without remembering it: for the command line. */
  found(request: FirstRun, file?: string): LedgerInfo
  trySample(language: Language): LedgerInfo
  /** Opens a new file that was just filled with a shop: one that came from its other counters. */
  openFilled(shopName: string, fill: (store: LedgerStore) => void): LedgerInfo
  /** Begins in a file that was brought whole, puts it in the place of a shop's book and opens it. */
  openBrought(brought: string, shopName: string, begin: (store: LedgerStore) => void): LedgerInfo
  openLast(): void
  beat(): void
  close(): Promise<void>
}

/** What the parts of a shop may take to let go of it. The paper in hand takes seconds, a thread that locked up for ever. */
const LONGEST_CLOSE_MS = 15_000
/** How long after a book was opened its first screen stands, at most, on the slowest of counters. */
const FIRST_SCREEN_MS = 700
/** Nobody has sold anything so soon after the book was opened, and the first screen has long been there. */
const FIRST_RECEIPT_MS = 2_500

export function createShopKeeper(parts: KeeperParts): ShopKeeper {
  const { registry, log } = parts
  let session: Session | null = null
  let printing: Printing | null = null
  let reports: ReportReader | null = null
  let messaging: Messaging | null = null
  let cloud: Cloud | null = null
  let trouble: Failure | null = null
  /** What became of a file that was put in order, told until something is recorded in it. */
  let mended: { readonly news: Failure; readonly atOp: number } | null = null
  let held: string | null = null

  /** Lets go of the open shop. Its file is closed when the paper in hand has come out. */
  async function close(): Promise<void> {
    const [ending, printers, messages, reading, leaving] = [session, printing, messaging, reports, cloud]
    session = null
    printing = null
    messaging = null
    reports = null
    cloud = null
    // Before the ledger itself, which is the last to let go of its file.
    const ended = Promise.all([reading?.close(), printers?.close(), messages?.close(), leaving?.close()])
    const late = Symbol('late')
    const first = await Promise.race([ended, wait(LONGEST_CLOSE_MS, late, { ref: false })])
    // A thread that has locked up must not keep the ledger open: its file is what the shop cannot do without.
    if (first === late) log.warn('closed without what does not end', { afterMs: LONGEST_CLOSE_MS })
    ending?.close()
  }

  function openStore(store: LedgerStore): LedgerInfo {
    const opened = openSession(store, { ...parts, wakePrinters: wake })
    const printers = openPrinting({ ...parts, book: opened.book })
    const messages = parts.openMessages(opened.book)
    const clouds = parts.openCloud(opened.book)
    // From here on nothing fails: until now the shop that was open before has not noticed.
    void close()
    session = opened
    printing = printers
    reports = reportReaderAt(parts.workers.report, store.file)
    messaging = messages
    cloud = clouds
    trouble = null
    mended = null
    remember(store.file)
    log.info('ledger opened', { parties: store.totals().partyCount, entries: store.entries.lastNo() })
    parts.emit('ledger.changed', { lastEntryNo: store.entries.lastNo(), cause: 'opened' })
    // Not before the first screen is there: it needs the same processor. Who types earlier is not kept waiting longer.
    setTimeout(() => workSoon(opened), FIRST_SCREEN_MS).unref()
    setTimeout(() => printing === printers && printers.warmUp(), FIRST_RECEIPT_MS).unref()
    return infoOf(store)
  }

  const newsOf = (store: LedgerStore) => (mended?.atOp === store.journal.lastNumber() ? mended.news : null)

  /** A list that cannot be written costs a look for the file at the next start: no reason to keep a shop closed. */
  function remember(file: string): void {
    try {
      registry.opened(file, parts.clock.now().epochMs)
    } catch (error) {
      log.error('shop not remembered', error)
    }
  }

  /** What is committed stays committed, whatever becomes of its paper. */
  function wake(settingsChanged: boolean): void {
    try {
      printing?.wake(settingsChanged)
      if (settingsChanged) messaging?.wake()
    } catch (error) {
      log.error('printers not woken', error)
    }
  }

  /** The search index is built between other work, so that the first screen does not wait for it. */
  function workSoon(of: Session): void {
    setImmediate(() => {
      if (session === of && of.work()) workSoon(of)
    })
  }

  function open(file: string): LedgerInfo {
    const now = session?.book.store
    if (now?.file === file && now.isInPlace()) return infoOf(now)
    if (file === held) refuse('ledger/switching')
    if (parts.drivesPrinters) removeHalfSwitched(file)
    const news = withFileFailures(file, () => parts.mend(file))
    const store = openLedgerStore(file)
    try {
      return withFileFailures(file, () => {
        const info = openStore(store)
        mended = news === null ? null : { news, atOp: store.journal.lastNumber() }
        return info
      })
    } catch (error) {
      store.close()
      throw error
    }
  }

  function found(request: FirstRun, place?: string): LedgerInfo {
    const again = registry.list().find((shop) => isShop(shop.file, request.id))
    if (again) return open(again.file)
    const file = place ?? registry.placeFor(request.shopName)
    return fillAndOpen(file, (store) => foundShop({ ...parts, store }, request, false))
  }

  function fillAndOpen(file: string, fill: (store: LedgerStore) => void): LedgerInfo {
    const isNew = !fs.existsSync(file)
    let isFounded = false
    const store = openLedgerStore(file, { create: true })
    try {
      return withFileFailures(file, () => {
        fill(store)
        isFounded = true
        return openStore(store)
      })
    } catch (error) {
      store.close()
      // A first run that was refused is tried again: its empty file must not take the place, and the name, of the shop.
      if (isNew && !isFounded) removeLedger(file)
      throw error
    }
  }

  return {
    book: () => session?.book ?? refuse('ledger/none-open'),
    printing: () => printing ?? refuse('ledger/none-open'),
    reports: () => reports ?? refuse('ledger/none-open'),
    messaging: () => messaging ?? refuse('ledger/none-open'),
    cloud: () => cloud ?? refuse('ledger/none-open'),
    cloudIfOpen: () => cloud,
    presentIfOpen: () => session?.book.present.now ?? null,
    info: () => (session === null ? null : infoOf(session.book.store)),
    trouble: () => (session === null ? trouble : (session.trouble() ?? newsOf(session.book.store))),
    open,
    hold(file) {
      held = file
    },
    found,
    openFilled: (shopName, fill) => fillAndOpen(registry.placeFor(shopName), fill),
    openBrought(brought, shopName, begin) {
      const store = openLedgerStore(brought)
      try {
        begin(store)
        store.emptyLog()
      } finally {
        store.close()
      }
      const file = registry.placeFor(shopName)
      withFileFailures(file, () => fs.renameSync(brought, file))
      return open(file)
    },
    trySample(language) {
      const file = registry.samplePlace(language)
      if (!fs.existsSync(file)) makeSample(file, language, parts)
      return open(file)
    },
    openLast() {
      const last = registry.list()[0]
      if (!last) return
      try {
        open(last.file)
      } catch (error) {
        if (!(error instanceof FailureError)) throw error
        trouble = error.failure
        log.warn('ledger not opened', { code: error.failure.code })
      }
    },
    beat() {
      try {
        session?.beat()
        if (session?.work()) workSoon(session)
      } catch (error) {
        // A full disk or one that was pulled out is said when something shall be written; the next beat tries again.
        const code = ledgerFailureOf(error)
        if (code === null) throw error
        log.warn('ledger not looked after', { code })
      }
    },
    close
  }
}

function removeLedger(file: string): void {
  for (const ending of ['', '-wal', '-shm']) fs.rmSync(file + ending, { force: true })
}

/** The sample is filled beside its place and put there whole. */
function makeSample(file: string, language: Language, parts: KeeperParts): void {
  const half = `${file}.part`
  removeLedger(half)
  const store = openLedgerStore(half, { create: true })
  try {
    fillSampleShop(store, language, parts)
  } finally {
    store.close()
  }
  withFileFailures(file, () => fs.renameSync(half, file))
}

/** Whether a file is the ledger of this very shop: a first run that was answered too late is not made twice. */
function isShop(file: string, shopId: string): boolean {
  try {
    const store = openLedgerStore(file, { readOnly: true })
    try {
      return store.shop.read()?.shopId === shopId
    } finally {
      store.close()
    }
  } catch {
    return false
  }
}

function infoOf(store: LedgerStore): LedgerInfo {
  const shop = store.shop.read() ?? refuse('ledger/unfinished', { file: store.file })
  return {
    shopId: shop.shopId,
    file: store.file,
    isSample: shop.isSample,
    counterCode: shop.counterCode,
    currency: shop.currency,
    createdAt: shop.createdAt
  }
}
