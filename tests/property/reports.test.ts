import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReportShelf } from '#main/db/reports/report-shelf.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { type Period, periodBefore } from '#shared/reports/period.ts'
import { type Report, type ReportName, type ReportRow, zReport, zReportQuery } from '#shared/reports/report.ts'
import { goodsCommands } from './goods-commands.ts'
import { GoodsPlayer } from './goods-player.ts'
import { commands } from './shop-commands.ts'
import { ShopPlayer } from './shop-player.ts'

const RUNS = Number(process.env.SHOP_RUNS ?? 12)
const EVER = { fromOn: 19000101, toOn: 21001231 }

const periods = fc.oneof(
  fc.constant(EVER),
  fc
    .tuple(fc.integer({ min: 20261112, max: 20261130 }), fc.integer({ min: 20261112, max: 20261130 }))
    .map(([one, other]) => ({ fromOn: Math.min(one, other), toOn: Math.max(one, other) }))
)

/** A book as reports and as plain SQL read it. */
class Readings {
  private readonly shelf: ReportShelf
  private readonly db: Sqlite.Database

  constructor(file: string) {
    this.shelf = new ReportShelf(file)
    this.db = new Sqlite(file, { readonly: true })
  }

  close(): void {
    this.shelf.close()
    this.db.close()
  }

  run(report: ReportName, query: object, page = { offset: 0, limit: 100_000 }): Report {
    const flag = new Int32Array(new SharedArrayBuffer(4))
    const made = this.shelf.make(zReportQuery.parse({ report, ...query }), page, { flag, tell: () => {} })
    return zReport.parse(made)
  }

  all<Row>(sql: string, values: object = {}): Row[] {
    return this.db.prepare<[object], Row>(sql).all(values)
  }

  /** What stood on the accounts at the end of a day, by the double entry itself. */
  accounts(period: { fromOn: number; toOn: number }): Map<string, number> {
    const sql = `select code, sum(posting.amount_minor) as amount from posting join account on account.account_no = posting.account_no
      join entry on entry.entry_no = posting.entry_no
      where book_on between @fromOn and @toOn group by code`
    return new Map(this.all<{ code: string; amount: number }>(sql, period).map(({ code, amount }) => [code, amount]))
  }
}

const lines = (report: Report): ReportRow[] => report.rows.filter(({ kind }) => kind === 'line')
const last = (report: Report): ReportRow | undefined => report.rows.at(-1)
const columnAt = (report: Report, key: string): number => report.columns.findIndex((column) => column.key === key)
const numberIn = (report: Report, row: ReportRow | undefined, key: string): number =>
  Number(row?.cells[columnAt(report, key)] ?? 0)
const sumIn = (report: Report, key: string): number =>
  lines(report).reduce((sum, row) => sum + numberIn(report, row, key), 0)
const keyed = (report: Report, word: string): ReportRow | undefined =>
  report.rows.find(({ cells: [name] }) => typeof name === 'object' && name !== null && name.key.endsWith(`.${word}`))

const LEGS = { 'cash-book': 'cash', 'bank-book': 'bank', 'upi-book': 'upi' } as const

