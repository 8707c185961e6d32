import fs from 'node:fs'
import type Sqlite from 'better-sqlite3'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import { createMemory } from './memory.ts'
import { type OpenOptions, openLedger } from './open-ledger.ts'
import { settleBeforeReads } from './prepared.ts'
import { withFileFailures } from './sqlite-failure.ts'
import { createAccountStore } from './stores/account-store.ts'
import { createAttachmentStore } from './stores/attachment-store.ts'
import { createAuditStore } from './stores/audit-store.ts'
import { createBillStore } from './stores/bill-store.ts'
import { createClosingStore } from './stores/closing-store.ts'
import { createCreditStore } from './stores/credit-store.ts'
import { createDayInvoiceStore } from './stores/day-invoice-store.ts'
import { createDefinitionStore } from './stores/definition-store.ts'
import { createEditLog } from './stores/edit-log-store.ts'
import { createEntryStore } from './stores/entry-store.ts'
import { createExchangeReads } from './stores/exchange-reads.ts'
import { createFactStore } from './stores/fact-store.ts'
import { createItemStore } from './stores/item-store.ts'
import { createJournalStore } from './stores/journal-store.ts'
import { createKeptFigures } from './stores/kept-figures.ts'
import { createMergeStore } from './stores/merge-store.ts'
import { createMessageStore } from './stores/message-store.ts'
import { createNumberTexts } from './stores/number-texts.ts'
import { createPartyStore } from './stores/party-store.ts'
import { createPaymentStore } from './stores/payment-store.ts'
import { createPrintStore } from './stores/print-store.ts'
import { createShiftStore } from './stores/shift-store.ts'
import { createShopStore } from './stores/shop-store.ts'
import { createSlipStore } from './stores/slip-store.ts'
import { createStockLedger } from './stores/stock-ledger.ts'
import { createStockStore } from './stores/stock-store.ts'
import { createSyncStore } from './stores/sync-store.ts'
import { createUpiStore } from './stores/upi-store.ts'

/** Opens a ledger file and the stores on it. Fails with the `ledger/…` codes of `openLedger`. */
export function openLedgerStore(file: string, options: OpenOptions = {}): LedgerStore {
  const db = openLedger(file, options)
  const place = placeOf(file)
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck()
  const memory = createMemory(() => dataVersion.get() ?? 0)
  const kept = createKeptFigures(db, memory)
  const stock = createStockStore(db, memory)
  settleBeforeReads(db, settle)
  const journal = createJournalStore(db, memory, kept)
  const accounts = createAccountStore(db, memory, kept)
  const parties = createPartyStore(db, { memory, journal, kept })
  const numbers = createNumberTexts(db, memory)
  const items = createItemStore(db, memory)
  const entries = createEntryStore(db, { memory, journal, accounts, parties, numbers, kept })
  const facts = createFactStore(db, journal)
  const isInPlace = () => isSamePlace(place, placeOf(file))
  const inTransaction = prepareTransaction(db)

  function settle(): void {
    kept.settle()
    stock.settle()
  }

  /** Nothing of a transaction that was given up may stay in memory. */
  function forget(): void {
    kept.forget()
    stock.forget()
    memory.forget()
  }

  function transact<Value>(work: () => Value): Value {
    assert(!memory.isWriting(), 'transactions do not nest')
    // Writes into a file that was deleted under the app succeed, and are gone with it.
    if (!isInPlace()) refuse('ledger/file-gone', { file })
    return withFileFailures(file, () => {
      try {
        return inTransaction(() => {
          memory.begin()
          const value = work()
          settle()
          return value
        })
      } catch (error) {
        forget()
        throw error
      } finally {
        memory.end()
      }
    })
  }

  const stores = {
    journal,
    facts,
    accounts,
    parties,
    items,
    entries,
    stock,
    shop: createShopStore(db),
    bills: createBillStore(db, { memory, journal, parties, items, numbers }),
    upi: createUpiStore(db),
    closings: createClosingStore(db, memory, numbers),
    merges: createMergeStore(db),
    credit: createCreditStore(db, numbers)
  }

  return {
    file,
    transact,
    atOneMoment<Value>(reads: () => Value): Value {
      return db.inTransaction ? reads() : db.transaction(reads).deferred()
    },
    ...stores,
    shifts: createShiftStore(db, memory, facts),
    dayInvoices: createDayInvoiceStore(db, facts, numbers),
    definitions: createDefinitionStore(db),
    messages: createMessageStore(db),
    stockLedger: createStockLedger(db, numbers),
    payments: createPaymentStore(db, numbers),
    slips: createSlipStore(db),
    attachments: createAttachmentStore(db),
    prints: createPrintStore(db),
    audit: createAuditStore(db, journal),
    exchange: createExchangeReads(db, entries.storedAfter),
    editLog: createEditLog(db),
    sync: createSyncStore(db, { memory, transact, stores: { ...stores, kept } }),
    totals: kept.totals,
    keep: memory.keep,
    changesElsewhere: memory.changesElsewhere,
    isInPlace,
    checkpoint: () => void db.pragma('wal_checkpoint(PASSIVE)'),
    emptyLog: () => void db.pragma('wal_checkpoint(TRUNCATE)'),
    close: () => closeQuietly(db)
  }
}

/** The same as the binding's own, which makes four functions anew for each transaction. */
function prepareTransaction(db: Sqlite.Database): <Value>(work: () => Value) => Value {
  const [begin, commit, rollback] = ['begin immediate', 'commit', 'rollback'].map((sql) => db.prepare(sql))
  return (work) => {
    begin?.run()
    try {
      const value = work()
      commit?.run()
      return value
    } catch (error) {
      // An error of the disk may have ended it already.
      if (db.inTransaction) rollback?.run()
      throw error
    }
  }
}

/** The newest entries are in the log beside the file: a book that lost it has lost them. */
const placeOf = (file: string) => [statOf(file), statOf(`${file}-wal`)] as const

function statOf(file: string): fs.Stats | undefined {
  try {
    return fs.statSync(file, { throwIfNoEntry: false })
  } catch {
    // A place that cannot be looked at is no place where entries are safe.
    return undefined
  }
}

type Place = ReturnType<typeof placeOf>
const isSamePlace = (one: Place, other: Place) =>
  one.every((stat, at) => stat?.ino === other[at]?.ino && stat?.dev === other[at]?.dev)

function closeQuietly(db: Sqlite.Database): void {
  if (!db.open) return
  db.close()
}
