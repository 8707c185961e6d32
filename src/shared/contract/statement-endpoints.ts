import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zQrRows } from '#shared/customer-view/customer-view.ts'
import { DATE_ORDERS } from '#shared/import/import-plan.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { UPI_STATES } from '#shared/ledger/upi-state.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import { MATCH_REASONS } from '#shared/payments/match-evidence.ts'
import { zReturned } from '#shared/payments/payer-reference.ts'
import { STATEMENT_BALANCES, zRowCounts, zStatementRemark } from '#shared/payments/statement-line.ts'
import { STATEMENT_FIELDS, zStatementColumns } from '#shared/payments/statement-rule.ts'
import { command, query } from './endpoint.ts'
import { zPrintJobView } from './views.ts'

const zReasons = z.array(z.enum(MATCH_REASONS))
/** A line's fingerprint holds its text, so it is long. */
const zFingerprint = z.string().min(1).max(600)
const zSum = z.strictObject({ count: z.int(), amountMinor: zMinor })

export const zLineView = z.strictObject({
  fingerprint: zFingerprint,
  on: zBookDate,
  /** `HH:MM`, or empty. */
  time: z.string(),
  amountMinor: zMinor,
  /** The payment's 12 digits, or empty. */
  reference: z.string(),
  text: z.string()
})
export type LineView = z.infer<typeof zLineView>

const zSaid = z.strictObject({ at: z.int(), personName: z.string() })

/** A payment by UPI with what is known of it, who said so and when. */
export const zPaymentView = z.strictObject({
  entryId: zId,
  entryNo: z.int(),
  kind: z.enum(ENTRY_KINDS),
  number: z.string(),
  bookOn: zBookDate,
  time: z.string(),
  partyName: z.string(),
  text: z.string(),
  amountMinor: zMinor,
  state: z.enum(UPI_STATES),
  entered: zSaid,
  claimed: zSaid.nullable(),
  proved: zSaid.extend({ reasons: zReasons, line: zLineView, fileName: z.string() }).nullable(),
  /** The payer's 12 digits that the cashier told, or empty. */
  payerReference: z.string(),
  /** The line by which the money of an earlier proof went out again, as long as nothing proves the payment anew. */
  returned: zReturned.omit({ periodNo: true }).nullable()
})
export type PaymentView = z.infer<typeof zPaymentView>

export const zCandidate = z.strictObject({ line: zLineView, reasons: zReasons, isLikely: z.boolean() })
export const zUnsure = z.strictObject({ payment: zPaymentView, candidates: z.array(zCandidate) })
export type UnsureView = z.infer<typeof zUnsure>

/** Money of a payment that an earlier statement proves, and that went out again in this one. */
export const zReturnedPayment = z.strictObject({
  /** The row, as a spreadsheet counts. */
  line: z.int(),
  on: zBookDate,
  amountMinor: zMinor,
  text: z.string(),
  entryId: zId,
  number: z.string(),
  partyName: z.string(),
  paidOn: zBookDate
})
export type ReturnedPayment = z.infer<typeof zReturnedPayment>

/** A dry run: what the statement says, and what it would prove. */
export const zStatementPlan = z.strictObject({
  planId: z.string(),
  fileName: z.string(),
  encoding: z.string(),
  ruleId: z.string(),
  ruleName: z.string(),
  /** Whether a real file of this bank was read by us before. */
  isProven: z.boolean(),
  isLearned: z.boolean(),
  header: z.array(z.string()),
  columns: zStatementColumns,
  dateOrder: z.enum(DATE_ORDERS),
  missing: z.array(z.enum(STATEMENT_FIELDS)),
  rowCount: z.int(),
  counts: zRowCounts,
  /** Lines that an earlier statement brought already. */
  known: zSum,
  fresh: zSum,
  fromOn: zBookDate.nullable(),
  toOn: zBookDate.nullable(),
  balance: z.enum(STATEMENT_BALANCES),
  remarks: z.array(zStatementRemark),
  remarkCount: z.int(),
  matched: zSum,
  unsure: zSum,
  missingPayments: zSum,
  missingLines: zSum,
  /** Is asked about: a person says whether their proofs are taken back. */
  returned: z.array(zReturnedPayment),
  /** The first matches, to be looked at. */
  matches: z.array(z.strictObject({ number: z.string(), partyName: z.string(), line: zLineView, reasons: zReasons }))
})
export type StatementPlan = z.infer<typeof zStatementPlan>

