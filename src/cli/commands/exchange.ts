import path from 'node:path'
import { v7 } from 'uuid'
import { z } from 'zod'
import { defineCommand, EXIT } from '#cli/command.ts'
import { zFile, zTypedDay } from '#cli/option-schemas.ts'
import type { Texts } from '#cli/texts.ts'
import { addDays, type BookDate, bookDate, parts } from '#shared/calendar/book-date.ts'
import { DAYS_OF_WAY, WAYS_OUT, type WayOutResult } from '#shared/exchange/ways-out.ts'
import { refuse } from '#shared/kernel/result.ts'

/** `2026-11`: all days of a month. */
const zMonth = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .transform((text) => {
    const [year = 0, month = 0] = text.split('-').map(Number)
    return daysOfMonth(bookDate(year, month, 1))
  })

/** The first and the last day of the month that a day lies in. */
function daysOfMonth(day: BookDate): { fromOn: BookDate; toOn: BookDate } {
  const { year, month } = parts(day)
  const next = month === 12 ? bookDate(year + 1, 1, 1) : bookDate(year, month + 1, 1)
  return { fromOn: bookDate(year, month, 1), toOn: addDays(next, -1) }
}

/** Writes the book in a form for an accountant, the tax portal or another program. */
export const exchange = defineCommand({
  name: 'exchange',
  synopsis: `--ledger FILE --way ${WAYS_OUT.join('|')} --folder FOLDER [--from DAY] [--to DAY] [--month YYYY-MM]`,
  summary: 'help-exchange',
  options: {
    ledger: { type: 'string' },
    way: { type: 'string' },
    folder: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    month: { type: 'string' }
  },
  positionals: [],
  schema: z.strictObject({
    ledger: zFile,
    way: z.enum(WAYS_OUT),
    folder: zFile,
    from: zTypedDay.nullable().default(null),
    to: zTypedDay.nullable().default(null),
    month: zMonth.nullable().default(null)
  }),
  async run({ ledger: file, way, folder, from, to, month }, { open, texts }) {
    const ledger = open(file, { exportFolder: path.resolve(folder) })
    const chosen = (await ledger.ask('exchange.chooseFolder', {})) ?? refuse('export/folder-missing')
    const days = month ?? { fromOn: from, toOn: to }
    if (DAYS_OF_WAY[way] === 'month' && days.fromOn === null) refuse('export/month-missing')
    const request = { way, ...(DAYS_OF_WAY[way] === 'month' ? daysOfMonth(days.fromOn as BookDate) : days) }
    const result = await ledger.ask('exchange.write', { id: v7(), folderToken: chosen.folderToken, request })
    return {
      json: result,
      text: resultText(result, texts),
      exitCode: result.remarkCount > 0 ? EXIT.findings : EXIT.ok
    }
  }
})

function resultText({ folder, files, counts, debitMinor, remarks, remarkCount }: WayOutResult, texts: Texts): string {
  return [
    ...files.map(({ name, byteCount }) =>
      texts.say('exchange-file', { file: path.join(folder, name), bytes: byteCount })
    ),
    counts.map(({ of, count }) => `${texts.exchange(`of.${of}`)}: ${count}`).join(', '),
    ...(debitMinor === null ? [] : [texts.say('exchange-debits', { debitMinor })]),
    ...(remarkCount === 0 ? [] : [texts.say('exchange-remarks', { count: remarkCount })]),
    ...remarks.map(({ remark, ...params }) => `  ${texts.exchange(`remark.${remark}`, params)}`)
  ].join('\n')
}