/** Whatever the book holds, and whatever days are asked for. */
function checkBooks(book: Readings, period: { fromOn: number; toOn: number }): void {
  const until = book.accounts({ fromOn: 0, toOn: period.toOn })
  const trial = book.run('trial-balance', period)
  expect(numberIn(trial, last(trial), 'debitBalance')).toBe(numberIn(trial, last(trial), 'creditBalance'))
  expect(numberIn(trial, last(trial), 'debits')).toBe(numberIn(trial, last(trial), 'credits'))
  expect(sumIn(trial, 'debitBalance')).toBe([...until.values()].reduce((sum, amount) => sum + Math.max(0, amount), 0))

  const profit = book.run('profit-and-loss', period)
  const sheet = book.run('balance-sheet', period)
  const net = numberIn(profit, last(profit), 'amount')
  expect(numberIn(sheet, last(sheet), 'amount')).toBe(0)
  expect(numberIn(sheet, keyed(sheet, 'periodProfit'), 'amount')).toBe(net)

  for (const [report, code] of Object.entries(LEGS)) {
    const made = book.run(report as ReportName, period)
    expect(numberIn(made, last(made), 'balance')).toBe(until.get(code) ?? 0)
    let balance = numberIn(made, made.rows[0], 'balance')
    for (const row of lines(made)) {
      balance += numberIn(made, row, 'in') - numberIn(made, row, 'out')
      expect(numberIn(made, row, 'balance')).toBe(balance)
    }
    expect(numberIn(made, last(made), 'balance')).toBe(balance)
    const steps = book.run(report as ReportName, { ...period, step: 'week' })
    expect(numberIn(steps, last(steps), 'in')).toBe(numberIn(made, last(made), 'in'))
    expect(numberIn(steps, last(steps), 'balance')).toBe(steps.rows.length === 0 ? 0 : balance)
  }

  const parties = book.run('party-balances', period)
  expect(sumIn(parties, 'get') - sumIn(parties, 'give')).toBe(
    (until.get('debtors') ?? 0) + (until.get('creditors') ?? 0)
  )
  expect(numberIn(parties, last(parties), 'get')).toBe(sumIn(parties, 'get'))
  for (const side of ['get', 'give'] as const) {
    const one = book.run('party-balances', { ...period, side })
    expect(sumIn(one, side)).toBe(sumIn(parties, side))
    expect(numberIn(one, last(one), side)).toBe(sumIn(parties, side))
    expect(lines(one).every((row) => numberIn(one, row, side) > 0)).toBe(true)
    const ages = book.run('ageing', { ...period, side })
    const buckets = ['notDue', 'days30', 'days60', 'days90', 'older', 'unsettled']
    for (const row of ages.rows) {
      const aged = buckets.reduce((sum, key) => sum + numberIn(ages, row, key), 0)
      expect(aged).toBe(numberIn(ages, row, 'balance'))
    }
    expect(numberIn(ages, last(ages), 'balance')).toBe(sumIn(parties, side))
  }
  for (const row of lines(parties)) {
    const target = row.target
    if (target === null || !('query' in target)) throw new Error('a party leads to its statement')
    const statement = book.run('party-statement', target.query)
    const closing = numberIn(parties, row, 'get') - numberIn(parties, row, 'give')
    expect(numberIn(statement, last(statement), 'balance')).toBe(closing)
    expect(lines(statement).length === 0 || numberIn(statement, lines(statement).at(-1), 'balance') === closing).toBe(
      true
    )
  }
}

/** Steps add up to the whole, pages are parts of it, and the period before is what it says when it is asked for itself. */
function checkShapes(book: Readings, period: Period): void {
  for (const step of ['day', 'week', 'month'] as const) {
    for (const report of ['totals', 'profit-and-loss', 'sales-register', 'purchase-register'] as const) {
      const made = book.run(report, { ...period, step })
      for (const { key, kind } of made.columns) {
        if (kind === 'money') expect(sumIn(made, key), `${report} ${step} ${key}`).toBe(numberIn(made, last(made), key))
      }
    }
  }
  for (const report of ['day-book', 'cash-book', 'sales-register', 'party-balances'] as const) {
    const whole = book.run(report, period)
    const pages = []
    for (let offset = 0; offset < whole.rowCount; offset += 3)
      pages.push(...book.run(report, period, { offset, limit: 3 }).rows)
    expect(pages).toEqual(whole.rows)
    expect(whole.rowCount).toBe(whole.rows.length)
  }
  const before = periodBefore(period)
  if (before === null) return
  for (const [report, key] of [
    ['profit-and-loss', 'amount'],
    ['expenses', 'amount'],
    ['balance-sheet', 'amount']
  ] as const) {
    const compared = book.run(report, { ...period, isCompared: true })
    const then = book.run(report, before)
    expect(compared.before).toEqual(before)
    if (compared.rows.length === 0) continue
    expect(numberIn(compared, last(compared), 'before'), report).toBe(numberIn(then, last(then), key))
    const now = numberIn(compared, last(compared), key)
    expect(numberIn(compared, last(compared), 'difference')).toBe(now - numberIn(then, last(then), key))
  }
}

