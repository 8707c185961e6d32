import type Sqlite from 'better-sqlite3'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import { minor } from '#shared/money/money.ts'
import { fileIdentity, type OpenOptions, openLedger } from './open-ledger.ts'
import { build, prepare } from './prepared.ts'
import { withFileFailures } from './sqlite-failure.ts'
import { createAccountStore } from './stores/account-store.ts'
import { createAuditStore } from './stores/audit-store.ts'
import { createClosingStore } from './stores/closing-store.ts'
import { createEntryStore } from './stores/entry-store.ts'
import { createJournalStore } from './stores/journal-store.ts'
import { createNumberTexts } from './stores/number-texts.ts'
import { createPartyStore } from './stores/party-store.ts'
import { createPrintStore } from './stores/print-store.ts'
import { createShopStore } from './stores/shop-store.ts'
import { createUpiStore } from './stores/upi-store.ts'

/** Opens a ledger file and the stores on it. Fails with the `ledger/…` codes of `openLedger`. */
export function openLedgerStore(file: string, options: OpenOptions = {}): LedgerStore {
  const db = openLedger(file, options)
  // The newest entries are in the log beside the file: a book that lost it has lost them.
  const placeNow = () => `${fileIdentity(file)} ${fileIdentity(`${file}-wal`)}`
  const place = placeNow()
  const dataVersion = db.prepare<[], number>('PRAGMA data_version').pluck()
  const changesElsewhere = () => dataVersion.get() ?? 0
  const journal = createJournalStore(db, changesElsewhere)
  const accounts = createAccountStore(db)
  const parties = createPartyStore(db, journal)
  const numbers = createNumberTexts(db)
  const totals = prepare<Record<never, never>, { get_minor: number; give_minor: number; party_count: number }>(db, () =>
    build.selectFrom('control_total').select(['get_minor', 'give_minor', 'party_count'])
  )

  return {
    file,
    transact<Value>(work: () => Value): Value {
      assert(!db.inTransaction, 'transactions do not nest')
      // Writes into a file that was deleted under the app succeed, and are gone with it.
      if (placeNow() !== place) refuse('ledger/file-gone', { file })
      return withFileFailures(file, () => {
        try {
          return db
            .transaction(() => {
              const value = work()
              journal.settle()
              return value
            })
            .immediate()
        } catch (error) {
          journal.forget()
          accounts.forget()
          parties.forget()
          numbers.forget()
          throw error
        }
      })
    },
    atOneMoment<Value>(reads: () => Value): Value {
      return db.inTransaction ? reads() : db.transaction(reads).deferred()
    },
    journal,
    shop: createShopStore(db),
    accounts,
    parties,
    entries: createEntryStore(db, { journal, accounts, parties, numbers }),
    upi: createUpiStore(db),
    closings: createClosingStore(db, numbers),
    prints: createPrintStore(db),
    audit: createAuditStore(db, journal),
    totals() {
      const row = totals.first({})
      return {
        getMinor: minor(row?.get_minor ?? 0),
        giveMinor: minor(row?.give_minor ?? 0),
        partyCount: row?.party_count ?? 0
      }
    },
    changesElsewhere,
    isInPlace: () => placeNow() === place,
    checkpoint: () => void db.pragma('wal_checkpoint(PASSIVE)'),
    emptyLog: () => void db.pragma('wal_checkpoint(TRUNCATE)'),
    close: () => closeQuietly(db)
  }
}

function closeQuietly(db: Sqlite.Database): void {
  if (!db.open) return
  db.close()
}
