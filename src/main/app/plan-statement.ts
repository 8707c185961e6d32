import type { Sum } from '#main/ports/payment-store.ts'
import { dayNumber, formatIsoDate } from '#shared/calendar/book-date.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { SourceTable } from '#shared/import/source-table.ts'
import { type Minor, sum } from '#shared/money/money.ts'
import { type FoundColumns, findColumns, headingFingerprint } from '#shared/payments/find-columns.ts'
import type { Matched } from '#shared/payments/match-payments.ts'
import { type ReadStatement, readStatement } from '#shared/payments/read-statement.ts'
import type { StatementLine, StatementRemark } from '#shared/payments/statement-line.ts'
import {
  missingStatementFields,
  STATEMENT_MAPPING,
  type StatementColumns,
  type StatementRule,
  zLearnedMapping
} from '#shared/payments/statement-rule.ts'
import type { Book } from './book.ts'
import { matchBook } from './open-payments.ts'

const REMARKS_SHOWN = 500
const MATCHES_SHOWN = 200
/** Banks and apps post the same payment within so many days of each other. */
const SAME_LINE_DAYS = 7

/** What a person set right about the columns, or null for what is known of them. */
export interface StatementChoices {
  readonly columns: StatementColumns | null
  readonly dateOrder: FoundColumns['dateOrder'] | null
}

/** A dry run with all that is needed to write it, and to see whether it still holds. */
export interface PlannedStatement {
  readonly plan: Output<'statement.plan'>
  readonly table: SourceTable
  readonly choices: StatementChoices
  readonly fingerprint: string
  readonly fresh: readonly StatementLine[]
  readonly matched: readonly Matched[]
  readonly shopId: string
  /** The newest op of the journal when it was made. */
  readonly opNumber: number
}

/** Reads a statement and says what it would bring and prove. It writes nothing. */
export function planStatement(
  book: Book,
  table: SourceTable,
  rules: readonly StatementRule[],
  choices: StatementChoices,
  planId: string
): PlannedStatement {
  const guessed = findColumns(table.rows, rules, (key) => learnedOf(book, key), table.fileName)
  const found = {
    ...guessed,
    columns: choices.columns ?? guessed.columns,
    dateOrder: choices.dateOrder ?? guessed.dateOrder
  }
  const missing = missingStatementFields(found.columns)
  const statement = missing.length > 0 ? UNREAD : readStatement(table, found)
  return book.store.atOneMoment(() => {
    const lines = statement.lines.map((line) => toldApart(book, line))
    const isKnown = ({ fingerprint }: StatementLine) => book.store.payments.line(fingerprint) !== null
    const fresh = lines.filter((line) => !isKnown(line))
    const remarks = [...takenBack(book, statement), ...statement.remarks]
    const outcome = outcomeOf(book, statement, fresh)
    return {
      plan: {
        ...{ planId, fileName: table.fileName, encoding: table.encoding, missing },
        ...{ ruleId: found.rule.id, ruleName: found.rule.name, isProven: found.rule.isProven },
        ...{
          isLearned: found.isLearned,
          header: [...found.header],
          columns: found.columns,
          dateOrder: found.dateOrder
        },
        ...{ rowCount: statement.rowCount, counts: statement.counts, balance: statement.balance },
        ...{ fromOn: statement.fromOn, toOn: statement.toOn },
        remarks: remarks
          .toSorted((left, right) => Number(right.isLeftOut) - Number(left.isLeftOut))
          .slice(0, REMARKS_SHOWN),
        remarkCount: remarks.length,
        known: sumOf(lines.filter(isKnown)),
        fresh: sumOf(fresh),
        ...outcome.view
      },
      ...{ table, choices, fresh, matched: outcome.matched, fingerprint: headingFingerprint(found.header) },
      ...{ shopId: book.shop().shopId, opNumber: book.store.journal.lastNumber() }
    }
  })
}

/**
 * A number and amount that the book has of quite another day are no payment's: the bank writes that number into many lines. Such a
 * line is known by its day as well, and its number is no reference.
 */
function toldApart(book: Book, line: StatementLine): StatementLine {
  const known = line.reference === '' ? null : book.store.payments.line(line.fingerprint)
  if (known === null || Math.abs(dayNumber(known.on) - dayNumber(line.on)) <= SAME_LINE_DAYS) return line
  return { ...line, fingerprint: `${line.fingerprint}:${formatIsoDate(line.on)}`, reference: '' }
}

/** What somebody set right about this heading before. A body that is none of ours is as good as none. */
function learnedOf(book: Book, key: string) {
  const body = book.store.definitions.read(STATEMENT_MAPPING, key)
  const parsed = zLearnedMapping.safeParse(body)
  return parsed.success ? parsed.data : null
}

/** Money of an earlier statement that went out again in this one: with the number of the payment that it proves, if any. */
function takenBack({ store: { payments } }: Book, { wentOut, remarks }: ReadStatement): StatementRemark[] {
  const isSaid = (reference: string) =>
    remarks.some(({ remark, value }) => remark === 'taken-back' && value === reference)
  return wentOut.flatMap(({ line, reference, fingerprint }): StatementRemark[] => {
    if (payments.line(fingerprint) === null) return []
    const proof = payments.proofOfLine(fingerprint)
    const said = { line, column: '', isLeftOut: true }
    if (proof !== null && !proof.isUndone)
      return [{ ...said, remark: 'proof-taken-back', value: payments.byEntry(proof.entryId)?.number ?? reference }]
    return isSaid(reference) ? [] : [{ ...said, remark: 'taken-back', value: reference }]
  })
}

const UNREAD: ReadStatement = {
  ...{ lines: [], wentOut: [], remarks: [], rowCount: 0, fromOn: null, toOn: null, balance: 'none' },
  counts: { in: 0, out: 0, duplicate: 0, notThrough: 0, leftOut: 0, passed: 0 }
}

export const sumOf = (all: readonly { readonly amountMinor: Minor }[]): Sum => ({
  count: all.length,
  amountMinor: sum(all.map(({ amountMinor }) => amountMinor))
})

/** What the lines prove. Payments are missing only in the days that the statement tells of, lines only if it brings them. */
function outcomeOf(book: Book, { fromOn, toOn, wentOut }: ReadStatement, fresh: readonly StatementLine[]) {
  if (fromOn === null || toOn === null) {
    const none = sumOf([])
    return {
      matched: [],
      view: { matched: none, unsure: none, missingPayments: none, missingLines: none, matches: [] }
    }
  }
  const { matching, payments } = matchBook(
    book,
    fromOn,
    toOn,
    fresh,
    new Set(wentOut.map(({ fingerprint }) => fingerprint))
  )
  const isOfStatement = ({ on }: { readonly on: number }) => on >= fromOn && on <= toOn
  const brought = new Set(fresh.map(({ fingerprint }) => fingerprint))
  return {
    matched: matching.matched,
    view: {
      matched: sumOf(matching.matched.map(({ payment }) => payment)),
      unsure: sumOf(matching.unsure.map(({ payment }) => payment)),
      missingPayments: sumOf(matching.missingPayments.filter(isOfStatement)),
      missingLines: sumOf(matching.missingLines.filter(({ fingerprint }) => brought.has(fingerprint))),
      matches: matching.matched.slice(0, MATCHES_SHOWN).map(({ payment, line, reasons }) => {
        const record = payments.get(payment.entryId)
        const { number = '', partyName = '' } = record ?? {}
        return { number, partyName, line, reasons: [...reasons] }
      })
    }
  }
}
