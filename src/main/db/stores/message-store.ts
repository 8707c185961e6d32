import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { build, prepare } from '#main/db/prepared.ts'
import type { MessageRow } from '#main/db/projected-schema.ts'
import { uuidBytes, uuidText } from '#main/db/uuid-bytes.ts'
import type { MessageStore, StoredMessage } from '#main/ports/message-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Minor } from '#shared/money/money.ts'
import type { MessageState } from '#shared/reminders/purpose.ts'

const messages = () =>
  build
    .selectFrom('message')
    .innerJoin('party', 'party.party_no', 'message.party_no')
    .select([
      ...([
        'message_no',
        'message.id',
        'party.id as party_id',
        'party.name as party_name',
        'channel',
        'purpose'
      ] as const),
      ...([
        'language',
        'sent_to',
        'text',
        'amount_minor',
        'details',
        'message.at',
        'message.person',
        'message.state'
      ] as const),
      ...(['state_at', 'outcome'] as const)
    ])

type Row = Omit<MessageRow, 'op_n' | 'party_no'> & { party_id: Uint8Array; party_name: string }

const stored = (row: Row): StoredMessage => ({
  messageNo: row.message_no,
  id: uuidText(row.id),
  partyId: uuidText(row.party_id),
  partyName: row.party_name,
  channel: row.channel,
  purpose: row.purpose,
  language: row.language,
  to: row.sent_to,
  text: row.text,
  amountMinor: row.amount_minor as Minor,
  more: JSON.parse(row.details) as StoredMessage['more'],
  at: row.at,
  person: row.person,
  state: row.state as MessageState,
  stateAt: row.state_at,
  outcome: row.outcome
})

/** Reads messages to parties. They are written by the facts. */
export function createMessageStore(db: Sqlite.Database): MessageStore {
  const byId = prepare<{ id: Uint8Array }, Row>(db, (slot) => messages().where('message.id', '=', slot('id')))
  const ofAll = prepare<{ before: number; limit: number }, Row>(db, (slot) =>
    messages().where('message_no', '<', slot('before')).orderBy('message_no', 'desc').limit(slot('limit'))
  )
  const ofParty = prepare<{ party: number; before: number; limit: number }, Row>(db, (slot) =>
    messages()
      .where('message.party_no', '=', slot('party'))
      .where('message_no', '<', slot('before'))
      .orderBy('message_no', 'desc')
      .limit(slot('limit'))
  )
  // Written as the partial index has it: values in its place would hide the index from the planner.
  const toDo = prepare<{ limit: number }, Row>(db, (slot) =>
    messages().where(sql<boolean>`message.state in ('queued', 'sending')`).orderBy('message_no').limit(slot('limit'))
  )
  const steps = prepare<{ id: Uint8Array }, { state: string; outcome: string }>(db, (slot) =>
    build
      .selectFrom('message_step')
      .select(['message_step.state', 'message_step.outcome'])
      .where('message_no', '=', (eb) => eb.selectFrom('message').select('message_no').where('id', '=', slot('id')))
      .orderBy('step_no')
  )
  const byRule = prepare<{ party: number; due: number }, { on: number }>(db, (slot) =>
    build
      .selectFrom('message')
      .select(sql<number>`details ->> '$.ruleOn'`.as('on'))
      .where('party_no', '=', slot('party'))
      .where(sql<number>`details ->> '$.ruleDueOn'`, '=', slot('due'))
  )
  return {
    byId(id) {
      const row = byId.first({ id: uuidBytes(id) })
      return row === undefined ? null : stored(row)
    },
    log(partyNo, beforeNo, limit) {
      const before = beforeNo ?? Number.MAX_SAFE_INTEGER
      return (partyNo === null ? ofAll.all({ before, limit }) : ofParty.all({ party: partyNo, before, limit })).map(
        stored
      )
    },
    newestOf(partyNo) {
      const row = ofParty.first({ party: partyNo, before: Number.MAX_SAFE_INTEGER, limit: 1 })
      return row === undefined ? null : stored(row)
    },
    toDo: (limit) => toDo.all({ limit }).map(stored),
    attempts(id) {
      let count = 0
      for (const { state, outcome } of steps.all({ id: uuidBytes(id) })) {
        if (state === 'sending' && outcome === '') count += 1
        else if (state === 'queued' && outcome === '') count = 0
      }
      return count
    },
    remindedOn: (partyNo, dueOn) => byRule.all({ party: partyNo, due: dueOn }).map(({ on }) => on as BookDate)
  }
}
