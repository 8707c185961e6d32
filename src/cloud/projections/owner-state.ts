import type { AccountCode } from '#shared/ledger/account.ts'
import type { BuiltEntry } from '#shared/ledger/build-entry.ts'
import { bucketShare } from '#shared/ledger/period-bucket.ts'
import { UPI_STATES } from '#shared/ledger/upi-state.ts'
import { add, type Minor, ZERO } from '#shared/money/money.ts'
import { clampedTime, type FieldStamp, type FieldVersion, isNewer } from './newest-fields.ts'
import { type ClosingBody, type EntryBody, MERGED_INTO, type OwnerFact, readOwnerFact } from './owner-fact.ts'

/** An op with its place in the shop's log. */
export interface NumberedOp {
  readonly seq: number
  readonly deviceNo: number
  readonly receivedAtMs: number
  readonly op: string
}

/** An entry as the page keeps it. */
export interface OwnerEntry extends Omit<EntryBody, 'post' | 'undoes' | 'party'> {
  readonly seq: number
  readonly deviceNo: number
  readonly person: string
  readonly party: string | null
  readonly undoes: string | null
  /** Where a contra moved money from and to, `cash>bank`; empty for every other entry. */
  readonly places: string
  upiMark: 'waiting' | 'claimed' | 'proved'
  isProved: boolean
  /** Who said so, and when; null before the first word. */
  proofStamp: FieldStamp | null
  isUndone: boolean
}

export interface BucketSums {
  count: number
  amountMinor: Minor
  cashMinor: Minor
  duesCashMinor: Minor
  upiMinor: Minor
  bankMinor: Minor
  creditMinor: Minor
}

export interface OwnerSettingRow extends FieldStamp {
  readonly value: unknown
}

/**
 * What a run of ops needs to know and what it changes. It is filled with what the ops name, the ops are folded in, and what came
 * out is written back; sums are differences to what is stored.
 */
export interface OwnerState {
  readonly entries: Map<string, OwnerEntry>
  readonly newEntries: Set<string>
  readonly changedEntries: Set<string>
  readonly settings: Map<string, OwnerSettingRow>
  readonly changedSettings: Set<string>
  /** Sayings of parties that came new, by party. */
  readonly partyVersions: Map<string, FieldVersion[]>
  readonly balances: Map<string, { creditMinor: Minor; count: number; lastOn: number }>
  /** By `day device bucket`. */
  readonly sums: Map<string, BucketSums>
  readonly drawers: Map<number, Minor>
  readonly closings: Map<string, { readonly deviceNo: number; readonly seq: number; readonly closing: ClosingBody }>
  readonly skipped: { readonly seq: number; readonly reason: string }[]
  currency: string | null
  offsetMinutes: number | null
}

export const emptyState = (): OwnerState => ({
  entries: new Map(),
  newEntries: new Set(),
  changedEntries: new Set(),
  settings: new Map(),
  changedSettings: new Set(),
  partyVersions: new Map(),
  balances: new Map(),
  sums: new Map(),
  drawers: new Map(),
  closings: new Map(),
  skipped: [],
  currency: null,
  offsetMinutes: null
})

/** An op that was read, beside its place. */
export interface PlacedFact extends NumberedOp {
  readonly read: ReturnType<typeof readOwnerFact>
}

export const placed = (ops: readonly NumberedOp[]): PlacedFact[] =>
  ops.map((op) => ({ ...op, read: readOwnerFact(op.op) }))

/** The ids of the entries that these facts name: they must be in the state before the facts are folded in. */
export const entriesNamed = (facts: readonly PlacedFact[]): string[] => [
  ...new Set(
    facts.flatMap(({ read }) => {
      if (!read.ok || read.fact === null) return []
      const { fact } = read
      if (fact.type === 'upi' || fact.type === 'proof') return [fact.entryId]
      if (fact.type !== 'entry') return []
      return fact.entry.undoes === undefined ? [fact.entry.id] : [fact.entry.id, fact.entry.undoes]
    })
  )
]

/** Folds facts into the state, in their order. What cannot be taken is named in `skipped`, and the next one is taken. */
export function foldFacts(state: OwnerState, facts: readonly PlacedFact[]): void {
  for (const placedFact of facts) {
    const { read, seq } = placedFact
    if (!read.ok) state.skipped.push({ seq, reason: read.reason })
    else if (read.fact !== null) {
      const reason = takeFact(state, placedFact, read.fact, {
        time: clampedTime(read.time, placedFact.receivedAtMs),
        deviceNo: placedFact.deviceNo,
        n: read.n
      })
      if (reason !== null) state.skipped.push({ seq, reason })
    }
  }
}

