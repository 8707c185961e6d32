import { z } from 'zod'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Minor } from '#shared/money/money.ts'

/** A line of a statement: money that came in. */
export interface StatementLine {
  /** What makes it the same line in another statement. */
  readonly fingerprint: string
  readonly on: BookDate
  /** `HH:MM`, or empty where the statement only tells the day. */
  readonly time: string
  /** More than zero. */
  readonly amountMinor: Minor
  /** The payment's 12 digits, or empty. */
  readonly reference: string
  /** Narration, payer and note, as they stand there. */
  readonly text: string
}

/** A row of money that went out, with the reference of what came in. */
export interface WentOut {
  /** As a spreadsheet counts, from 1. */
  readonly line: number
  readonly reference: string
  /** What the line of that reference and amount is known by where it came in. */
  readonly fingerprint: string
  /** The same of other numbers in its text: a chargeback has a number of its own and names the payment's beside it. */
  readonly alsoNamed: readonly string[]
  readonly on: BookDate
  readonly amountMinor: Minor
  readonly text: string
}

/** What became of a row of a statement that is not taken as money that came in, or what is to be known of one that is. */
export const STATEMENT_REMARKS = [
  'date-unreadable',
  'date-missing',
  'date-from-above',
  'amount-unreadable',
  'amount-missing',
  'amount-too-fine',
  'amount-too-large',
  'both-sides',
  'side-unreadable',
  'duplicate',
  'did-not-go-through',
  'taken-back',
  'proof-taken-back',
  'balance-jumps',
  'letters-broken'
] as const
export type StatementRemarkCode = (typeof STATEMENT_REMARKS)[number]

export const zStatementRemark = z.strictObject({
  /** As a spreadsheet counts, from 1. */
  line: z.int(),
  /** The column's letter, or empty where the whole row is meant. */
  column: z.string(),
  remark: z.enum(STATEMENT_REMARKS),
  isLeftOut: z.boolean(),
  value: z.string()
})
export type StatementRemark = z.infer<typeof zStatementRemark>

/** How many of the rows below the heading came to what. Every row is in exactly one of these. */
export const zRowCounts = z.strictObject({
  in: z.int(),
  out: z.int(),
  duplicate: z.int(),
  notThrough: z.int(),
  leftOut: z.int(),
  /** Totals, further headings, rest of a narration, empty rows. */
  passed: z.int()
})
export type RowCounts = z.infer<typeof zRowCounts>

/** Whether every balance of a statement follows from the one beside it. */
export const STATEMENT_BALANCES = ['proved', 'broken', 'none'] as const
export type StatementBalance = (typeof STATEMENT_BALANCES)[number]
