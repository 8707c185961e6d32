import type { Sum } from '#main/ports/payment-store.ts'
import { dayNumber, formatIsoDate } from '#shared/calendar/book-date.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { ReturnedPayment } from '#shared/contract/statement-endpoints.ts'
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
import { type MatchStore, matchBook } from './open-payments.ts'

const REMARKS_SHOWN = 500
const MATCHES_SHOWN = 200
/** Banks and apps post the same payment within so many days of each other. */
const SAME_LINE_DAYS = 7

/** What a person set right about the columns, or null for what is known of them. */
export interface StatementChoices {
  readonly columns: StatementColumns | null
  readonly dateOrder: FoundColumns['dateOrder'] | null
}

/** What a dry run is made of. */
export interface PlanAsked {
  readonly table: SourceTable
  readonly rules: readonly StatementRule[]
  readonly choices: StatementChoices
  readonly planId: string
}

/** A dry run with all that is needed to write it, and to see whether it still holds. */
export interface PlannedLines {
  readonly plan: Output<'statement.plan'>
  readonly fingerprint: string
  readonly fresh: readonly StatementLine[]
  readonly matched: readonly Matched[]
  readonly shopId: string
  /** The newest op of the journal when it was made. */
  readonly opNumber: number
}

/** The same with what it was made of, to be made again. */
export interface PlannedStatement extends PlannedLines, PlanAsked {}

/** Makes dry runs where they hold up nobody. */
export interface PaymentMatcher {
  /** Fails with what reading a book fails with. */
  plan(asked: PlanAsked): Promise<PlannedLines>
}

/** Reads a statement and says what it would bring and prove. It writes nothing. */
export function planStatement(store: MatchStore, { table, rules, choices, planId }: PlanAsked): PlannedLines {
  const guessed = findColumns(table.rows, rules, (key) => learnedOf(store, key), table.fileName)
  const found = {
    ...guessed,
    columns: choices.columns ?? guessed.columns,
    dateOrder: choices.dateOrder ?? guessed.dateOrder
  }
  const missing = missingStatementFields(found.columns)
  const statement = missing.length > 0 ? UNREAD : readStatement(table, found)
  return store.atOneMoment(() => {
    const lines = statement.lines.map((line) => toldApart(store, line))
    const isKnown = ({ fingerprint }: StatementLine) => store.payments.line(fingerprint) !== null
    const fresh = lines.filter((line) => !isKnown(line))
    const remarks = [...takenBack(store, statement), ...statement.remarks]
    const returned = returnedIn(store, statement)
    const outcome = outcomeOf(store, statement, fresh)
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
        returned,
        known: sumOf(lines.filter(isKnown)),
        fresh: sumOf(fresh),
        ...outcome.view
      },
      ...{ fresh, matched: outcome.matched, fingerprint: headingFingerprint(found.header) },
      ...{ shopId: store.shop.read()?.shopId ?? '', opNumber: store.journal.lastNumber() }
    }
  })
}

/**
 * A number and amount that the book has of quite another day are no payment's: the bank writes that number into many lines. Such a
 * line is known by its day as well, and its number is no reference.
 */
function toldApart({ payments }: MatchStore, line: StatementLine): StatementLine {
  const known = line.reference === '' ? null : payments.line(line.fingerprint)
  if (known === null || Math.abs(dayNumber(known.on) - dayNumber(line.on)) <= SAME_LINE_DAYS) return line
  return { ...line, fingerprint: `${line.fingerprint}:${formatIsoDate(line.on)}`, reference: '' }
}

/** What somebody set right about this heading before. A body that is none of ours is as good as none. */
function learnedOf({ definitions }: MatchStore, key: string) {
  const body = definitions.read(STATEMENT_MAPPING, key)
  const parsed = zLearnedMapping.safeParse(body)
  return parsed.success ? parsed.data : null
}

/** Payments whose money went out again by what this statement says: each once, by its first such line. */
function returnedIn({ payments }: MatchStore, { wentOut }: ReadStatement): ReturnedPayment[] {
  const found = new Map<string, ReturnedPayment>()
  for (const { line, on, amountMinor, text, fingerprint, alsoNamed } of wentOut) {
    for (const named of [fingerprint, ...alsoNamed]) {
      const proof = payments.proofOfLine(named)
      const payment = proof === null || proof.isUndone ? null : payments.byEntry(proof.entryId)
      if (payment === null || found.has(payment.entryId)) continue
      const { entryId, number, partyName, paidOn } = payment
      found.set(entryId, { ...{ line, on, amountMinor, text }, ...{ entryId, number, partyName, paidOn } })
    }
  }
  return [...found.values()]
}

/** Money of an earlier statement that went out again in this one: with the number of the payment that it proves, if any. */
function takenBack({ payments }: MatchStore, { wentOut, remarks }: ReadStatement): StatementRemark[] {
  const isSaid = (reference: string) =>
    remarks.some(({ remark, value }) => remark === 'taken-back' && value === reference)
  return wentOut.flatMap(({ line, reference, fingerprint, alsoNamed }): StatementRemark[] => {
    const known = [fingerprint, ...alsoNamed].find((named) => payments.line(named) !== null)
    if (known === undefined) return []
    const proof = payments.proofOfLine(known)
    const said = { line, column: '', isLeftOut: true }
    if (proof !== null && !proof.isUndone)
      return [{ ...said, remark: 'proof-taken-back', value: payments.byEntry(proof.entryId)?.number ?? reference }]
    return known !== fingerprint || isSaid(reference) ? [] : [{ ...said, remark: 'taken-back', value: reference }]
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
function outcomeOf(store: MatchStore, { fromOn, toOn, wentOut }: ReadStatement, fresh: readonly StatementLine[]) {
  if (fromOn === null || toOn === null) {
    const none = sumOf([])
    return {
      matched: [],
      view: { matched: none, unsure: none, missingPayments: none, missingLines: none, matches: [] }
    }
  }
  const { matching, payments } = matchBook(
    store,
    fromOn,
    toOn,
    fresh,
    new Set(wentOut.flatMap(({ fingerprint, alsoNamed }) => [fingerprint, ...alsoNamed]))
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
