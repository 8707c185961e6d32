import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import { absolute, add, type Minor, minor, negate, smaller, subtract, ZERO } from '#shared/money/money.ts'
import type { PartyKind } from '#shared/parties/party.ts'

/** What an entry did to the balance of a party, as far as settling goes by it. Signed as the balance: positive, the party owes more. */
export interface PartyMove {
  readonly entryNo: number
  readonly creditMinor: Minor
  /** What was settled of it by name: zero or more, never more than the entry. */
  readonly namedMinor: Minor
  /** An advance, or money kept on account: it settles nothing by itself. */
  readonly isHeld: boolean
  /** It was reversed, or is what reversed another: the two are neither charge nor money. */
  readonly isUndone: boolean
}

/** A move with what of it is still open; signed as the balance, never zero. */
export interface OpenPart<Move extends PartyMove> {
  readonly move: Move
  readonly openMinor: Minor
}

/** What of a move was not settled by name; signed as the move. */
export function restOf({ creditMinor, namedMinor }: PartyMove): Minor {
  return creditMinor < 0 ? add(creditMinor, namedMinor) : subtract(creditMinor, namedMinor)
}

/**
 * What is open of a party: first what is held (`held`, all moves that are advances or kept on account), then the newest moves
 * on the side of the balance whose amounts, less what was named, add up to the rest of it. What was settled oldest first is what
 * is left over. The walk ends as soon as nothing is missing: moves older than the oldest open one are not asked for. The
 * open parts add up to `balanceMinor`.
 */
export function* openParts<Move extends PartyMove>(
  balanceMinor: Minor,
  held: readonly Move[],
  newestFirst: Iterable<Move>
): Generator<OpenPart<Move>> {
  let missing = balanceMinor
  for (const move of held) {
    const openMinor = move.isUndone ? ZERO : restOf(move)
    if (openMinor === 0) continue
    missing = subtract(missing, openMinor)
    yield { move, openMinor }
  }
  if (missing === 0) return
  for (const move of newestFirst) {
    if (move.isUndone || move.isHeld) continue
    const rest = restOf(move)
    if (rest === 0 || rest < 0 !== missing < 0) continue
    const openMinor = signedAs(missing, smaller(absolute(rest), absolute(missing)))
    missing = subtract(missing, openMinor)
    yield { move, openMinor }
    if (missing === 0) return
  }
}

const signedAs = (sign: Minor, amount: Minor): Minor => (sign < 0 ? negate(amount) : amount)

/** Kinds that fall due on whichever side they stand: goods, and a balance that was brought along. */
const DUE_KINDS: ReadonlySet<EntryKind> = new Set(['sale', 'purchase', 'opening'])

/**
 * Whether an open amount falls due at all, or is money that settles nothing yet. What a customer owes falls due, and what is owed to
 * a supplier; of the other side only goods and balances that were brought along do, for a party may buy and sell,
 * and whatever somebody set a day for, as a merge does with what a customer owed who is a supplier now.
 */
export function fallsDue(
  kind: EntryKind,
  openMinor: Minor,
  party: PartyKind,
  { isHeld, isDueSet }: { readonly isHeld: boolean; readonly isDueSet: boolean }
): boolean {
  if (isHeld) return false
  return (party === 'customer') === openMinor > 0 || isDueSet || DUE_KINDS.has(kind)
}

/** The part of a payment and the part of a charge that a person named together; zero or more. */
export interface NamedPart {
  readonly chargeNo: number
  readonly amountMinor: Minor
}

/**
 * How a payment is shared out to charges, oldest first: each gets what is open of it until nothing is left of the payment.
 * `charges` are in the order of their due; `openMinor` is signed as the balance, `paymentMinor` zero or more.
 */
export function shareOldestFirst(
  charges: readonly { readonly entryNo: number; readonly openMinor: Minor }[],
  paymentMinor: Minor
): NamedPart[] {
  const parts: NamedPart[] = []
  let left: number = paymentMinor
  for (const { entryNo, openMinor } of charges) {
    const amount = Math.min(left, Math.abs(openMinor))
    if (amount <= 0) continue
    parts.push({ chargeNo: entryNo, amountMinor: minor(amount) })
    left -= amount
  }
  return parts
}
