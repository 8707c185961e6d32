import { createWriteStream } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { defineCommand } from '#cli/command.ts'
import { billTables, itemTables, moveTables, type Page } from '#cli/export-goods.ts'
import type { OpenedLedger } from '#cli/open-ledger.ts'
import { zFile } from '#cli/option-schemas.ts'
import { partyPages } from '#cli/party-pages.ts'
import { formatIsoDate } from '#shared/calendar/book-date.ts'
import type { EntryView, PartyView } from '#shared/contract/views.ts'
import { writeCsv } from '#shared/export/csv.ts'
import { refuse } from '#shared/kernel/result.ts'
import { formatPlain } from '#shared/money/format-amount.ts'

/** Writes what a ledger holds for other programs: all of it, a page at a time. */
export const exportCommand = defineCommand({
  name: 'export',
  synopsis: '--ledger FILE --out FILE [--what entries|parties|items|bills|stock] [--format csv|json]',
  summary: 'help-export',
  options: {
    ledger: { type: 'string' },
    out: { type: 'string' },
    what: { type: 'string' },
    format: { type: 'string' }
  },
  positionals: [],
  schema: z.strictObject({
    ledger: zFile,
    out: zFile,
    what: z.enum(['entries', 'parties', 'items', 'bills', 'stock']).default('entries'),
    format: z.enum(['csv', 'json']).default('csv')
  }),
  async run(options, { open, texts }) {
    const ledger = open(options.ledger)
    const pages = TABLES[options.what](ledger)
    const file = path.resolve(options.out)
    const count = await writePages(file, pages, options.format)
    return { json: { file, what: options.what, count }, text: texts.say('export-done', { file, count }) }
  }
})

async function writePages(file: string, pages: AsyncIterable<Page>, format: 'csv' | 'json'): Promise<number> {
  let count = 0
  async function* texts(): AsyncGenerator<string> {
    for await (const page of pages) {
      yield format === 'csv' ? csvOf(page, count === 0) : jsonOf(page, count === 0)
      count += format === 'csv' ? page.rows.length : page.data.length
    }
    if (format === 'json') yield count === 0 ? '[]\n' : ']\n'
  }
  try {
    await pipeline(Readable.from(texts()), createWriteStream(file))
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) refuse('export/not-writable', { file })
    throw error
  }
  return count
}

const csvOf = ({ heading, rows }: Page, isFirst: boolean): string =>
  isFirst ? writeCsv([heading, ...rows]) : writeCsv(rows).replace(/^\ufeff/u, '')

const jsonOf = ({ data }: Page, isFirst: boolean): string =>
  data.map((one, at) => `${isFirst && at === 0 ? '[' : ',\n'}${JSON.stringify(one)}`).join('')

const ENTRY_HEADING = [
  'entry',
  'date',
  'occurred',
  'kind',
  'number',
  'party',
  'account',
  'text',
  'note',
  'amount',
  'cash',
  'change',
  'upi',
  'bank',
  'credit',
  'balance',
  'person',
  'reason',
  'id',
  'party id',
  'reverses'
] as const

async function* entryTables({ app }: OpenedLedger): AsyncGenerator<Page> {
  for (const entries of app.terminal.entries()) {
    yield { heading: ENTRY_HEADING, rows: entries.map(entryRow), data: entries }
  }
}

const entryRow = (entry: EntryView): string[] => [
  String(entry.entryNo),
  formatIsoDate(entry.bookOn),
  entry.occurredOn === null ? '' : formatIsoDate(entry.occurredOn),
  entry.kind,
  entry.number,
  entry.partyName,
  entry.accountCode,
  entry.text,
  entry.note,
  formatPlain(entry.amountMinor),
  formatPlain(entry.cashMinor),
  formatPlain(entry.changeMinor),
  formatPlain(entry.upiMinor),
  formatPlain(entry.bankMinor),
  formatPlain(entry.creditMinor),
  entry.balanceAfterMinor === null ? '' : formatPlain(entry.balanceAfterMinor),
  entry.personName,
  entry.reason,
  entry.id,
  entry.partyId ?? '',
  entry.reversesId ?? ''
]

const PARTY_HEADING = [
  'name',
  'party type',
  'phone',
  'place',
  'alias',
  'balance',
  'entries',
  'last entry',
  'id'
] as const

async function* partyTables(ledger: OpenedLedger): AsyncGenerator<Page> {
  for await (const parties of partyPages(ledger, 'all')) {
    yield { heading: PARTY_HEADING, rows: parties.map(partyRow), data: parties }
  }
}

const partyRow = (party: PartyView): string[] => [
  party.name,
  party.kind,
  party.phone,
  party.place,
  party.alias,
  `${formatPlain(party.balanceMinor).replace('-', '')} ${party.balanceMinor < 0 ? 'Cr' : 'Dr'}`,
  String(party.entryCount),
  party.lastEntryOn === null ? '' : formatIsoDate(party.lastEntryOn),
  party.id
]

const TABLES = {
  entries: entryTables,
  parties: partyTables,
  items: itemTables,
  bills: billTables,
  stock: moveTables
} as const
