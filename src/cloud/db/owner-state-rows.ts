import { sql } from 'kysely'
import type { FieldStamp, FieldVersion } from '#cloud/projections/newest-fields.ts'
import { newestFields } from '#cloud/projections/newest-fields.ts'
import { emptyState, type OwnerEntry, type OwnerState } from '#cloud/projections/owner-state.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { Minor } from '#shared/money/money.ts'
import { WordReader } from '#shared/search/word-reader.ts'
import type { AccountTransaction } from './cloud-database.ts'
import type { OwnerTables } from './owner-schema.ts'

type Run = AccountTransaction

/** So many rows a statement: PostgreSQL takes 65,535 values in one. */
const ROWS = 1_000
const reader = new WordReader()

/** The state that a run of ops begins with: the entries that they name, and all settings. */
export async function loadState(run: Run, accountId: string, entryIds: readonly string[]): Promise<OwnerState> {
  const state = emptyState()
  for (const ids of inLots(entryIds, ROWS)) {
    const rows = await run
      .selectFrom('owner_entry')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('entry_id', 'in', ids)
      .execute()
    for (const row of rows) state.entries.set(row.entry_id, entryOf(row))
  }
  const settings = await run.selectFrom('owner_setting').selectAll().where('account_id', '=', accountId).execute()
  for (const { name, value, time, device_no, n } of settings)
    state.settings.set(name, { value: JSON.parse(value), time, deviceNo: device_no, n })
  return state
}

/** Writes what came out of a run: new rows, changed marks, and sums added to what is stored. */
export async function saveState(run: Run, accountId: string, state: OwnerState): Promise<void> {
  await saveEntries(run, accountId, state)
  await saveSums(run, accountId, state)
  await saveSettings(run, accountId, state)
  await saveClosings(run, accountId, state)
  await saveBalances(run, accountId, state)
  for (const [partyId, versions] of state.partyVersions) await saveParty(run, accountId, partyId, versions)
  for (const rows of inLots(state.skipped, ROWS))
    await run
      .insertInto('owner_skip')
      .values(rows.map(({ seq, reason }) => ({ account_id: accountId, seq, reason })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

async function saveEntries(run: Run, accountId: string, state: OwnerState): Promise<void> {
  const fresh = [...state.newEntries].flatMap((id) => state.entries.get(id) ?? [])
  for (const entries of inLots(fresh, ROWS))
    await run
      .insertInto('owner_entry')
      .values(entries.map((entry) => rowOf(accountId, entry)))
      .execute()
  for (const id of state.changedEntries) {
    const entry = state.entries.get(id)
    if (entry === undefined || state.newEntries.has(id)) continue
    const { upiMark: upi_mark, isProved: is_proved, isUndone: is_undone } = entry
    const proof_stamp = stampText(entry.proofStamp)
    await run
      .updateTable('owner_entry')
      .set({ upi_mark, is_proved, proof_stamp, is_undone })
      .where('account_id', '=', accountId)
      .where('entry_id', '=', id)
      .execute()
  }
}

async function saveSums(run: Run, accountId: string, { sums, drawers }: OwnerState): Promise<void> {
  const rows = [...sums].map(([key, sum]) => {
    const [day = '', device = '', ...bucket] = key.split(' ')
    return {
      ...{ account_id: accountId, book_on: Number(day), device_no: Number(device), bucket: bucket.join(' ') },
      ...{ count: sum.count, amount_minor: sum.amountMinor, cash_minor: sum.cashMinor, upi_minor: sum.upiMinor },
      ...{ dues_cash_minor: sum.duesCashMinor, bank_minor: sum.bankMinor, credit_minor: sum.creditMinor }
    }
  })
  for (const some of inLots(rows, ROWS))
    await run
      .insertInto('owner_sum')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'book_on', 'device_no', 'bucket']).doUpdateSet({
          count: sql<number>`owner_sum.count + excluded.count`,
          amount_minor: sql<number>`owner_sum.amount_minor + excluded.amount_minor`,
          cash_minor: sql<number>`owner_sum.cash_minor + excluded.cash_minor`,
          dues_cash_minor: sql<number>`owner_sum.dues_cash_minor + excluded.dues_cash_minor`,
          upi_minor: sql<number>`owner_sum.upi_minor + excluded.upi_minor`,
          bank_minor: sql<number>`owner_sum.bank_minor + excluded.bank_minor`,
          credit_minor: sql<number>`owner_sum.credit_minor + excluded.credit_minor`
        })
      )
      .execute()
  if (drawers.size === 0) return
  await run
    .insertInto('owner_drawer')
    .values([...drawers].map(([device_no, cash_minor]) => ({ account_id: accountId, device_no, cash_minor })))
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'device_no'])
        .doUpdateSet({ cash_minor: sql<number>`owner_drawer.cash_minor + excluded.cash_minor` })
    )
    .execute()
}

async function saveSettings(run: Run, accountId: string, state: OwnerState): Promise<void> {
  for (const [name, { value, time, deviceNo, n }] of state.settings) {
    if (!state.changedSettings.has(name)) continue
    await run
      .insertInto('owner_setting')
      .values({ account_id: accountId, name, value: JSON.stringify(value ?? null), time, device_no: deviceNo, n })
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'name']).doUpdateSet((row) => ({
          value: row.ref('excluded.value'),
          time: row.ref('excluded.time'),
          device_no: row.ref('excluded.device_no'),
          n: row.ref('excluded.n')
        }))
      )
      .execute()
  }
}

async function saveClosings(run: Run, accountId: string, { closings }: OwnerState): Promise<void> {
  for (const { deviceNo, seq, closing } of closings.values())
    await run
      .insertInto('owner_closing')
      .values({
        ...{ account_id: accountId, closing_id: closing.id, seq, device_no: deviceNo, book_on: closing.bookOn },
        ...{ closed_at: closing.closedAt, view: JSON.stringify(closing) }
      })
      .onConflict((conflict) => conflict.columns(['account_id', 'closing_id']).doNothing())
      .execute()
}

