import { uuidBytes } from '#main/db/uuid-bytes.ts'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import { ENTRY, PARTY, type Projection } from './projection.ts'

/** Terms of parties, due days, promises, what settles what, plans, parties that were made one. */
export const creditProjection: Projection = {
  tables: {
    party_terms: ['party_no'],
    party_merge: ['party_no'],
    entry_due: ['entry_no'],
    settlement: ['payment_no', 'charge_no'],
    settlement_way: ['payment_no'],
    plan: ['plan_no'],
    plan_part: ['plan_no', 'part_no']
  },
  writers: {
    'party.terms': (run, body, { n }) =>
      run(
        `insert or replace into party_terms (party_no, op_n, limit_minor, credit_days, party_group, route, language, consent,
          details) values (${PARTY}, :n, :limit, :days, :group, :route, :language, :consent, :details)`,
        {
          party: uuidBytes(body.partyId),
          n,
          limit: body.limitMinor,
          days: body.creditDays,
          group: body.group,
          route: body.route,
          language: body.language,
          consent: body.consent,
          details: canonicalJson(body)
        }
      ),
    'party.merge': (run, body, { n }) =>
      run(
        `insert or replace into party_merge (party_no, into_no, op_n)
          values (${PARTY}, (select party_no from party where id = :into), :n)`,
        { party: uuidBytes(body.partyId), into: uuidBytes(body.intoId), n }
      ),
    'party.unmerge': (run, body) =>
      run(`delete from party_merge where party_no = ${PARTY}`, { party: uuidBytes(body.partyId) }),
    'entry.due': (run, body, { n }) =>
      run(
        `insert or replace into entry_due (entry_no, op_n, due_on, promised_on) values (${ENTRY}, :n, :due, :promised)`,
        { entry: uuidBytes(body.entryId), n, due: body.dueOn, promised: body.promisedOn }
      ),
    'entry.settle': (run, body, { n }) => {
      const entry = uuidBytes(body.entryId)
      run(`delete from settlement where payment_no = ${ENTRY}`, { entry })
      run(`delete from settlement_way where payment_no = ${ENTRY}`, { entry })
      if (body.way === 'oldest') return
      run(
        `insert into settlement_way (payment_no, op_n, party_no, way)
          values (${ENTRY}, :n, (select party_no from entry where id = :entry), :way)`,
        { entry, n, way: body.way }
      )
      for (const { entryId, amountMinor } of body.against)
        run(
          `insert into settlement (payment_no, charge_no, amount_minor)
            values (${ENTRY}, (select entry_no from entry where id = :charge), :amount)`,
          { entry, charge: uuidBytes(entryId), amount: amountMinor }
        )
    },
    'plan.make': (run, body, { n }) => {
      const id = uuidBytes(body.id)
      const total = body.parts.reduce((sum, part) => sum + part.amountMinor, 0)
      run(
        `insert into plan (id, op_n, party_no, side, after_entry_no, total_minor, title)
          values (:id, :n, ${PARTY}, :side, :after, :total, :title)`,
        {
          ...{ id, n, party: uuidBytes(body.partyId), side: body.side, after: body.afterEntryNo },
          ...{ total, title: body.title }
        }
      )
      for (const [at, part] of body.parts.entries())
        run(
          `insert into plan_part (plan_no, part_no, due_on, amount_minor)
            values ((select plan_no from plan where id = :id), :part, :due, :amount)`,
          { id, part: at + 1, due: part.dueOn, amount: part.amountMinor }
        )
    },
    'plan.end': (run, body, { n }) => run('update plan set ended_op = :n where id = :id', { id: uuidBytes(body.id), n })
  }
}
