import type { Posting } from '#shared/ledger/build-entry.ts'
import { add, type Minor, minor, ZERO } from '#shared/money/money.ts'
import type { ExchangeBook, Written } from './exchange-book.ts'
import { debitOf } from './journal-text.ts'

export const FULL_JSON_FORMAT = 'counterbook-book'
export const FULL_JSON_VERSION = 1

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
  const head = { format: FULL_JSON_FORMAT, version: FULL_JSON_VERSION, shop: book.shop }
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

/** What is wrong with a file that was read again; `line` as an editor counts, from 1. */
export interface FullJsonFault {
  readonly line: number
  readonly fault: 'not-ours' | 'not-json' | 'entry-not-balanced' | 'counts-differ' | 'cut-short'
}

/**
 * Reads a full JSON again, line by line, and works its counts and sums out anew: null when the file holds what its end says.
 * Only files written here are read: a row a line.
 */
export class FullJsonCheck {
  private line = 0
  private section = ''
  private end = ''
  private readonly found: Record<string, number> = { accounts: 0, parties: 0, items: 0, entries: 0, facts: 0 }
  private debitMinor = ZERO
  private fault: FullJsonFault | null = null

  /** Takes the next line, without its end. */
  take(text: string): void {
    this.line++
    if (this.fault !== null || text === '') return
    if (this.line === 1) {
      if (!text.startsWith(`{"format":"${FULL_JSON_FORMAT}","version":${FULL_JSON_VERSION},`)) this.say('not-ours')
      return
    }
    const opened = /^(?:\],)?\s*"(accounts|parties|items|entries|facts)":\[(?:\],)?$/u.exec(text)
    if (text === '],') return
    if (opened !== null) this.section = opened[1] ?? ''
    else if (text.startsWith('"counts":')) this.end = text
    else this.takeRow(text.replace(/[,\]]+$/u, ''))
  }

  private takeRow(text: string): void {
    this.found[this.section] = (this.found[this.section] ?? 0) + 1
    let row: unknown
    try {
      row = JSON.parse(text)
    } catch {
      this.say('not-json')
      return
    }
    if (this.section !== 'entries') return
    const { postings } = row as { readonly postings: readonly Posting[] }
    const total = postings.reduce((all, { amountMinor }) => all + amountMinor, 0)
    if (total !== 0) this.say('entry-not-balanced')
    this.debitMinor = add(this.debitMinor, debitOf(postings))
  }

  private say(fault: FullJsonFault['fault']): void {
    this.fault ??= { line: this.line, fault }
  }

  /** The first fault, or the counts that were worked out. */
  finish(): { readonly fault: FullJsonFault } | { readonly counts: FullCounts } {
    const { accounts = 0, parties = 0, items = 0, entries = 0, facts = 0 } = this.found
    const counts: FullCounts = { accounts, parties, items, entries, facts, debitMinor: minor(this.debitMinor) }
    if (this.fault === null && this.end === '') this.say('cut-short')
    if (this.fault === null && this.end !== `"counts":${JSON.stringify(counts)}}`) this.say('counts-differ')
    return this.fault === null ? { counts } : { fault: this.fault }
  }
}
