import { lineIndex } from './line-index.ts'
import {
  type ComparedLine,
  comparedLine,
  comparedPayment,
  type Evidence,
  evidenceOf,
  type MatchReason,
  type OpenPayment
} from './match-evidence.ts'
import { isSlipOf } from './payment-references.ts'
import type { StatementLine } from './statement-line.ts'

/** So many candidates a person can look through. */
const MOST_CANDIDATES = 5

export interface Candidate {
  readonly line: StatementLine
  readonly reasons: readonly MatchReason[]
  readonly isLikely: boolean
}

export interface Matched {
  readonly payment: OpenPayment
  readonly line: StatementLine
  readonly reasons: readonly MatchReason[]
}

export interface Unsure {
  readonly payment: OpenPayment
  /** Best first. */
  readonly candidates: readonly Candidate[]
}

export interface Matching {
  readonly matched: readonly Matched[]
  readonly unsure: readonly Unsure[]
  /** Payments that no line comes into question for. */
  readonly missingPayments: readonly OpenPayment[]
  /** Money that came in and no open payment asks for. */
  readonly missingLines: readonly StatementLine[]
}

interface Pair {
  readonly payment: OpenPayment
  readonly compared: ComparedLine
  readonly evidence: Evidence
}

/**
 * Which line is which payment. A match needs a reference, the exact amount and the days around, in exactly one line for exactly
 * one payment; whatever else comes into question is left to a person, with its reasons. The order of the input changes
 * nothing. `isRefused` says whether a person has said no to a pair.
 */
export function matchPayments(
  payments: readonly OpenPayment[],
  lines: readonly StatementLine[],
  isRefused: (entryId: string, fingerprint: string) => boolean = () => false
): Matching {
  const compared = lines.map(comparedLine)
  const pairs = pairsOf(payments, compared).filter(
    ({ payment, compared: { line } }) => !isRefused(payment.entryId, line.fingerprint)
  )
  const byPayment = group(pairs, ({ payment }) => payment.entryId)
  const byLine = group(pairs, ({ compared: { line } }) => line.fingerprint)
  const matched = pairs.filter((pair) => isMatch(pair, byPayment, byLine))
  const takenPayments = new Set(matched.map(({ payment }) => payment.entryId))
  const takenLines = new Set(matched.map(({ compared: { line } }) => line.fingerprint))
  const isFree = ({ payment, compared: { line } }: Pair) =>
    !takenPayments.has(payment.entryId) && !takenLines.has(line.fingerprint)
  const open = pairs.filter(isFree)
  const openByLine = group(open, ({ compared: { line } }) => line.fingerprint)
  const openByPayment = group(open, ({ payment }) => payment.entryId)
  return {
    matched: matched.map(({ payment, compared: { line }, evidence }) => ({
      ...{ payment, line },
      reasons: evidence.reasons
    })),
    unsure: payments.flatMap((payment) => {
      const own = openByPayment.get(payment.entryId)
      return own === undefined ? [] : [{ payment, candidates: candidatesOf(own, openByLine) }]
    }),
    missingPayments: payments.filter(
      ({ entryId }) => !takenPayments.has(entryId) && openByPayment.get(entryId) === undefined
    ),
    missingLines: lines.filter(
      ({ fingerprint }) => !takenLines.has(fingerprint) && openByLine.get(fingerprint) === undefined
    )
  }
}

/** The only proof of the payment and of the line, with no other line of that amount whose number is a slip away. */
function isMatch(pair: Pair, byPayment: Grouped, byLine: Grouped): boolean {
  if (!pair.evidence.isProof) return false
  const ofPayment = byPayment.get(pair.payment.entryId) ?? []
  const ofLine = byLine.get(pair.compared.line.fingerprint) ?? []
  const referred = ({ evidence }: Pair) => evidence.isReferred
  if (ofPayment.filter(referred).length !== 1 || ofLine.filter(referred).length !== 1) return false
  const isByDigits = pair.evidence.reasons.includes('reference')
  return !(isByDigits && ofPayment.some((other) => other !== pair && isSlip(pair.payment, other)))
}

/** Whether what was typed could as well be meant for this other line. */
const isSlip = ({ typedReferences }: OpenPayment, { compared: { numbers } }: Pair): boolean =>
  typedReferences.some((typed) => numbers.some((number) => isSlipOf(typed, number)))

function candidatesOf(own: readonly Pair[], byLine: Grouped): Candidate[] {
  const best = own.toSorted(
    (left, right) =>
      right.evidence.score - left.evidence.score ||
      (left.compared.line.fingerprint < right.compared.line.fingerprint ? -1 : 1)
  )
  return best.slice(0, MOST_CANDIDATES).map(({ compared: { line }, evidence }) => {
    const hasRivals = (byLine.get(line.fingerprint)?.length ?? 0) > 1
    const reasons: MatchReason[] = [
      ...evidence.reasons,
      ...(own.length > 1 ? ['more-lines' as const] : []),
      ...(hasRivals ? ['more-payments' as const] : [])
    ]
    return { line, reasons, isLikely: evidence.isLikely && own.length === 1 && !hasRivals }
  })
}

type Grouped = ReadonlyMap<string, readonly Pair[]>

function group(pairs: readonly Pair[], keyOf: (pair: Pair) => string): Grouped {
  const groups = new Map<string, Pair[]>()
  for (const pair of pairs) {
    const key = keyOf(pair)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [pair])
    else known.push(pair)
  }
  return groups
}

/** All pairs that come into question, with what speaks for and against them. */
function pairsOf(payments: readonly OpenPayment[], compared: readonly ComparedLine[]): Pair[] {
  const all = payments.map(comparedPayment)
  const index = lineIndex(compared, all)
  return all.flatMap((paid) =>
    index.questionedBy(paid).map((one) => ({
      ...{ payment: paid.payment, compared: one },
      evidence: evidenceOf(paid, one)
    }))
  )
}
