import { z } from 'zod'
import { defineCommand } from '#cli/command.ts'
import { zFile } from '#cli/option-schemas.ts'
import { partyPages } from '#cli/party-pages.ts'
import { tableText } from '#cli/table.ts'
import { dayText } from '#cli/texts.ts'
import { PARTY_FILTERS } from '#shared/contract/book-endpoints.ts'
import type { PartyView } from '#shared/contract/views.ts'

/** What each party owes or is owed, the accounts, and what they come to. */
export const balances = defineCommand({
  name: 'balances',
  synopsis: '--ledger FILE [--filter all|get|give|settled|archived]',
  summary: 'help-balances',
  options: { ledger: { type: 'string' }, filter: { type: 'string' } },
  positionals: [],
  schema: z.strictObject({ ledger: zFile, filter: z.enum(PARTY_FILTERS).default('all') }),
  async run(options, { open, texts }) {
    const ledger = open(options.ledger)
    const parties: PartyView[] = []
    for await (const page of partyPages(ledger, options.filter)) parties.push(...page)
    const { getMinor, giveMinor } = await ledger.ask('counter.summary', {})
    const accounts = await ledger.ask('account.list', {})
    const table = tableText(parties, [
      { title: texts.say('column-party'), cell: (party) => party.name },
      { title: texts.say('column-place'), cell: (party) => party.place },
      { title: texts.say('column-phone'), cell: (party) => party.phone },
      { title: texts.say('column-last'), cell: (party) => dayText(party.lastEntryOn) },
      { title: texts.say('column-balance'), align: 'right', cell: (party) => texts.amount(party.balanceMinor) }
    ])
    const total = texts.say('get-and-give', { getMinor, giveMinor })
    return { json: { parties, accounts, getMinor, giveMinor }, text: `${table}\n\n${total}` }
  }
})