test('reports of any days of any book agree with its double entry and with each other', async () => {
  let entries = 0
  await fc.assert(
    fc.asyncProperty(commands, fc.array(periods, { minLength: 1, maxLength: 2 }), async (sequence, asked) => {
      const player = await ShopPlayer.open()
      const book = new Readings(player.file)
      try {
        for (const [at, command] of sequence.entries()) {
          await player.play(command)
          // What was put together before is extended by what came since.
          if (at % 7 === 3) checkBooks(book, EVER)
        }
        for (const period of asked) {
          checkBooks(book, period)
          checkShapes(book, period as Period)
        }
        entries += player.model.entries.length
      } finally {
        book.close()
        await player.close()
      }
    }),
    { numRuns: RUNS }
  )
  expect(entries).toBeGreaterThan(RUNS)
}, 600_000)

const TAXES = ['cgst', 'sgst', 'igst', 'cess'] as const

function checkGoods(book: Readings, period: { fromOn: number; toOn: number }): void {
  const within = book.accounts(period)
  const of = (...codes: string[]) => codes.reduce((sum, code) => sum + (within.get(code) ?? 0), 0)
  const sales = book.run('sales-register', period)
  const bought = book.run('purchase-register', period)
  expect(sumIn(sales, 'goods')).toBe(0 - of('sales', 'sales-returns'))
  expect(sumIn(sales, 'charges')).toBe(0 - of('freight-charged', 'packing-charged', 'other-charged'))
  expect(sumIn(bought, 'goods')).toBe(of('purchases', 'purchase-returns'))
  expect(sumIn(sales, 'roundOff') * -1 + sumIn(bought, 'roundOff')).toBe(of('round-off'))
  for (const head of TAXES) {
    if (columnAt(sales, head) >= 0) expect(sumIn(sales, head)).toBe(0 - of(`output-${head}`))
    if (columnAt(bought, head) >= 0) expect(sumIn(bought, head)).toBe(of(`input-${head}`))
  }
  for (const register of [sales, bought]) {
    const figures = register.columns.filter(({ kind, key }) => kind === 'money' && key !== 'total')
    for (const row of register.rows)
      expect(figures.reduce((sum, { key }) => sum + numberIn(register, row, key), 0)).toBe(
        numberIn(register, row, 'total')
      )
    expect(sumIn(register, 'total')).toBe(numberIn(register, last(register), 'total'))
  }
  const gst = book.run('gst-summary', period)
  expect(keyed(gst, 'otherTax')).toBeUndefined()
  for (const head of TAXES) {
    if (columnAt(gst, head) < 0) continue
    const due = 0 - of(`output-${head}`, `input-${head}`, `reverse-charge-${head}`)
    expect(numberIn(gst, last(gst), head)).toBe(due)
  }
}

function checkStock(book: Readings, period: { fromOn: number; toOn: number }): void {
  const summary = book.run('stock-summary', period)
  const moves = book.all<{ quantity: number; value: number }>(
    `select sum(quantity) as quantity, sum(value_minor) as value from stock_move where book_on <= @toOn group by item_no
      having count(*) > 0`,
    { toOn: period.toOn }
  )
  const total = (of: (move: { quantity: number; value: number }) => number) =>
    moves.reduce((sum, move) => sum + of(move), 0)
  expect(sumIn(summary, 'closingQuantity')).toBe(total(({ quantity }) => quantity))
  expect(sumIn(summary, 'value')).toBe(total(({ value }) => value))
  for (const row of lines(summary)) {
    const of = (key: string) => numberIn(summary, row, key)
    expect(of('openingQuantity') + of('inQuantity') - of('outQuantity')).toBe(of('closingQuantity'))
    expect(of('openingValue') + of('inValue') - of('outValue')).toBe(of('value'))
  }
  const profit = book.run('profit-and-loss', period)
  const closing = numberIn(profit, keyed(profit, 'closingStock'), 'amount')
  expect(0 - closing).toBe(numberIn(summary, last(summary), 'value'))
}

