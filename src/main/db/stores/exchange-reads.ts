import type Sqlite from 'better-sqlite3'
import { build, prepare, query } from '#main/db/prepared.ts'
import type { ExchangeReads } from '#main/ports/ledger-store.ts'
import type { ExchangeSettlement } from '#shared/exchange/exchange-book.ts'
import { minor } from '#shared/money/money.ts'

const WAY = query<{ entryNo: number }, { way: string }>((slot) =>
  build.selectFrom('settlement_way').select('way').where('payment_no', '=', slot('entryNo'))
)
const PARTS = query<{ entryNo: number }, { charge_no: number; amount_minor: number }>((slot) =>
  build
    .selectFrom('settlement')
    .select(['charge_no', 'amount_minor'])
    .where('payment_no', '=', slot('entryNo'))
    .orderBy('charge_no')
)

const OPS = query<{ n: number; limit: number }, { n: number; op: string }>((slot) =>
  build
    .selectFrom('journal_op')
    .select(['n', 'bytes as op'])
    .where('n', '>', slot('n'))
    .orderBy('n')
    .limit(slot('limit'))
)

const END = query<Record<never, never>, { newest_op: number; newest_hash: Uint8Array }>(() =>
  build.selectFrom('control_total').select(['newest_op', 'newest_hash'])
)

/** What the ways out read beside what screens read. */
export function createExchangeReads(db: Sqlite.Database, entriesAfter: ExchangeReads['entriesAfter']): ExchangeReads {
  const way = prepare(db, WAY)
  const parts = prepare(db, PARTS)
  const ops = prepare(db, OPS)
  const end = prepare(db, END)
  return {
    entriesAfter,
    settlementOf(entryNo) {
      const row = way.first({ entryNo })
      if (row === undefined) return null
      return {
        way: row.way as ExchangeSettlement['way'],
        parts: parts
          .all({ entryNo })
          .map(({ charge_no, amount_minor }) => ({ chargeNo: charge_no, amountMinor: minor(amount_minor) }))
      }
    },
    opsAfter: (n, limit) => ops.all({ n, limit }),
    chainEnd() {
      const row = end.first({})
      return { n: row?.newest_op ?? 0, hash: Buffer.from(row?.newest_hash ?? []).toString('hex') }
    },
    hashAt(n) {
      const row = db.prepare<[number], { hash: Uint8Array }>('select hash from journal where n = ?').get(n)
      return row === undefined ? null : Buffer.from(row.hash).toString('hex')
    },
    copyTo(path) {
      db.prepare('vacuum into ?').run(path)
    }
  }
}
