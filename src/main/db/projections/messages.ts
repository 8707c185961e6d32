import { uuidBytes } from '#main/db/uuid-bytes.ts'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import { PARTY, type Projection } from './projection.ts'

const MESSAGE = '(select message_no from message where id = :id)'

/** Messages to parties, step by step. The newest step stands in the message's own row. */
export const messageProjection: Projection = {
  tables: { message: ['message_no'], message_step: ['step_no'] },
  writers: {
    'message.make': (run, body, { n, person }) =>
      run(
        `insert into message (id, op_n, party_no, channel, purpose, language, sent_to, text, amount_minor, details, at,
            person, state, state_at, outcome)
          values (:id, :n, ${PARTY}, :channel, :purpose, :language, :to, :text, :amount, :details, :at, :person, 'queued', :at, '')`,
        {
          ...{ id: uuidBytes(body.id), n, party: uuidBytes(body.partyId), channel: body.channel },
          ...{ purpose: body.purpose, language: body.language, to: body.to, text: body.text },
          ...{ amount: body.amountMinor, details: canonicalJson(body.more), at: body.at, person }
        }
      ),
    // The days of the rules stay: without them a rule would write once more.
    'message.forget': (run, body) =>
      run(
        `update message set text = '', sent_to = '', details = json_remove(details, '$.values', '$.dltTemplateId', '$.gatewayTemplateId')
          where party_no = ${PARTY}`,
        { party: uuidBytes(body.partyId) }
      ),
    'message.step': (run, body, { n, person }) => {
      const values = { id: uuidBytes(body.id), state: body.state, outcome: body.outcome, at: body.at }
      run('update message set state = :state, state_at = :at, outcome = :outcome where id = :id', values)
      run(
        `insert into message_step (message_no, op_n, state, outcome, at, person)
          values (${MESSAGE}, :n, :state, :outcome, :at, :person)`,
        { ...values, n, person }
      )
    }
  }
}
