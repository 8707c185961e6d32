import type { Json } from '#shared/journal/canonical-json.ts'
import type { OpKind } from '#shared/journal/op.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { Minor } from '#shared/money/money.ts'

/** An op as the log reads it: of those that stand in rows of their own, what the row says. */
export interface LogLine {
  readonly n: number
  readonly atMs: number
  readonly person: string
  readonly kind: OpKind
  readonly body: { readonly [key: string]: Json }
  readonly entry: { readonly kind: EntryKind; readonly amountMinor: Minor; readonly partyName: string } | null
  readonly hash: string
}

/**
 * What is not worth reading: it keeps rows from leaving the file, and lets through whatever it is not sure of. Whoever asks looks at what
 * comes. A text is in small letters; where `entryKinds` is given, entries of these kinds say the text by their very kind.
 */
export interface LogSieve {
  readonly entries: 'all' | 'reversals' | 'none'
  readonly parties: 'all' | 'changed' | 'none'
  /** Kinds of ops beside entries and parties; empty: none of them. */
  readonly ops: readonly OpKind[]
  /** The exact name; empty: everybody. */
  readonly person: string
  /** Instants, both inclusive. */
  readonly fromMs: number
  readonly toMs: number
  readonly text: string
  readonly entryKinds: readonly EntryKind[]
  /** Whether the log's own words for a party say the text: then it is said of every party. */
  readonly isPartyWord: boolean
}

/** Reads the journal from its end. */
export interface EditLog {
  /** The ops with numbers from `fromN` to before `beforeN`, the newest first; all of them without a sieve. */
  window(fromN: number, beforeN: number, sieve?: LogSieve): LogLine[]
}
