import { isMoreLikelyMoney, type PartyLine, splitPartyLine } from '#renderer/party-search/party-line.ts'
import type { PartyHit } from '#shared/contract/views.ts'
import type { MoneyPlace } from '#shared/ledger/account.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import type { DraftKind } from './entry-draft.ts'

/** An expense head as it is offered: its name in the language of the screen. */
export interface HeadChoice {
  readonly code: string
  readonly name: string
}

/** One line below the party field. `amountText` is what was typed behind the name and goes into the amount with it. */
export type Candidate =
  | { readonly type: 'party'; readonly party: PartyHit; readonly amountText: string | null }
  | { readonly type: 'head'; readonly head: HeadChoice; readonly amountText: string | null }
  | { readonly type: 'cash'; readonly amountText: string }
  | { readonly type: 'route'; readonly from: MoneyPlace; readonly to: MoneyPlace; readonly name: string }
  | { readonly type: 'new-party'; readonly name: string; readonly amountText: string | null }
  | { readonly type: 'new-head'; readonly name: string; readonly amountText: string | null }

export function candidateKey(candidate: Candidate): string {
  if (candidate.type === 'party') return candidate.party.id
  if (candidate.type === 'head') return candidate.head.code
  return candidate.type === 'route' ? `${candidate.from}-${candidate.to}` : candidate.type
}

/** The ways that money goes between drawer, bank and owner, the most usual first. */
export const ROUTES: readonly (readonly [from: MoneyPlace, to: MoneyPlace])[] = [
  ['cash', 'bank'],
  ['bank', 'cash'],
  ['cash', 'owner'],
  ['owner', 'cash'],
  ['upi', 'bank'],
  ['bank', 'owner'],
  ['owner', 'bank']
]

export interface CandidateSource {
  readonly kind: DraftKind
  readonly text: string
  /** Parties found for the whole text. */
  readonly wholeHits: readonly PartyHit[]
  /** Parties found for the name alone, when an amount stands behind it. */
  readonly nameHits: readonly PartyHit[]
  readonly heads: readonly HeadChoice[]
  readonly routeName: (from: MoneyPlace, to: MoneyPlace) => string
}

/** What can be chosen for what was typed, best first. */
export function candidatesFor(source: CandidateSource): readonly Candidate[] {
  const text = source.text.trim()
  if (source.kind === 'contra') return routeCandidates(source, text)
  const line = splitPartyLine(text)
  if (line.name === '' && line.amountText !== null) return loneAmountCandidates(source, line.amountText)
  const parties = partyCandidates(source, line)
  const heads = source.kind === 'gave' ? headCandidates(source.heads, line) : []
  const known = text === '' ? [...heads, ...parties] : byFit(heads, parties)
  const wanted: Candidate[] = line.name === '' ? [] : [{ type: 'new-party', ...line }]
  if (source.kind === 'gave' && line.name !== '') wanted.push({ type: 'new-head', ...line })
  return [...known, ...wanted]
}

/** The place that Enter takes: the best match. Nothing when nothing fits: a new party is made on purpose only. */
export function firstChoice(candidates: readonly Candidate[], text: string): number {
  const first = candidates[0]
  if (first === undefined || text.trim() === '') return -1
  return first.type === 'new-party' || first.type === 'new-head' ? -1 : 0
}

function partyCandidates(source: CandidateSource, line: PartyLine): Candidate[] {
  if (line.amountText === null) return source.wholeHits.map((party) => ({ type: 'party', party, amountText: null }))
  // "Shop 21": a party whose name ends with the very number that was typed comes before an amount of 21.
  const number = latinDigits(line.amountText)
  const named = source.wholeHits.filter((party) => latinDigits(party.name).includes(number))
  const namedIds = new Set(named.map((party) => party.id))
  return [
    ...named.map((party): Candidate => ({ type: 'party', party, amountText: null })),
    ...source.nameHits
      .filter((party) => !namedIds.has(party.id))
      .map((party): Candidate => ({ type: 'party', party, amountText: line.amountText }))
  ]
}

function loneAmountCandidates(source: CandidateSource, amountText: string): readonly Candidate[] {
  const parties = source.wholeHits.map((party): Candidate => ({ type: 'party', party, amountText: null }))
  if (source.kind !== 'sale' && source.kind !== 'purchase' && source.kind !== 'sale-return') return parties
  const cash: Candidate = { type: 'cash', amountText }
  return isMoreLikelyMoney(amountText) ? [cash, ...parties] : [...parties, cash]
}

function headCandidates(heads: readonly HeadChoice[], line: PartyLine): Candidate[] {
  const wanted = fold(line.name)
  return heads
    .filter((head) => wanted === '' || fold(head.name).includes(wanted) || fold(head.code).includes(`:${wanted}`))
    .map((head) => ({ type: 'head', head, amountText: line.amountText }))
}

/** Heads before parties: when somebody pays out and types "tea", it is the tea. */
const byFit = (heads: readonly Candidate[], parties: readonly Candidate[]): Candidate[] => [...heads, ...parties]

function routeCandidates(source: CandidateSource, text: string): readonly Candidate[] {
  const wanted = fold(text)
  return ROUTES.map(([from, to]): Candidate & { type: 'route' } => ({
    type: 'route',
    from,
    to,
    name: source.routeName(from, to)
  })).filter((route) => wanted === '' || fold(route.name).includes(wanted))
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase()
