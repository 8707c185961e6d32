import { randomBytes } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { changeSettings } from '#main/app/change-settings.ts'
import { recordBill } from '#main/app/record-bill.ts'
import { systemClock } from '#main/compose/system.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { loadTaxSchemes } from '#main/files/tax-schemes.ts'
import type { BillContext } from '#shared/sales/bill-context.ts'
import { MAX_BILL_LINES } from '#shared/sales/bill-request.ts'
import { workBill } from '#shared/sales/work-bill.ts'
import { ItemIndex } from '#shared/search/item-index.ts'
import { newId, projectRoot } from '#tests/support/open-app.ts'
import { openBook } from '#tests/support/open-book.ts'
import { dropCopy } from './bench-commit.ts'
import { against, type Figure, inMs, measured } from './figure.ts'
import { BILL_DAY, type BillBook, billMaker, makeBillBook, makeItem } from './made-bills.ts'
import { benchFolder } from './made-book.ts'
import { pick, seededRandom } from './made-parties.ts'
import { inTurns, timed, timingOf } from './timing.ts'

/** A frame of the screen. */
const FRAME_MS = 16

/** One line more in a long bill: every figure of it worked out, as after each letter, in turns with the same in an empty one. */
export function benchLine(): Figure {
  const scheme = loadTaxSchemes(path.join(projectRoot, 'resources/tax'), console)('INR')
  const items = Array.from({ length: MAX_BILL_LINES }, (_, at) => makeItem(at))
  const long = billMaker(items, [newId()], MAX_BILL_LINES, seededRandom(7))()
  const party = {
    ...{ id: long.partyId ?? '', name: 'Ramesh', place: '', phone: '', address: '', state: '27', gstin: '' },
    taxKind: '' as const
  }
  const context: BillContext = {
    scheme,
    shop: { state: '27', registration: 'regular', currency: 'INR' },
    party,
    items: new Map(items.map((item) => [item.id, item])),
    on: BILL_DAY,
    origin: null
  }
  const short = { ...long, lines: long.lines.slice(0, 1) }
  const work = (request: typeof long) => () => {
    if (!workBill(request, context).ok) throw new Error('a made bill can be worked out')
  }
  const times = inTurns({ long: work(long), short: work(short) }, { runs: 1_000, block: 50, warmUp: 200 })
  return {
    what: `a line more in a bill of ${MAX_BILL_LINES}: every figure worked out`,
    timing: times.long,
    against: `a frame of ${FRAME_MS} ms; in an empty bill: ${inMs(times.short.medianMs)} / ${inMs(times.short.p99Ms)}`,
    ratio: times.long.medianMs / FRAME_MS,
    limit: 1,
    isTailGood: times.long.p99Ms <= FRAME_MS
  }
}

const SEARCHED = 50_000
const ASKED = 300
const MEDIAN_LIMIT_MS = 1
const P99_LIMIT_MS = 5

/** Items found while somebody types, each query with the median of three rounds. */
export function benchItemSearch(): Figure[] {
  const random = seededRandom(11)
  const items = Array.from({ length: SEARCHED }, (_, at) => makeItem(at))
  const index = new ItemIndex()
  items.forEach((item, at) => {
    index.add({ itemNo: at + 1, ...item, uses: at % 7 === 0 ? at % 50 : 0, lastUsedOn: at % 7 === 0 ? BILL_DAY : 0 })
  })
  const kinds: [string, (item: (typeof items)[number]) => string][] = [
    ['first 3 letters', ({ name }) => name.slice(0, 3)],
    ['words cut to 3 letters', ({ name }) => name.replace(/(\p{L}{3})\p{L}*/gu, '$1')],
    ['full name', ({ name }) => name],
    ['full name with one slip', ({ name }) => name.replace(/^(.)(.)(.)/u, '$1$3$2')],
    ['code', ({ code }) => code],
    ['barcode', ({ barcodes }) => barcodes[0] ?? '']
  ]
  return kinds.map(([kind, textOf]) => {
    const texts = Array.from({ length: ASKED }, () => textOf(pick(items, random)))
    const times = texts.map((text) => {
      const rounds = [0, 1, 2].map(() => timed(() => index.query(text, { limit: 20, nowDay: BILL_DAY })))
      return rounds.toSorted((left, right) => left - right)[1] ?? 0
    })
    const timing = timingOf(times)
    return {
      what: `search among ${SEARCHED.toLocaleString('en')} items, ${kind}`,
      timing,
      against: `at most ${MEDIAN_LIMIT_MS} / ${P99_LIMIT_MS}`,
      ratio: timing.medianMs / MEDIAN_LIMIT_MS,
      limit: 1,
      isTailGood: timing.p99Ms <= P99_LIMIT_MS
    }
  })
}

const SAVED = 100

