import { z } from 'zod'
import { DATE_ORDERS } from '#shared/import/import-plan.ts'

/** What a column of a statement can be. */
export const STATEMENT_FIELDS = [
  'date',
  'time',
  'text',
  'payer',
  'note',
  'reference',
  'credit',
  'debit',
  'amount',
  'side',
  'balance',
  'status'
] as const
export type StatementField = (typeof STATEMENT_FIELDS)[number]

const zWords = z.array(z.string().min(1)).min(1)

/** How the statements of one bank or app look: `resources/statements/*.json`. */
export const zStatementRule = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
  name: z.string().min(1),
  kind: z.enum(['bank', 'app', 'other']),
  /** What stands in the file's name or above the heading when it is this bank's. */
  namedBy: z.array(z.string().min(2)),
  /** Words of the headings; the earlier one wins where two columns would fill one field. */
  columns: z.partialRecord(z.enum(STATEMENT_FIELDS), zWords),
  dateOrder: z.enum(DATE_ORDERS),
  /** Words of the column of sides that this bank or app has beside the usual ones, in small letters. */
  inWords: z.array(z.string()),
  outWords: z.array(z.string()),
  /** Words of a payment that went through; empty for statements without a column of states. */
  wentThrough: z.array(z.string()),
  /** Finds the reference of 12 digits in a text, in its first group or as a whole. */
  referencePattern: z.string().refine(isPattern),
  /** Where the shape is known from. */
  source: z.string().min(1),
  /** Whether a real file of this bank was read by us. */
  isProven: z.boolean()
})
export type StatementRule = z.infer<typeof zStatementRule>

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}

/** Columns by field, from 0. */
export const zStatementColumns = z.partialRecord(z.enum(STATEMENT_FIELDS), z.int().min(0).max(1000))
export type StatementColumns = z.infer<typeof zStatementColumns>

/** The kind of definition that remembers what somebody set right by hand. */
export const STATEMENT_MAPPING = 'statement-mapping'

/** What was learned of one heading. */
export const zLearnedMapping = z.strictObject({
  ruleId: z.string(),
  columns: zStatementColumns,
  dateOrder: z.enum(DATE_ORDERS)
})
export type LearnedMapping = z.infer<typeof zLearnedMapping>

/** The fields that a mapping lacks to be read at all: a day, and what came in. */
export function missingStatementFields(columns: StatementColumns): StatementField[] {
  return [
    ...(columns.date === undefined ? ['date' as const] : []),
    ...(columns.credit === undefined && columns.amount === undefined ? ['credit' as const] : [])
  ]
}
