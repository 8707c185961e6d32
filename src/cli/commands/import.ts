import path from 'node:path'
import { v7 } from 'uuid'
import { z } from 'zod'
import { defineCommand, EXIT } from '#cli/command.ts'
import { zFile } from '#cli/option-schemas.ts'
import { tableText } from '#cli/table.ts'
import type { Texts } from '#cli/texts.ts'
import {
  DATE_ORDERS,
  IMPORT_FIELDS,
  IMPORT_KINDS,
  type ImportField,
  type ImportPlan,
  type ImportResult,
  zColumnMapping
} from '#shared/import/import-plan.ts'
import { refuse } from '#shared/kernel/result.ts'
import { formatQuantity } from '#shared/quantity/format-quantity.ts'

/** `name=A,balance=3`: a column by its letters or its number, from 1. */
const zMap = z.string().transform((text, context) => {
  const entries = text.split(',').map((pair) => pair.split('='))
  const mapping = Object.fromEntries(
    entries.map(([field = '', column = '']) => [field.trim(), columnNumber(column.trim())])
  )
  const parsed = zColumnMapping.safeParse(mapping)
  if (parsed.success) return parsed.data
  context.addIssue({ code: 'custom', message: IMPORT_FIELDS.join(', ') })
  return z.NEVER
})

function columnNumber(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text) - 1
  if (!/^[A-Za-z]{1,2}$/.test(text)) return -1
  return [...text.toUpperCase()].reduce((all, letter) => all * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** A dry run of an import, and the import itself when it is accepted. */
export const importCommand = defineCommand({
  name: 'import',
  synopsis:
    'FILE --ledger FILE [--accept] [--kind parties|entries|invoice-lines|items] [--map FIELD=COLUMN,…] [--dates dmy|mdy|ymd]',
  summary: 'help-import',
  options: {
    ledger: { type: 'string' },
    accept: { type: 'boolean' },
    kind: { type: 'string' },
    map: { type: 'string' },
    dates: { type: 'string' }
  },
  positionals: ['file'],
  schema: z.strictObject({
    ledger: zFile,
    file: zFile,
    accept: z.boolean().default(false),
    kind: z.enum(IMPORT_KINDS).nullable().default(null),
    map: zMap.nullable().default(null),
    dates: z.enum(DATE_ORDERS).nullable().default(null)
  }),
  async run(options, { open, texts }) {
    const ledger = open(options.ledger, { importFile: path.resolve(options.file) })
    const chosen = (await ledger.ask('import.choose', {})) ?? refuse('import/unreadable', { file: options.file })
    const plan = await ledger.ask('import.plan', {
      fileToken: chosen.fileToken,
      kind: options.kind,
      mapping: options.map,
      dateOrder: options.dates
    })
    if (plan.missing.length > 0) refuse('import/columns-missing', { columns: plan.missing.join(', ') })
    if (!options.accept) {
      const hasLeftOut = plan.takenLineCount < plan.lineCount
      return { json: plan, text: planText(plan, texts), exitCode: hasLeftOut ? EXIT.findings : EXIT.ok }
    }
    const result = await ledger.ask('import.commit', { id: v7(), planId: plan.planId })
    return { json: result, text: resultText(result, texts), exitCode: result.isProved ? EXIT.ok : EXIT.findings }
  }
})

function planText(plan: ImportPlan, texts: Texts): string {
  const columns = (Object.entries(plan.mapping) as [ImportField, number][]).map(
    ([field, column]) => `${field} = ${plan.header[column] ?? column + 1}`
  )
  return [
    texts.say('import-read', { file: plan.fileName, encoding: plan.encoding, kind: plan.kind, dates: plan.dateOrder }),
    texts.say('import-columns', { columns: columns.join(', ') }),
    texts.say('import-lines', {
      lines: plan.lineCount,
      taken: plan.takenLineCount,
      left: plan.lineCount - plan.takenLineCount
    }),
    texts.say('import-new', { parties: plan.newParties, entries: plan.newEntries }),
    texts.say('import-known', { parties: plan.knownParties, entries: plan.knownEntries }),
    ...goodsText({ ...plan, items: plan.newItems, stocks: plan.newStocks }, texts),
    ...(plan.firstOn === null
      ? []
      : [texts.say('import-days', { firstOn: plan.firstOn, lastOn: plan.lastOn ?? plan.firstOn })]),
    proofText(plan, texts),
    ...(plan.remarks.length === 0 ? [] : ['', remarksText(plan, texts)]),
    '',
    texts.say('import-not-written')
  ].join('\n')
}

function remarksText({ remarks, remarkCount }: ImportPlan, texts: Texts): string {
  const table = tableText(remarks.slice(0, 50), [
    { title: texts.say('column-line'), align: 'right', cell: (remark) => String(remark.line) },
    {
      title: texts.say('column-outcome'),
      cell: (remark) => texts.say(remark.isLeftOut ? 'line-left-out' : 'line-taken')
    },
    { title: texts.say('column-remark'), cell: (remark) => texts.remark(remark.remark) },
    { title: texts.say('column-value'), cell: (remark) => remark.value }
  ])
  return remarkCount <= 50 ? table : `${table}\n${texts.say('import-more', { shown: 50, count: remarkCount })}`
}

function resultText(result: ImportResult, texts: Texts): string {
  return [
    texts.say('import-done', { parties: result.addedParties, entries: result.addedEntries }),
    texts.say('import-known', { parties: result.knownParties, entries: result.knownEntries }),
    ...goodsText({ ...result, items: result.addedItems, stocks: result.addedStocks }, texts),
    texts.say('import-left', { left: result.leftOutLines }),
    proofText(result, texts),
    texts.say(result.isProved ? 'import-proved' : 'import-not-proved')
  ].join('\n')
}

function goodsText(
  { goods, knownItems, items, stocks }: Pick<ImportPlan, 'goods' | 'knownItems'> & { items: number; stocks: number },
  texts: Texts
): string[] {
  if (goods.itemCount === 0) return []
  const { inQuantity, outQuantity, valueMinor } = goods
  const moved = { in: formatQuantity(inQuantity), out: formatQuantity(outQuantity), valueMinor }
  return [texts.say('import-goods', { items, known: knownItems, stocks, ...moved })]
}

function proofText(
  { totals, getMinor, giveMinor }: Pick<ImportPlan, 'totals' | 'getMinor' | 'giveMinor'>,
  texts: Texts
): string {
  const table = tableText(totals, [
    { title: texts.say('column-kind'), cell: (total) => texts.kind(total.kind) },
    { title: texts.say('column-count'), align: 'right', cell: (total) => String(total.count) },
    { title: texts.say('column-amount'), align: 'right', cell: (total) => texts.amount(total.amountMinor) }
  ])
  return `${table}\n${texts.say('get-and-give', { getMinor, giveMinor })}`
}
