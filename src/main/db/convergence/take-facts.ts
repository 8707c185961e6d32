import type Sqlite from 'better-sqlite3'
import { uuidBytes } from '#main/db/uuid-bytes.ts'
import type { FactBodies, FactKind } from '#shared/journal/fact-bodies.ts'
import type { OpKind } from '#shared/journal/op.ts'
import { UPI_STATES, type UpiState } from '#shared/ledger/upi-state.ts'
import { type Arriving, found, keep, stampOf, type TakingStores, unreadable } from './applied.ts'
import type { createThingTaker } from './take-things.ts'

type Taker = (arriving: Arriving) => void

/** Facts beside the entries, by kind. A kind that is not here is kept and changes nothing. */
export function createFactTakers(
  db: Sqlite.Database,
  stores: TakingStores,
  things: ReturnType<typeof createThingTaker>
): { readonly [Kind in OpKind]?: Taker } {
  const { facts, entries, parties, upi, merges, journal, accounts } = stores
  const looks = new Map<string, Sqlite.Statement<unknown[], unknown>>()

  function isThere(table: string, id: string): boolean {
    const look = looks.get(table) ?? db.prepare(`select 1 from ${table} where id = ?`)
    looks.set(table, look)
    return look.get(uuidBytes(id)) !== undefined
  }
  const line = db.prepare<[string], { line_no: number; amount_minor: number }>(
    'select line_no, amount_minor from bank_line where fingerprint = ?'
  )
  const proofOfLine = db.prepare<[number, number], { entry_no: number }>(
    'select entry_no from proof where line_no = ? and entry_no <> ?'
  )

  const bodyOf = <Kind extends FactKind>(arriving: Arriving) => {
    const { changed, afterEntryId, lastEntryId, ...body } = arriving.op.d
    return body as unknown as FactBodies[Kind]
  }
  const entryOf = (id: string) => found(entries.byId(id), `entry ${id}`)
  const partyOf = (id: string) => found(parties.byId(id), `party ${id}`)

  /** Records a fact that only adds, once. */
  const once =
    <Kind extends FactKind>(kind: Kind, table: string, check: (body: FactBodies[Kind]) => void = () => {}): Taker =>
    (arriving) => {
      const body = bodyOf<Kind>(arriving)
      check(body)
      if (isThere(table, (body as { id: string }).id)) keep(stores, arriving)
      else facts.record(kind, stampOf(arriving, 0), body)
    }

  /** Records a fact about something that is there. */
  const about =
    <Kind extends FactKind>(kind: Kind, table: string): Taker =>
    (arriving) => {
      const body = bodyOf<Kind>(arriving)
      const { id } = body as { id: string }
      found(isThere(table, id) || null, `${table} ${id}`)
      facts.record(kind, stampOf(arriving, 0), body)
    }

  /** Records the newest word on something. */
  const newest =
    <Kind extends FactKind>(kind: Kind, check: (body: FactBodies[Kind]) => void): Taker =>
    (arriving) => {
      const body = bodyOf<Kind>(arriving)
      check(body)
      things.whole(arriving, kind, body)
    }

  /** The newest entry here when the other counter laid something down: what came before it there came before it here. */
  function afterEntryNo(arriving: Arriving): number {
    const id = arriving.op.d.afterEntryId
    return (typeof id === 'string' ? entries.byId(id)?.entryNo : undefined) ?? entries.lastNo()
  }

  function mark(arriving: Arriving): void {
    const { at, entry, id, state } = arriving.op.d as { at: number; entry: string; id: string; state: UpiState }
    const { entryNo } = entryOf(entry)
    const now = upi.stateOf(entryNo)
    const isForward = now !== null && UPI_STATES.indexOf(state) > UPI_STATES.indexOf(now)
    if (!isForward || upi.stepById(id) !== null) {
      keep(stores, arriving)
      return
    }
    const stamp = stampOf(arriving, at)
    const op = journal.append('upi.mark', stamp, { at, entry, id, state })
    upi.mark({ id, entryNo, state }, op, stamp)
  }

  function account(arriving: Arriving): void {
    const { code, kind, name } = arriving.op.d
    // SQLite would keep a number as a text of its own making, and the row would not say what the fact said.
    if (typeof code !== 'string' || typeof kind !== 'string' || typeof name !== 'string') unreadable()
    const row = { code, kind, name } as unknown as Parameters<typeof accounts.add>[0]
    if (accounts.byCode(row.code) !== null) {
      keep(stores, arriving)
      return
    }
    accounts.add(row, journal.append('account.add', stampOf(arriving, 0), { ...row }))
  }

  function merge(arriving: Arriving): void {
    const { partyId, intoId } = bodyOf<'party.merge'>(arriving)
    const [party, into] = [partyOf(partyId), partyOf(intoId)]
    // Each was made the other: one word stands on each counter, and a person sees it.
    if (merges.membersOf(party.partyNo).includes(into.partyNo)) {
      arriving.notice('second-fact', { thing: 'merge', id: partyId, intoId })
      keep(stores, arriving)
      return
    }
    things.whole(arriving, 'party.merge', { partyId, intoId, afterEntryNo: afterEntryNo(arriving) })
  }

  /** Lines that another counter's statement brought already stay where they are. */
  function statement(arriving: Arriving): void {
    const body = bodyOf<'statement.take'>(arriving)
    if (isThere('bank_statement', body.id)) {
      keep(stores, arriving)
      return
    }
    const lines = body.lines.filter(({ fingerprint }) => line.get(fingerprint) === undefined)
    facts.record('statement.take', stampOf(arriving, 0), { ...body, lines })
  }

  function prove(arriving: Arriving): void {
    const body = bodyOf<'payment.prove'>(arriving)
    const { entryNo, upiMinor } = entryOf(body.entryId)
    const { line_no, amount_minor } = found(line.get(body.fingerprint), `line ${body.fingerprint}`)
    // A line proves a payment of exactly its amount; this one stays a line that somebody finds a place for.
    if (amount_minor !== upiMinor) {
      keep(stores, arriving)
      return
    }
    if (proofOfLine.get(line_no, entryNo) !== undefined) {
      arriving.notice('second-fact', { thing: 'proof', id: body.entryId, fingerprint: body.fingerprint })
      keep(stores, arriving)
      return
    }
    if (things.whole(arriving, 'payment.prove', body)) upi.prove(entryNo)
  }

  function doubt(arriving: Arriving): void {
    const body = bodyOf<'payment.doubt'>(arriving)
    const { entryNo } = entryOf(body.entryId)
    // What was undone meanwhile is waited for no more, whoever takes its proof back.
    const wasProved = upi.stateOf(entryNo) === 'proved' && entries.reversalOf(entryNo) === null
    if (things.whole(arriving, 'payment.doubt', body) && wasProved) upi.doubt(entryNo)
  }

  return {
    'account.add': account,
    'upi.mark': mark,
    'party.merge': merge,
    'party.unmerge': newest('party.unmerge', ({ partyId }) => partyOf(partyId)),
    'entry.due': newest('entry.due', ({ entryId }) => entryOf(entryId)),
    'entry.settle': newest('entry.settle', ({ entryId, against }) => {
      for (const id of [entryId, ...against.map((one) => one.entryId)]) entryOf(id)
    }),
    'entry.attach': once('entry.attach', 'attachment', ({ entryId }) => entryOf(entryId)),
    'entry.detach': about('entry.detach', 'attachment'),
    'plan.make': (arriving) => {
      const body = bodyOf<'plan.make'>(arriving)
      partyOf(body.partyId)
      if (isThere('plan', body.id)) {
        keep(stores, arriving)
        return
      }
      facts.record('plan.make', stampOf(arriving, 0), { ...body, afterEntryNo: afterEntryNo(arriving) })
    },
    'plan.end': about('plan.end', 'plan'),
    'slip.add': once('slip.add', 'slip'),
    'slip.end': newest('slip.end', ({ id, entryId }) => {
      found(isThere('slip', id) || null, `slip ${id}`)
      if (entryId !== null) entryOf(entryId)
    }),
    'statement.take': statement,
    'payment.prove': prove,
    'payment.doubt': doubt,
    'message.make': once('message.make', 'message', ({ partyId }) => partyOf(partyId)),
    'message.step': newest('message.step', ({ id }) => found(isThere('message', id) || null, `message ${id}`)),
    'definition.put': newest('definition.put', () => {})
  }
}
