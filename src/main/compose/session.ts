import type { Book, Committed } from '#main/app/book.ts'
import { createItemFinder } from '#main/app/item-finder.ts'
import { paperLanguage } from '#main/app/paper-language.ts'
import { createPartyFinder } from '#main/app/party-finder.ts'
import { firstPresent } from '#main/app/people-of-book.ts'
import type { Clock } from '#main/ports/clock.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import type { LocaleTexts } from '#main/ports/locale-texts.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import type { TaxSchemes } from '#main/ports/tax-schemes.ts'
import { type Failure, refuse } from '#shared/kernel/result.ts'
import { inCurrency } from '#shared/receipt/said.ts'

/** What a session on an open ledger needs from outside. */
export interface SessionParts {
  readonly clock: Clock
  readonly randomness: Randomness
  readonly texts: LocaleTexts
  readonly taxSchemes: TaxSchemes
  readonly emit: EventSink
  /** A job was queued, or the printers were changed. */
  readonly wakePrinters: (settingsChanged: boolean) => void
}

export interface Session {
  readonly book: Book
  /** What is wrong with the file now, or null. */
  trouble(): Failure | null
  /** Looks whether another process wrote to the file, whether it still lies there, and folds the log when it is quiet. */
  beat(): void
  /** Works on what may wait, for a moment; answers whether there is more. */
  work(): boolean
  close(): void
}

const QUIET_MS = 5_000
/** Two pictures of the screen. */
const SCREEN_FIRST_MS = 32
/** Papers are kept as they were printed for a month, for they weigh more than all else in the file; later ones are built again from the book. */
const PAPER_KEPT_MS = 31 * 86_400_000

/** Opens the books of a shop: what is kept in memory beside the file, and how it stays true. */
export function openSession(store: LedgerStore, parts: SessionParts): Session {
  const shop = store.shop.read() ?? refuse('ledger/unfinished', { file: store.file })
  const finder = createPartyFinder(store.parties)
  const itemFinder = createItemFinder(store.items)
  const settings = store.keep(() => store.shop.settings())
  let seen = store.changesElsewhere()
  let seenOp = store.journal.lastNumber()
  let lastCommitAt = 0
  let isFolded = true
  let trouble: Failure | null = null

  let isOpen = true
  let isAnswering = false
  let lastEntryNo = 0
  let isWaking = false

  /** The caller is answered first: what the screens and the printers do with the news needs the same processor. */
  function tellSoon(newestNo: number): void {
    lastEntryNo = newestNo
    if (isAnswering) return
    isAnswering = true
    setImmediate(() => {
      isAnswering = false
      if (isOpen) parts.emit('ledger.changed', { lastEntryNo, cause: 'here' })
    })
  }

  /** A paper is begun when the screen has shown what was entered. Whatever happens until then, it stands in the queue. */
  function wakeSoon(): void {
    if (isWaking) return
    isWaking = true
    setTimeout(() => {
      isWaking = false
      if (isOpen) parts.wakePrinters(false)
    }, SCREEN_FIRST_MS)
  }

  const changed = (cause: 'here' | 'elsewhere' | 'opened') =>
    parts.emit('ledger.changed', { lastEntryNo: store.entries.lastNo(), cause })

  const book: Book = {
    store,
    clock: parts.clock,
    randomness: parts.randomness,
    finder,
    itemFinder,
    words: (language, second) => inCurrency(parts.texts.receipt(language, second), shop.currency),
    reportWords: () => parts.texts.report(paperLanguage(settings.get())),
    shop: () => shop,
    settings: settings.get,
    present: { now: firstPresent(store) },
    standings: store.keep(() => new Map()),
    taxScheme: () => parts.taxSchemes(shop.currency),
    committed(change: Committed) {
      if (change.settings || change.taken) settings.put(store.shop.settings())
      if (change.taken) {
        book.standings.put(new Map())
        takeOver()
        return
      }
      lastCommitAt = parts.clock.now().epochMs
      isFolded = false
      if (change.settings) {
        parts.wakePrinters(true)
        changed('here')
        return
      }
      if (change.printing) wakeSoon()
      tellSoon(change.lastEntryNo ?? store.entries.lastNo())
    }
  }

  /** Whatever this process did not record itself: another process on the file did, or another counter of the shop. */
  function takeOver(): void {
    finder.follow(store.parties.changedAfter(seenOp))
    itemFinder.follow(store.items.changedAfter(seenOp))
    seenOp = store.journal.lastNumber()
    parts.wakePrinters(true)
    changed('elsewhere')
  }

  function wentAway(): void {
    trouble = { code: 'ledger/file-gone', params: { file: store.file } }
    parts.emit('ledger.trouble', trouble)
    // The newest entries may stand only in the log at the old place: folded, the file has them wherever it is now, and
    // what is put in its place is not mixed with them.
    store.emptyLog()
  }

  return {
    book,
    trouble: () => trouble,
    beat() {
      if (!store.isInPlace()) {
        if (trouble === null) wentAway()
        return
      }
      if (trouble !== null) {
        trouble = null
        changed('opened')
      }
      const now = store.changesElsewhere()
      if (now !== seen) {
        seen = now
        takeOver()
      }
      if (!isFolded && parts.clock.now().epochMs - lastCommitAt > QUIET_MS) {
        isFolded = true
        store.prints.forgetPapers(parts.clock.now().epochMs - PAPER_KEPT_MS)
        store.checkpoint()
      }
    },
    work: () => finder.build() || itemFinder.build(),
    close() {
      isOpen = false
      store.close()
    }
  }
}