export const zStatementResult = z.strictObject({
  outcome: z.enum(['recorded', 'exists']),
  fileName: z.string(),
  taken: zSum,
  proved: zSum,
  /** Proofs that were taken back. */
  doubtedCount: z.int(),
  unsure: zSum,
  missingPayments: zSum,
  missingLines: zSum,
  /** The lines and proofs read back from the book come to the plan's counts and totals. */
  isProved: z.boolean()
})
export type StatementResult = z.infer<typeof zStatementResult>

/** What a link asks for: a payment by UPI that waits, what is open of a bill, or all that a party owes. */
export const zAskedOf = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('payment'), entryId: zId }),
  z.strictObject({ type: z.literal('bill'), entryId: zId }),
  z.strictObject({ type: z.literal('party'), partyId: zId })
])
export type AskedOf = z.infer<typeof zAskedOf>

export const PAYMENT_FILTERS = ['unproved', 'waiting', 'claimed', 'proved'] as const
export type PaymentFilter = (typeof PAYMENT_FILTERS)[number]

/** Statements of banks and apps, and what they prove. The renderer holds a token for a file, never a path. */
export const statementEndpoints = {
  'statement.choose': command(
    z.strictObject({}),
    z.strictObject({ fileToken: z.string(), fileName: z.string() }).nullable()
  ),
  /** `columns` null: what was learned of the heading, or the rule that knows it. Given, they are remembered when it is taken. */
  'statement.plan': query(
    z.strictObject({
      fileToken: z.string().max(200),
      columns: zStatementColumns.nullable(),
      dateOrder: z.enum(DATE_ORDERS).nullable()
    }),
    zStatementPlan
  ),
  /** `doubted` names those of `returned` whose proofs a person takes back, each with its line as the reason. */
  'statement.take': command(
    z.strictObject({ id: zId, planId: z.string().max(200), doubted: z.array(zId).max(500).default([]) }),
    zStatementResult
  ),
  'payment.list': query(
    z.strictObject({ filter: z.enum(PAYMENT_FILTERS), offset: z.int().min(0), limit: z.int().min(1).max(500) }),
    z.strictObject({
      payments: z.array(zPaymentView),
      waiting: zSum,
      claimed: zSum,
      proved: zSum,
      /** The newest statement: how far the bank's word goes. */
      lastStatement: z.strictObject({ source: z.string(), toOn: zBookDate, at: z.int() }).nullable()
    })
  ),
  /** What no reference decides, worked out anew from the book. */
  'payment.review': query(
    z.strictObject({}),
    z.strictObject({
      unsure: z.array(zUnsure),
      unsureCount: z.int(),
      missingLines: z.array(zLineView),
      missingLineCount: z.int()
    })
  ),
  /** A person says that these lines are these payments. All of them, or none. */
  'payment.prove': command(
    z.strictObject({
      proofs: z
        .array(z.strictObject({ entryId: zId, fingerprint: zFingerprint }))
        .min(1)
        .max(500)
    }),
    z.strictObject({ outcome: z.enum(['recorded', 'exists']), provedCount: z.int() })
  ),
  /** A person says that this line is not this payment: it is not asked again. */
  'payment.refuse': command(
    z.strictObject({ entryId: zId, fingerprint: zFingerprint }),
    z.strictObject({ outcome: z.enum(['recorded', 'exists']) })
  ),
  /** The code and the link that ask for a payment that is waited for, what is open of a bill, or what a party owes. */
  'payment.ask': query(
    z.strictObject({ of: zAskedOf }),
    z.strictObject({
      link: z.string(),
      payTo: z.string(),
      amountMinor: zMinor,
      partyName: z.string(),
      /** The bill's number, or empty. */
      number: z.string(),
      qr: zQrRows.nullable(),
      /** No merchant's category is known: links to such an address often fail. */
      isPersonal: z.boolean(),
      isAboveLimit: z.boolean()
    })
  ),
  /** While a dialog shows the link: its page on the web, or empty where there is none to be had soon. */
  'payment.page': command(z.strictObject({ of: zAskedOf, isOpen: z.boolean() }), z.strictObject({ page: z.string() })),
  /** The link as text, or its slip with the code as a picture: to the clipboard, or into a file that the person chooses. */
  'payment.share': command(
    z.strictObject({ of: zAskedOf, way: z.enum(['copy-link', 'copy-picture', 'save-picture']) }),
    z.strictObject({ outcome: z.enum(['copied', 'saved', 'left']), file: z.string() })
  ),
  /** The same slip on the printer of receipts; `id` names the job. */
  'payment.slip': command(z.strictObject({ id: zId, of: zAskedOf }), zPrintJobView),
  /** Takes a proof back. */
  'payment.doubt': command(
    z.strictObject({ entryId: zId, reason: zLine(200) }),
    z.strictObject({ payment: zPaymentView })
  )
}
