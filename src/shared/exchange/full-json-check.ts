import type { Posting } from '#shared/ledger/build-entry.ts'
import { add, minor, ZERO } from '#shared/money/money.ts'
import type { FullCounts } from './full-json.ts'
import { FULL_JSON_ROWS, type FullJsonPart, zFullHead } from './full-json-schema.ts'
import { debitOf } from './journal-text.ts'

export const FULL_JSON_FAULTS = [
  'not-ours',
  'not-json',
  'row-not-understood',
  'entry-not-balanced',
  'out-of-order',
  'reference-missing',
  'counts-differ',
  'cut-short'
] as const

type FaultName = (typeof FULL_JSON_FAULTS)[number]

/** What is wrong with a file that was read again; `line` as an editor counts, from 1. */
export interface FullJsonFault {
  readonly line: number
  readonly fault: FaultName
}

/** What a file that is whole says of itself. */
export interface CheckedJson {
  readonly counts: FullCounts
  readonly shopName: string
  readonly chain: { readonly n: number; readonly hash: string }
}

interface EntryRow {
  readonly entryNo: number
  readonly id: string
  readonly partyId: string | null
  readonly reversesId: string | null
  readonly postings: readonly Posting[]
}

/**
 * Reads a full JSON again, line by line, and works everything out anew that it says: each row by its schema, numbers in order, each
 * entry in balance and on accounts and parties that are there, counts and sums. Only files written here are read: a row a line.
 */
export class FullJsonCheck {
  private line = 0
  private section: FullJsonPart | '' = ''
  private end = ''
  private readonly found: Record<FullJsonPart, number> = { accounts: 0, parties: 0, items: 0, entries: 0, facts: 0 }
  private readonly known = new Set<string>()
  private lastNo = 0
  private debitMinor = ZERO
  private head: { shopName: string; chain: CheckedJson['chain'] } | null = null
  private fault: FullJsonFault | null = null

  /** Takes the next line, without its end. */
  take(text: string): void {
    this.line++
    if (this.fault !== null || text === '') return
    if (this.line === 1) {
      this.say(this.takeHead(text))
      return
    }
    const opened = /^(?:\],)?\s*"(accounts|parties|items|entries|facts)":\[(?:\],)?$/u.exec(text)
    if (text === '],') return
    if (opened !== null) {
      this.section = opened[1] as FullJsonPart
      this.lastNo = 0
    } else if (text.startsWith('"counts":')) this.end = text
    else this.say(this.takeRow(text.replace(/[,\]]+$/u, '')))
  }

  private takeHead(text: string): FaultName | null {
    const head = zFullHead.safeParse(jsonOf(text.replace(/,$/u, '}')))
    if (!head.success) return 'not-ours'
    this.head = { shopName: head.data.shop.name, chain: head.data.chain }
    return null
  }

  private takeRow(text: string): FaultName | null {
    const row = jsonOf(text)
    if (row === undefined || this.section === '') return 'not-json'
    this.found[this.section]++
    if (!FULL_JSON_ROWS[this.section].safeParse(row).success) return 'row-not-understood'
    const { code, id, partyNo, itemNo, entryNo, n } = row as Record<string, string & number>
    const no = partyNo ?? itemNo ?? entryNo ?? n ?? this.lastNo + 1
    if (no <= this.lastNo) return 'out-of-order'
    this.lastNo = no
    if (this.section === 'accounts') this.known.add(`account ${code}`)
    if (this.section === 'parties') this.known.add(`party ${id}`)
    return this.section === 'entries' ? this.takeEntry(row as EntryRow) : null
  }

  private takeEntry({ id, partyId, reversesId, postings }: EntryRow): FaultName | null {
    const total = postings.reduce((all, { amountMinor }) => all + amountMinor, 0)
    if (total !== 0) return 'entry-not-balanced'
    const wanted = [
      ...postings.map(({ accountCode }) => `account ${accountCode}`),
      ...[partyId, ...postings.map((posting) => posting.partyId)].flatMap((one) =>
        one === null ? [] : [`party ${one}`]
      ),
      ...(reversesId === null ? [] : [`entry ${reversesId}`])
    ]
    if (!wanted.every((one) => this.known.has(one))) return 'reference-missing'
    this.known.add(`entry ${id}`)
    this.debitMinor = add(this.debitMinor, debitOf(postings))
    return null
  }

  private say(fault: FaultName | null): void {
    if (fault !== null) this.fault ??= { line: this.line, fault }
  }

  /** The first fault, or what was worked out. */
  finish(): { readonly fault: FullJsonFault } | CheckedJson {
    const counts: FullCounts = { ...this.found, debitMinor: minor(this.debitMinor) }
    if (this.head === null) this.say('not-ours')
    if (this.fault === null && this.end === '') this.say('cut-short')
    if (this.fault === null && this.end !== `"counts":${JSON.stringify(counts)}}`) this.say('counts-differ')
    if (this.fault !== null || this.head === null)
      return { fault: this.fault ?? { line: this.line, fault: 'not-ours' } }
    return { counts, ...this.head }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
