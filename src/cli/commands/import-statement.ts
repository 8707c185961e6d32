import path from 'node:path'
import { v7 } from 'uuid'
import { z } from 'zod'
import { defineCommand, EXIT } from '#cli/command.ts'
import { zFile } from '#cli/option-schemas.ts'
import { tableText } from '#cli/table.ts'
import type { Texts } from '#cli/texts.ts'
import type { StatementPlan } from '#shared/contract/statement-endpoints.ts'
import { refuse } from '#shared/kernel/result.ts'

const REMARKS_SHOWN = 50

/** A dry run of a bank's or an app's statement: what it brings and which UPI payments it proves. With --accept it is taken. */
export const importStatement = defineCommand({
  name: 'import-statement',
  synopsis: 'FILE --ledger FILE [--accept]',
  summary: 'help-import-statement',
  options: { ledger: { type: 'string' }, accept: { type: 'boolean' } },
  positionals: ['file'],
  schema: z.strictObject({ ledger: zFile, file: zFile, accept: z.boolean().default(false) }),
  async run(options, { open, texts }) {
    const ledger = open(options.ledger, { importFile: path.resolve(options.file) })
    const chosen = (await ledger.ask('statement.choose', {})) ?? refuse('import/unreadable', { file: options.file })
    const asked = { fileToken: chosen.fileToken, columns: null, dateOrder: null }
    const plan = await ledger.ask('statement.plan', asked)
    if (plan.missing.length > 0) refuse('import/columns-missing', { columns: plan.missing.join(', ') })
    const isWhole = plan.counts.leftOut === 0 && plan.balance !== 'broken'
    if (!options.accept) return { json: plan, text: planText(plan, texts), exitCode: isWhole ? EXIT.ok : EXIT.findings }
    const result = await ledger.ask('statement.take', { id: v7(), planId: plan.planId })
    const text = [sumsText(plan, texts), texts.say(result.isProved ? 'import-proved' : 'import-not-proved')].join('\n')
    return { json: result, text, exitCode: result.isProved ? EXIT.ok : EXIT.findings }
  }
})

function planText(plan: StatementPlan, texts: Texts): string {
  const { fileName: file, encoding, ruleName: bank, dateOrder: dates } = plan
  return [
    texts.say('statement-read', { file, encoding, bank, dates }),
    ...(plan.fromOn === null
      ? []
      : [texts.say('import-days', { firstOn: plan.fromOn, lastOn: plan.toOn ?? plan.fromOn })]),
    sumsText(plan, texts),
    texts.statement.balance[plan.balance],
    ...(plan.remarks.length === 0 ? [] : ['', remarksText(plan, texts)]),
    '',
    texts.say('import-not-written')
  ].join('\n')
}

const SUMS = ['fresh', 'known', 'matched', 'unsure', 'missingPayments', 'missingLines'] as const

const sumsText = (plan: StatementPlan, texts: Texts): string =>
  tableText(SUMS, [
    { title: '', cell: (name) => texts.statement.sum[name] },
    { title: texts.say('column-count'), align: 'right', cell: (name) => String(plan[name].count) },
    { title: texts.say('column-amount'), align: 'right', cell: (name) => texts.amount(plan[name].amountMinor) }
  ])

function remarksText({ remarks, remarkCount }: StatementPlan, texts: Texts): string {
  const table = tableText(remarks.slice(0, REMARKS_SHOWN), [
    { title: texts.say('column-line'), align: 'right', cell: ({ line, column }) => `${column}${line}` },
    {
      title: texts.say('column-outcome'),
      cell: ({ isLeftOut }) => texts.say(isLeftOut ? 'line-left-out' : 'line-taken')
    },
    { title: texts.say('column-remark'), cell: ({ remark }) => texts.statement.remark[remark] },
    { title: texts.say('column-value'), cell: ({ value }) => value }
  ])
  if (remarkCount <= REMARKS_SHOWN) return table
  return `${table}\n${texts.say('import-more', { shown: REMARKS_SHOWN, count: remarkCount })}`
}