/** A party whose name has not arrived yet has a balance all the same. */
async function saveBalances(run: Run, accountId: string, { balances }: OwnerState): Promise<void> {
  const rows = [...balances].map(([party_id, { creditMinor, count, lastOn }]) => ({
    ...{ account_id: accountId, party_id, name: '', kind: 'customer', place: '', is_archived: false, search_text: '' },
    ...{ balance_minor: creditMinor as number, entry_count: count, last_on: lastOn }
  }))
  for (const some of inLots(rows, ROWS))
    await run
      .insertInto('owner_party')
      .values(some)
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'party_id']).doUpdateSet({
          balance_minor: sql<number>`owner_party.balance_minor + excluded.balance_minor`,
          entry_count: sql<number>`owner_party.entry_count + excluded.entry_count`,
          last_on: sql<number>`greatest(owner_party.last_on, excluded.last_on)`
        })
      )
      .execute()
}

/** What a party is called follows from all that was ever said of it, whatever the order in which it came. */
async function saveParty(run: Run, accountId: string, partyId: string, fresh: readonly FieldVersion[]): Promise<void> {
  await run
    .insertInto('owner_party_version')
    .values(
      fresh.map(({ seq, baseSeq, deviceNo, n, time, fields }) => ({
        ...{ account_id: accountId, party_id: partyId, seq, base_seq: baseSeq, device_no: deviceNo, n, time },
        fields: JSON.stringify(fields)
      }))
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const rows = await run
    .selectFrom('owner_party_version')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('party_id', '=', partyId)
    .orderBy('seq')
    .execute()
  const said = newestFields(rows.map(versionOf))
  const text = (value: unknown, otherwise = '') => (typeof value === 'string' ? value : otherwise)
  const [name, place, alias] = [text(said.name), text(said.place), text(said.alias)]
  const party = { name, place, kind: text(said.kind, 'customer'), is_archived: said.isArchived === true }
  const search_text = searchText([name, alias, place])
  await run
    .insertInto('owner_party')
    .values({
      ...{ account_id: accountId, party_id: partyId, ...party, search_text },
      ...{ balance_minor: 0, entry_count: 0, last_on: null }
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'party_id']).doUpdateSet({ ...party, search_text }))
    .execute()
}

export const versionOf = (row: OwnerTables['owner_party_version']): FieldVersion => ({
  ...{ seq: row.seq, baseSeq: row.base_seq, deviceNo: row.device_no, n: row.n, time: row.time },
  fields: JSON.parse(row.fields) as Record<string, unknown>
})

/** Words as they are spelled in Latin letters and as they sound, each after a blank, so that a word is found by its start. */
function searchText(texts: readonly string[]): string {
  const readings = texts.flatMap((text) => reader.readings(text))
  return ` ${readings.flatMap((words) => words.flatMap(({ spelled, sounded }) => [spelled, sounded])).join(' ')}`
}

/** For each word that was typed, the ways in which it may stand in a search text. */
export const wordsToFind = (typed: string): string[][] =>
  (reader.readings(typed)[0] ?? []).map(({ spelled, sounded }) => [...new Set([spelled, sounded])])

const stampText = (stamp: FieldStamp | null): string =>
  stamp === null ? '' : `${stamp.time} ${stamp.deviceNo} ${stamp.n}`

function stampOf(text: string): FieldStamp | null {
  const [time = '', deviceNo, n] = text.split(' ')
  return time === '' ? null : { time, deviceNo: Number(deviceNo), n: Number(n) }
}

const rowOf = (accountId: string, entry: OwnerEntry) => ({
  ...{ account_id: accountId, entry_id: entry.id, seq: entry.seq, device_no: entry.deviceNo, kind: entry.kind },
  ...{ number: entry.number, book_on: entry.on, occurred_on: entry.was ?? null, recorded_at: entry.at },
  ...{ offset_minutes: entry.off, party_id: entry.party, text: entry.text, note: entry.note, reason: entry.reason },
  ...{ person: entry.person, amount_minor: entry.amount, cash_minor: entry.cash, change_minor: entry.change },
  ...{ upi_minor: entry.upi, bank_minor: entry.bank, credit_minor: entry.credit, undoes_id: entry.undoes },
  ...{ places: entry.places, upi_mark: entry.upiMark, is_proved: entry.isProved, is_undone: entry.isUndone },
  proof_stamp: stampText(entry.proofStamp)
})

export const entryOf = (row: OwnerTables['owner_entry']): OwnerEntry => ({
  ...{ id: row.entry_id, seq: row.seq, deviceNo: row.device_no, kind: row.kind as EntryKind },
  ...{ number: row.number, on: row.book_on as BookDate, at: row.recorded_at, off: row.offset_minutes },
  ...(row.occurred_on === null ? {} : { was: row.occurred_on as BookDate }),
  ...{ party: row.party_id, text: row.text, note: row.note, reason: row.reason, person: row.person },
  ...{ amount: row.amount_minor as Minor, cash: row.cash_minor as Minor },
  ...{ change: row.change_minor as Minor, upi: row.upi_minor as Minor },
  ...{ bank: row.bank_minor as Minor, credit: row.credit_minor as Minor, undoes: row.undoes_id },
  ...{ places: row.places, upiMark: row.upi_mark as OwnerEntry['upiMark'] },
  ...{ isProved: row.is_proved, proofStamp: stampOf(row.proof_stamp), isUndone: row.is_undone }
})

export function* inLots<One>(all: readonly One[], size: number): Generator<One[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size)
}