function takeFact(state: OwnerState, placedFact: PlacedFact, fact: OwnerFact, stamp: FieldStamp): string | null {
  const { seq, deviceNo, read } = placedFact
  const sayOfParty = (id: string, fields: Readonly<Record<string, unknown>>): void => {
    const versions = state.partyVersions.get(id) ?? []
    versions.push({ ...stamp, seq, baseSeq: read.ok ? read.baseSeq : 0, fields })
    state.partyVersions.set(id, versions)
  }
  switch (fact.type) {
    case 'shop':
      state.currency ??= fact.currency
      return null
    case 'settings':
      for (const [name, value] of Object.entries(fact.values)) {
        const known = state.settings.get(name)
        if (known !== undefined && !isNewer(stamp, known)) continue
        state.settings.set(name, { ...stamp, value })
        state.changedSettings.add(name)
      }
      return null
    case 'party': {
      const { id, ...fields } = fact.party
      sayOfParty(id, fields)
      return null
    }
    case 'merge':
      sayOfParty(fact.partyId, { [MERGED_INTO]: fact.intoId })
      return null
    case 'closing':
      if (!state.closings.has(fact.closing.id))
        state.closings.set(fact.closing.id, { deviceNo, seq, closing: fact.closing })
      return null
    case 'entry':
      return takeEntry(state, placedFact, fact.entry)
    default:
      return markEntry(state, fact, stamp)
  }
}

function markEntry(
  state: OwnerState,
  fact: Extract<OwnerFact, { type: 'upi' | 'proof' }>,
  stamp: FieldStamp
): string | null {
  const entry = state.entries.get(fact.entryId)
  if (entry === undefined) return 'entry-unknown'
  if (fact.type === 'proof') {
    // As on the counters: the newest word stands, in whatever order they come.
    if (entry.proofStamp !== null && !isNewer(stamp, entry.proofStamp)) return null
    entry.isProved = fact.isProved
    entry.proofStamp = stamp
  } else if (UPI_STATES.indexOf(fact.state) > UPI_STATES.indexOf(entry.upiMark)) entry.upiMark = fact.state
  else return null
  state.changedEntries.add(fact.entryId)
  return null
}

/** The same entry again, or a second reversal of one, is no entry: the first by the shop's order counts. */
function takeEntry(state: OwnerState, { seq, deviceNo, read }: PlacedFact, body: EntryBody): string | null {
  if (state.entries.has(body.id)) return 'entry-again'
  const undone = body.undoes === undefined ? null : (state.entries.get(body.undoes) ?? null)
  if (undone?.isUndone) return 'reversed-twice'
  const { post, undoes, party, ...told } = body
  const entry: OwnerEntry = {
    ...{ ...told, seq, deviceNo, person: read.ok ? read.person : '', undoes: undoes ?? null, party: party ?? null },
    ...{
      places: body.kind === 'contra' ? placesOf(post) : '',
      upiMark: 'waiting',
      isProved: false,
      proofStamp: null,
      isUndone: false
    }
  }
  state.entries.set(body.id, entry)
  state.newEntries.add(body.id)
  state.offsetMinutes = body.off
  if (undone !== null) {
    undone.isUndone = true
    state.changedEntries.add(undone.id)
  }
  addUp(state, entry, undone)
  return null
}

function addUp(state: OwnerState, entry: OwnerEntry, undone: OwnerEntry | null): void {
  const { bucket, ...share } = bucketShare(built(entry), undone === null ? null : built(undone))
  const key = `${entry.on} ${entry.deviceNo} ${bucket}`
  const sums = state.sums.get(key)
  state.sums.set(key, {
    count: (sums?.count ?? 0) + 1,
    amountMinor: add(sums?.amountMinor ?? ZERO, share.amountMinor),
    cashMinor: add(sums?.cashMinor ?? ZERO, share.cashMinor),
    duesCashMinor: add(sums?.duesCashMinor ?? ZERO, share.duesCashMinor),
    upiMinor: add(sums?.upiMinor ?? ZERO, share.upiMinor),
    bankMinor: add(sums?.bankMinor ?? ZERO, share.bankMinor),
    creditMinor: add(sums?.creditMinor ?? ZERO, share.creditMinor)
  })
  state.drawers.set(entry.deviceNo, add(state.drawers.get(entry.deviceNo) ?? ZERO, entry.cash))
  if (entry.party === null) return
  const known = state.balances.get(entry.party)
  state.balances.set(entry.party, {
    creditMinor: add(known?.creditMinor ?? ZERO, entry.credit),
    count: (known?.count ?? 0) + 1,
    lastOn: Math.max(known?.lastOn ?? 0, entry.on)
  })
}

/** Money leaves the credited account of a contra and goes to the debited one. */
function placesOf(post: EntryBody['post']): string {
  const from = post.find(([, , amount]) => amount < 0)?.[0]
  const to = post.find(([, , amount]) => amount > 0)?.[0]
  return `${from}>${to}`
}

/** As much of a built entry as its bucket asks for. */
function built(entry: OwnerEntry): BuiltEntry {
  const [from = '', to = ''] = entry.places.split('>')
  const posting = (code: string, amountMinor: number) => ({
    ...{ accountCode: code as AccountCode, partyId: null, amountMinor: amountMinor as Minor }
  })
  return {
    ...{ kind: entry.kind, partyId: entry.party, accountCode: null, amountMinor: entry.amount, cashMinor: entry.cash },
    ...{ changeMinor: entry.change, upiMinor: entry.upi, bankMinor: entry.bank, creditMinor: entry.credit, lines: [] },
    postings: entry.places === '' ? [] : [posting(from, -1), posting(to, 1)]
  }
}
