import { z } from 'zod'
import { defineCommand } from '#cli/command.ts'
import { entryTable } from '#cli/entry-table.ts'
import { zFile, zTypedDay } from '#cli/option-schemas.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { EntryView } from '#shared/contract/views.ts'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'

const PAGE = 1_000

/** The entries of some days, newest first, with their totals. Without days, those of the shop's current one. */
export const dayBook = defineCommand({
  name: 'day-book',
  synopsis: '--ledger FILE [--from DAY] [--to DAY] [--kind KIND]… [--text TEXT]',
  summary: 'help-day-book',
  options: {
    ledger: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    kind: { type: 'string', multiple: true },
    text: { type: 'string' }
  },
  positionals: [],
  schema: z.strictObject({
    ledger: zFile,
    from: zTypedDay.optional(),
    to: zTypedDay.optional(),
    kind: z.array(z.enum(ENTRY_KINDS)).nullable().default(null),
    text: z.string().max(200).default('')
  }),
  async run(options, { open, texts }) {
    const ledger = open(options.ledger)
    const { bookOn } = await ledger.ask('counter.summary', {})
    const toOn = options.to ?? options.from ?? bookOn
    const filter = { fromOn: options.from ?? toOn, toOn, kinds: options.kind, text: options.text }
    const entries: EntryView[] = []
    let page: Output<'dayBook.read'>
    do {
      page = await ledger.ask('dayBook.read', { ...filter, offset: entries.length, limit: PAGE })
      entries.push(...page.entries)
    } while (page.entries.length === PAGE)
    const { entries: _, ...totals } = page
    const { salesMinor, cashInMinor, cashOutMinor, upiMinor, creditMinor } = totals
    const foot = texts.say('day-book-totals', { salesMinor, cashInMinor, cashOutMinor, upiMinor, creditMinor })
    return { json: { ...filter, ...totals, entries }, text: `${entryTable(entries, texts, false)}\n\n${foot}` }
  }
})
