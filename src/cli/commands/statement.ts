import { z } from 'zod'
import { defineCommand } from '#cli/command.ts'
import { entryTable } from '#cli/entry-table.ts'
import { findParty } from '#cli/find-party.ts'
import { zFile } from '#cli/option-schemas.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { AccountLine } from '#shared/contract/views.ts'
import { subtract, ZERO } from '#shared/money/money.ts'

const PAGE = 1_000

/** A party's whole account with its running balance, oldest line first. */
export const statement = defineCommand({
  name: 'statement',
  synopsis: 'PARTY --ledger FILE',
  summary: 'help-statement',
  options: { ledger: { type: 'string' } },
  positionals: ['party'],
  schema: z.strictObject({ ledger: zFile, party: z.string().min(1).max(200) }),
  async run(options, ground) {
    const ledger = ground.open(options.ledger)
    const { id } = await findParty(ledger, options.party, ground)
    const pages: (readonly AccountLine[])[] = []
    let beforeEntryNo: number | null = null
    for (;;) {
      const page: Output<'party.statement'> = await ledger.ask('party.statement', {
        partyId: id,
        beforeEntryNo,
        limit: PAGE
      })
      pages.unshift(page.lines)
      beforeEntryNo = page.lines[0]?.entryNo ?? null
      if (page.hasMore && beforeEntryNo !== null) continue
      const lines = pages.flat()
      const first = lines[0]
      const openingMinor =
        first?.balanceAfterMinor == null ? ZERO : subtract(first.balanceAfterMinor, first.creditMinor)
      const head = ground.texts.say('statement-of', { name: page.party.name, balanceMinor: page.party.balanceMinor })
      return {
        json: { party: page.party, openingMinor, lines },
        text: `${head}\n\n${entryTable(lines, ground.texts, true)}`
      }
    }
  }
})
