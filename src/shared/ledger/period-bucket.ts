import { type Minor, negate, smaller, ZERO } from '#shared/money/money.ts'
import type { BuiltEntry } from './build-entry.ts'

/** What an entry adds to the totals of its period, and under which name. */
export interface BucketShare {
  readonly bucket: string
  readonly amountMinor: Minor
  readonly cashMinor: Minor
  /** The part of the cash that paid old dues, not this bill. */
  readonly duesCashMinor: Minor
  readonly upiMinor: Minor
  readonly bankMinor: Minor
  readonly creditMinor: Minor
}

/**
 * Buckets are the kinds of entries; a contra says between what (`contra:cash>bank`), a reversal what it undoes
 * (`reversal:sale`), so that a closing needs only to read a dozen rows.
 */
export function bucketShare(entry: BuiltEntry, undone: BuiltEntry | null): BucketShare {
  return {
    bucket: bucketOf(entry, undone),
    amountMinor: entry.amountMinor,
    cashMinor: entry.cashMinor,
    duesCashMinor: entry.kind === 'sale' ? cashForDues(entry) : ZERO,
    upiMinor: entry.upiMinor,
    bankMinor: entry.bankMinor,
    creditMinor: creditShare(entry, undone)
  }
}

function bucketOf(entry: BuiltEntry, undone: BuiltEntry | null): string {
  if (entry.kind === 'contra') return `contra:${contraPlaces(entry)}`
  if (entry.kind === 'reversal' && undone !== null) {
    return undone.kind === 'contra' ? `reversal:contra:${contraPlaces(undone)}` : `reversal:${undone.kind}`
  }
  return entry.kind
}

/** Where a contra comes from and goes to, read off its postings: money leaves the credited account. */
function contraPlaces(entry: BuiltEntry): string {
  const from = entry.postings.find((posting) => posting.amountMinor < 0)?.accountCode
  const to = entry.postings.find((posting) => posting.amountMinor > 0)?.accountCode
  return `${from}>${to}`
}

/** Of a sale only what is given on credit; what a customer pays beyond the bill is dues received, not credit taken back. */
function creditShare(entry: BuiltEntry, undone: BuiltEntry | null): Minor {
  if (entry.kind === 'sale') return entry.creditMinor > 0 ? entry.creditMinor : ZERO
  if (undone?.kind === 'sale') return entry.creditMinor < 0 ? entry.creditMinor : ZERO
  return entry.creditMinor
}

/** A customer who pays more than the bill pays old dues; what he handed over in cash is taken first for that. */
const cashForDues = (sale: BuiltEntry): Minor =>
  sale.creditMinor < 0 && sale.cashMinor > 0 ? smaller(sale.cashMinor, negate(sale.creditMinor)) : ZERO
