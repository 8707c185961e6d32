import { z } from 'zod'
import { defineCommand } from '#cli/command.ts'
import { zFile, zTypedCount } from '#cli/option-schemas.ts'
import { tableText } from '#cli/table.ts'

/** Finds parties as the counter does: in any script and spelling, by phone, best match first. */
export const search = defineCommand({
  name: 'search',
  synopsis: 'TEXT --ledger FILE [--limit COUNT]',
  summary: 'help-search',
  options: { ledger: { type: 'string' }, limit: { type: 'string' } },
  positionals: ['text'],
  schema: z.strictObject({
    ledger: zFile,
    text: z.string().max(10_000),
    limit: zTypedCount.pipe(z.int().min(1).max(50)).default(10)
  }),
  async run(options, { open, texts }) {
    const hits = await open(options.ledger).ask('party.search', { text: options.text, limit: options.limit })
    const table = tableText(hits, [
      { title: texts.say('column-party'), cell: (hit) => hit.name },
      { title: texts.say('column-place'), cell: (hit) => hit.place },
      { title: texts.say('column-phone'), cell: (hit) => hit.phone },
      { title: texts.say('column-balance'), align: 'right', cell: (hit) => texts.amount(hit.balanceMinor) },
      { title: 'id', cell: (hit) => hit.id }
    ])
    return { json: hits, text: table }
  }
})