/** Lines of bills, and amounts of sales without one, entry by entry; what was undone is taken off. */
function soldFor(book: Readings, period: { fromOn: number; toOn: number }): number {
  const sql = `select coalesce(sum((case kind_no when 1 then 1 else -1 end) * way * coalesce(
        (select sum(bill_line.taxable_minor) from bill join bill_line using (bill_no) where bill.entry_no = made_no), amount_minor)), 0) as sum
    from (select entry.amount_minor, coalesce(undone.kind_no, entry.kind_no) as kind_no,
        coalesce(undone.entry_no, entry.entry_no) as made_no, case when undone.entry_no is null then 1 else -1 end as way
      from entry left join entry as undone on undone.entry_no = entry.reverses_no where entry.book_on between @fromOn and @toOn)
    join entry_kind using (kind_no) where kind in ('sale', 'sale-return')`
  return book.all<{ sum: number }>(sql, period)[0]?.sum ?? 0
}

/** Months that were put together say what their days say, which are read one by one. */
function checkDaysAddUp(book: Readings, period: { fromOn: number; toOn: number }): void {
  const days = book.all<{ bookOn: number }>(
    'select distinct book_on as bookOn from entry union select book_on from stock_move'
  )
  const keys = ['quantity', 'revenue', 'cost', 'inQuantity', 'outQuantity', 'inValue', 'outValue']
  for (const report of ['item-profit', 'party-profit', 'stock-summary'] as const) {
    const figuresOf = (period: { fromOn: number; toOn: number }, sums: Map<string, number>) => {
      const made = book.run(report, period)
      for (const row of lines(made))
        for (const key of keys) {
          const at = `${JSON.stringify(row.cells[0])} ${key}`
          if (columnAt(made, key) >= 0) sums.set(at, (sums.get(at) ?? 0) + numberIn(made, row, key))
        }
      return sums
    }
    const whole = [...figuresOf(period, new Map())].filter(([, figure]) => figure !== 0)
    const summed = new Map<string, number>()
    for (const { bookOn } of days)
      if (bookOn >= period.fromOn && bookOn <= period.toOn) figuresOf({ fromOn: bookOn, toOn: bookOn }, summed)
    expect([...summed].filter(([, figure]) => figure !== 0).sort(), report).toEqual(whole.sort())
  }
}

test('registers, tax, stock and profit of any goods agree with the accounts and with each other', async () => {
  await fc.assert(
    fc.asyncProperty(goodsCommands, periods, async (sequence, period) => {
      const player = await GoodsPlayer.open()
      const book = new Readings(player.file)
      try {
        for (const command of sequence) await player.play(command)
        for (const days of [EVER, period]) {
          checkBooks(book, days)
          checkGoods(book, days)
          checkStock(book, days)
          const [items, parties] = [book.run('item-profit', days), book.run('party-profit', days)]
          for (const key of ['revenue', 'cost', 'profit']) expect(sumIn(items, key), key).toBe(sumIn(parties, key))
          expect(sumIn(items, 'revenue')).toBe(soldFor(book, days))
          checkDaysAddUp(book, days)
        }
        checkShapes(book, { fromOn: 20261101 as BookDate, toOn: 20261130 as BookDate })
      } finally {
        book.close()
        await player.close()
      }
    }),
    { numRuns: RUNS }
  )
}, 600_000)
