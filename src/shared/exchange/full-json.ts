import { add, type Minor, ZERO } from '#shared/money/money.ts'
import type { ExchangeBook, Written } from './exchange-book.ts'
import { FULL_JSON_FORMAT, FULL_JSON_VERSION } from './full-json-schema.ts'
import { debitOf } from './journal-text.ts'

/** Counts and sums that stand at the end of a file: whoever reads it can tell that all of it came. */
export interface FullCounts {
  readonly accounts: number
  readonly parties: number
  readonly items: number
  readonly entries: number
  readonly facts: number
  /** Sum of all debits, in minor units. */
  readonly debitMinor: Minor
}

/**
 * The whole book as one JSON object, a row a line: shop, accounts, parties, items, entries with their postings, every other
 * fact as its op stands in the journal, and counts and sums at the end. Amounts are integers of minor units.
 */
export function* fullJson(book: ExchangeBook): Generator<string, Written & { readonly counts: FullCounts }> {
  const head = { format: FULL_JSON_FORMAT, version: FULL_JSON_VERSION, shop: book.shop, chain: book.chain }
  yield `${JSON.stringify(head).slice(0, -1)},\n"accounts":[`
  const accounts = yield* rows(book.accounts)
  yield '],\n"parties":['
  const parties = yield* rows(book.parties())
  yield '],\n"items":['
  const items = yield* rows(book.items())
  yield '],\n"entries":['
  let debitMinor = ZERO
  const entries = yield* rows(book.entries(), ({ postings }) => {
    debitMinor = add(debitMinor, debitOf(postings))
  })
  yield '],\n"facts":['
  const facts = yield* lines(book.facts())
  const counts = { accounts, parties, items, entries, facts, debitMinor }
  yield `],\n"counts":${JSON.stringify(counts)}}\n`
  return { entryCount: entries, debitMinor, counts }
}

function* rows<Row extends object>(all: Iterable<Row>, seen: (row: Row) => void = () => {}): Generator<string, number> {
  let count = 0
  for (const row of all) {
    seen(row)
    yield `${count++ === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`
  }
  return count
}

/** Facts are JSON already, word for word as the journal has them. */
function* lines(all: Iterable<{ readonly n: number; readonly op: string }>): Generator<string, number> {
  let count = 0
  for (const { n, op } of all) yield `${count++ === 0 ? '\n' : ',\n'}{"n":${n},"op":${op}}`
  return count
}
