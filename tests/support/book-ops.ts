import Sqlite from 'better-sqlite3'
import { readInOrder } from '#main/db/chain-rows.ts'
import { gather, noFacts, readOp } from '#main/db/journal-facts.ts'
import { entryOp, partyOp, readEntryRow } from '#main/db/row-ops.ts'
import { uuidText } from '#main/db/uuid-bytes.ts'
import { type HybridTime, tick } from '#shared/journal/hybrid-clock.ts'

/** Every op of a ledger file in the order of its chain, those that stand in rows of their own written out again. */
export function opsOfFile(file: string): string[] {
  const db = new Sqlite(file, { readonly: true })
  db.defaultSafeIntegers(false)
  const rows = readInOrder(db)
  const facts = noFacts()
  const ops: string[] = []
  let time: HybridTime | null = null
  try {
    for (let n = 1; ; n++) {
      const { op, entry, party } = rows.now()
      if (op?.n === n) {
        const read = readOp(op.bytes)
        if (read === null) throw new Error(`op ${n} cannot be read`)
        gather(facts, read)
        time = read.t
        ops.push(op.bytes)
        rows.nextOp()
      } else if (entry?.op_n === n) {
        time = tick(time, entry.recorded_at)
        const read = readEntryRow(entry, facts, rows.partsOf(entry.entry_no).parts)
        ops.push(entryOp(read, entry.undone_id === null ? null : uuidText(entry.undone_id), facts, { n, time }))
        rows.nextEntry()
      } else if (party?.op_n === n) {
        time = tick(time, party.changed_at)
        const kind = facts.parties.has(party.party_no) ? 'party.change' : 'party.add'
        ops.push(partyOp(party, kind, { n, time }))
        facts.parties.set(party.party_no, {
          ...{ id: uuidText(party.id), kind: party.kind as 'customer', isCurrent: true }
        })
        facts.partyNos.set(uuidText(party.id), party.party_no)
        rows.nextParty()
      } else return ops
    }
  } finally {
    rows.close()
    db.close()
  }
}
