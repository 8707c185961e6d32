import { z } from 'zod'
import { defineCommand } from '#cli/command.ts'
import { findParty } from '#cli/find-party.ts'
import { zFile, zTypedDay } from '#cli/option-schemas.ts'
import { tableText } from '#cli/table.ts'
import type { Texts } from '#cli/texts.ts'
import { bookDate } from '#shared/calendar/book-date.ts'
import type { Input } from '#shared/contract/contract.ts'
import { writeCsv } from '#shared/export/csv.ts'
import { cellText, columnHead, isFigure, periodText, reportTitle } from '#shared/reports/cell-text.ts'
import { REPORT_SIDES, REPORT_STEPS, REPORTS, type Report, type ReportRow } from '#shared/reports/report.ts'
import { reportCsv } from '#shared/reports/report-csv.ts'

const PAGE = 5_000
const FIRST_DAY = bookDate(1900, 1, 1)

/** Any report of the book, as a table, as CSV or as data. Without days, all of the book up to the shop's current day. */
export const report = defineCommand({
  name: 'report',
  synopsis: `NAME --ledger FILE [--from DAY] [--to DAY] [--step ${REPORT_STEPS.join('|')}] [--compared] [--party PARTY] [--account CODE] [--side ${REPORT_SIDES.join('|')}] [--csv]`,
  summary: 'help-report',
  options: {
    ledger: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    step: { type: 'string' },
    compared: { type: 'boolean' },
    party: { type: 'string' },
    account: { type: 'string' },
    side: { type: 'string' },
    csv: { type: 'boolean' }
  },
  positionals: ['report'],
  schema: z.strictObject({
    report: z.enum(REPORTS),
    ledger: zFile,
    from: zTypedDay.optional(),
    to: zTypedDay.optional(),
    step: z.enum(REPORT_STEPS).default('none'),
    compared: z.boolean().default(false),
    party: z.string().min(1).max(200).optional(),
    account: z.string().max(60).default(''),
    side: z.enum(REPORT_SIDES).default('all'),
    csv: z.boolean().default(false)
  }),
  async run(options, ground) {
    const ledger = ground.open(options.ledger)
    const { bookOn } = await ledger.ask('counter.summary', {})
    const party = options.party === undefined ? null : await findParty(ledger, options.party, ground)
    const { report: name, step, side } = options
    const query: Input<'report.run'>['query'] = {
      ...{ report: name, step, side, isCompared: options.compared, accountCode: options.account },
      ...{ fromOn: options.from ?? FIRST_DAY, toOn: options.to ?? bookOn, partyId: party?.id ?? null }
    }
    const rows: ReportRow[] = []
    let page: Report
    do {
      page = await ledger.ask('report.run', { runId: crypto.randomUUID(), query, offset: rows.length, limit: PAGE })
      rows.push(...page.rows)
    } while (page.rows.length > 0 && rows.length < page.rowCount)
    const whole = { ...page, rows }
    const { texts } = ground
    return {
      json: whole,
      text: options.csv ? writeCsv(reportCsv(whole, texts.word)).trimEnd() : textOf(whole, texts)
    }
  }
})

function textOf(whole: Report, texts: Texts): string {
  const voice = { words: texts.word, currency: texts.currency() }
  const columns = whole.columns.map((column, at) => ({
    title: columnHead(column, texts.word),
    align: isFigure(column.kind) ? ('right' as const) : ('left' as const),
    cell: ({ cells, depth }: ReportRow) =>
      `${at === 0 ? '  '.repeat(depth) : ''}${cellText(cells[at] ?? null, column.kind, voice)}`
  }))
  const notes = whole.notes.map(({ key, params }) => texts.word(`reports:note.${key}`, params))
  const title = `${reportTitle(whole, texts.word)}, ${periodText(whole.query)}`
  return [title, '', tableText(whole.rows, columns), ...(notes.length === 0 ? [] : ['', ...notes])].join('\n')
}
