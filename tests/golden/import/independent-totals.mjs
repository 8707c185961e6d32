// Totals of the Online Retail file, computed from its text alone: this script shares no code with the project, so
// that a mistake in the import cannot hide in both. Plain Node, exact integers. Usage: node independent-totals.mjs FILE
import { readFileSync } from 'node:fs'

/** Splits one line of CSV. No cell of this file holds a line end. */
function cellsOf(line) {
  const cells = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const c = line[i]
    if (quoted && c === '"' && line[i + 1] === '"') {
      cell += '"'
      i++
    } else if (c === '"') quoted = !quoted
    else if (c === ',' && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += c
  }
  return [...cells, cell]
}

/** A price as thousandths of a pound. */
function thousandths(price) {
  const [whole, part = ''] = price.split('.')
  if (!/^\d+$/.test(whole) || !/^\d{0,3}$/.test(part)) throw new Error(`unexpected price ${price}`)
  return BigInt(whole) * 1000n + BigInt(part.padEnd(3, '0'))
}

const [heading, ...lines] = readFileSync(process.argv[2], 'utf8')
  .replace(/^\ufeff/, '')
  .trimEnd()
  .split(/\r?\n/)
if (heading !== 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country')
  throw new Error(heading)

const invoices = new Map()
for (const line of lines) {
  const cells = cellsOf(line)
  if (cells.length !== 8) throw new Error(`unexpected line ${line}`)
  const [number, code, description, quantity, , price, customer] = cells
  const invoice = invoices.get(number) ?? { customer, lines: 0, total: 0n, rows: [] }
  if (invoice.customer !== customer) throw new Error(`invoice ${number} has two customers`)
  invoice.lines++
  invoice.total += BigInt(quantity) * thousandths(price)
  invoice.rows.push({ code: code.trim().toUpperCase(), description: description.trim(), quantity: Number(quantity) })
  invoices.set(number, invoice)
}

const CHARGES = ['POST', 'DOT', 'D', 'M', 'C2', 'BANK CHARGES']

const sums = {}
const balances = new Map()
const invoiceTotals = {}
const goods = new Map()
let zeroLines = 0
let [sold, returned] = [0, 0]
for (const [number, { customer, lines: count, total, rows }] of invoices) {
  if (total === 0n) {
    zeroLines += count
    continue
  }
  // Half a penny goes away from zero.
  const absolute = ((total < 0n ? -total : total) + 5n) / 10n
  invoiceTotals[number] = total < 0n ? -absolute : absolute
  for (const { code, quantity } of rows) {
    // Postage, discounts, bank charges and the like are no goods.
    if (CHARGES.includes(code)) continue
    if (quantity > 0) sold += quantity
    else returned -= quantity
    goods.set(code, (goods.get(code) ?? 0) + quantity)
  }
  const kind = `${total < 0n ? 'return' : 'sale'} ${customer === '' ? 'cash' : 'credit'}`
  const sum = sums[kind] ?? { count: 0, minor: 0n }
  sums[kind] = { count: sum.count + 1, minor: sum.minor + absolute }
  if (customer !== '') balances.set(customer, (balances.get(customer) ?? 0n) + (total < 0n ? -absolute : absolute))
}
const owed = [...balances.values()]
const facts = {
  lines: lines.length,
  invoices: invoices.size,
  customers: balances.size,
  linesOfZeroInvoices: zeroLines,
  sums,
  getMinor: owed.filter((balance) => balance > 0n).reduce((all, one) => all + one, 0n),
  giveMinor: -owed.filter((balance) => balance < 0n).reduce((all, one) => all + one, 0n),
  invoiceTotals,
  mostLines: Math.max(...[...invoices.values()].map((invoice) => invoice.lines)),
  sold,
  returned,
  /** What left the shop of each item, by its code in capitals; what came back is taken off. */
  goods: Object.fromEntries([...goods].sort()),
  balances: Object.fromEntries([...balances].sort())
}
console.log(JSON.stringify(facts, (_, value) => (typeof value === 'bigint' ? Number(value) : value), 2))