/** A bill of 300 lines saved, on a file of many bills in turns with one of none, and with bare statements for the same rows. */
export function benchBills(bills: number): Figure[] {
  const at = `${bills.toLocaleString('en')} bills`
  const [large, empty] = [makeBillBook(`bills-${bills}`, bills), makeBillBook('bills-0', 0)]
  const own = savingInto(large, 'bills-large')
  const none = savingInto(empty, 'bills-none')
  own.save()
  own.close()
  const raw = openSameBill(own.file)
  const again = savingInto(large, 'bills-large-2')
  // As at a counter: nobody fills a bill of so many lines so quickly that the log was not folded in since the one before.
  const before = { large: again.fold, empty: none.fold, raw: raw.fold }
  const works = { large: again.save, empty: none.save, raw: raw.commit }
  const times = inTurns(works, { runs: SAVED, block: 5, warmUp: 5, before })
  for (const one of [again, none, raw]) one.close()
  for (const name of ['bills-large', 'bills-large-2', 'bills-none']) dropCopy(name)
  return [
    against(
      `saving a bill of ${MAX_BILL_LINES} lines, ${at} on file`,
      times.large,
      { name: 'with none on file', timing: times.empty },
      1.5
    ),
    against(
      `the same against its rows, ${at} on file`,
      times.large,
      { name: 'raw commit of the same rows', timing: times.raw },
      null
    ),
    measured(`the same, each line, ${at} on file`, (times.large.medianMs * 1_000) / MAX_BILL_LINES, 'us', null),
    benchVerify(large, at)
  ]
}

function savingInto(made: BillBook, name: string) {
  const file = path.join(benchFolder, `${name}.copy`)
  dropCopy(name)
  copyFileSync(made.file, file)
  const book = openBook(file, systemClock)
  changeSettings(book, { printOnAccept: false })
  const next = billMaker(made.items, made.partyIds, MAX_BILL_LINES, seededRandom(5))
  const requests = Array.from({ length: SAVED + 10 }, next)
  return {
    file,
    save() {
      const request = requests.pop()
      if (request === undefined) throw new Error('all bills are saved')
      recordBill(book, request)
    },
    fold: () => book.store.checkpoint(),
    close: () => book.store.close()
  }
}

/** The rows of the newest bill of a book once more, by bare statements with ids, hashes and bytes given and no rule asked. */
function openSameBill(file: string) {
  const db = new Sqlite(file)
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'cache_size = -16000', 'wal_autocheckpoint = 8000'])
    db.pragma(pragma)
  const numberOf = (query: string): number => Number(db.prepare(query).pluck().get())
  const billNo = numberOf('select max(bill_no) from bill')
  const copies = ['bill_line', 'stock_move', 'bill_tax'].map((table) => {
    const rows = db.prepare(`select * from ${table} where bill_no = ?`).all(billNo) as Record<string, unknown>[]
    const columns = Object.keys(rows[0] ?? {})
    return { rows, insert: db.prepare(`insert into ${table} values (${columns.map((name) => `@${name}`).join(', ')})`) }
  })
  const bytes = db
    .prepare('select bytes from journal_op where n = (select op_n from bill where bill_no = ?)')
    .pluck()
    .get(billNo)
  const head = db.prepare('select * from bill where bill_no = ?').get(billNo) as Record<string, unknown>
  const insertHead = db.prepare(
    `insert into bill values (${Object.keys(head)
      .map((name) => `@${name}`)
      .join(', ')})`
  )
  const insertOp = db.prepare('insert into journal_op values (?, ?, ?)')
  const onHand = db.prepare('update stock_on_hand set quantity = quantity - 1, last_move_no = ? where item_no = ?')
  const price = db.prepare('update last_price set bill_no = ?, line_no = ? where party_no = ? and item_no = ?')
  let [bill, move, op] = [
    billNo,
    numberOf('select max(move_no) from stock_move'),
    numberOf('select max(n) from journal_op')
  ]
  db.pragma('foreign_keys = OFF')
  const put = db.transaction(() => {
    bill++
    insertOp.run(++op, bytes, randomBytes(32))
    insertHead.run({ ...head, bill_no: bill, id: randomBytes(16), op_n: op, entry_no: 1_000_000_000 + bill })
    for (const { rows, insert } of copies) {
      for (const row of rows) {
        const isMove = 'move_no' in row
        insert.run({ ...row, bill_no: bill, ...(isMove ? { move_no: ++move } : {}) })
        if (isMove) onHand.run(move, row.item_no)
        else if ('of_line' in row) price.run(bill, row.line_no, head.party_no, row.item_no)
      }
    }
  })
  return {
    commit: () => put.immediate(),
    fold: () => void db.pragma('wal_checkpoint(PASSIVE)'),
    close: () => void db.close()
  }
}

function benchVerify(made: BillBook, at: string): Figure {
  let isClean = false
  const ms = timed(() => {
    isClean = verifyLedger(made.file).isClean
  })
  if (!isClean) throw new Error('the made book of bills is not clean')
  return measured(`verify, every row against the journal, ${at}`, ms / 1_000, 's', null, 'in a thread of its own')
}
