import { type Period, periodBefore } from '#shared/reports/period.ts'
import type { Report, ReportCell, ReportQuery, ReportRow } from '#shared/reports/report.ts'
import { blanks, column, head, line, reportOf, rowWord, sumRow, total } from '#shared/reports/report-table.ts'
import { TAX_HEADS } from '#shared/tax/tax-scheme.ts'
import { movesIn } from './account-moves.ts'
import type { Ground } from './ground.ts'
import type { TaxCell } from './tax-tally.ts'

/** What became of the tax of a bill, by the accounts that it posted to. */
const SECTIONS = ['outputTax', 'reverseSales', 'reverseCharge', 'inputTax', 'costTax'] as const
type Section = (typeof SECTIONS)[number]
type Heads = number[]

/** One rate of a section: the value that was taxed, and the tax by head. */
interface Rate {
  readonly section: Section
  readonly rateBp: number
  readonly nature: string
  taxable: number
  readonly heads: Heads
}

/** Tax on sales, by reverse charge and to set off, by rate and head, held to the accounts of the tax; and what is to be paid. */
export function gstSummary(ground: Ground, query: ReportQuery): Report {
  const rates = ratesIn(ground, query)
  const accounts = accountsIn(ground, query)
  const before = query.isCompared ? periodBefore(query) : null
  const then = before === null ? null : toPay(accountsIn(ground, before))
  const isUsed = (at: number) =>
    rates.some(({ heads }) => heads[at] !== 0) || Object.values(accounts).some((heads) => heads[at] !== 0)
  const used = TAX_HEADS.map((_, at) => at).filter(isUsed)
  const shown = used.length > 0 ? used : [0, 1, 3]
  const compared = (cells: ReportCell[], was: number | null, tax: number): ReportCell[] =>
    then === null ? cells : [...cells, was, was === null ? null : tax - was]
  const cellsOf = (name: ReportCell, rateBp: number | null, taxable: number | null, heads: Heads): ReportCell[] =>
    compared([name, rateBp, taxable, ...shown.map((at) => heads[at] ?? 0), sumOf(heads)], null, 0)
  const rows: ReportRow[] = []
  for (const section of SECTIONS) {
    const ofSection = rates.filter((rate) => rate.section === section)
    const account = accounts[section]
    if (ofSection.length === 0 && sumOf(account ?? []) === 0) continue
    rows.push(head([rowWord(section), ...blanks(3 + shown.length + (then === null ? 0 : 2))]))
    const sum = emptyHeads()
    for (const { rateBp, nature, taxable, heads } of ofSection) {
      heads.forEach((amount, at) => {
        sum[at] = (sum[at] ?? 0) + amount
      })
      rows.push(line(cellsOf(rowWord(nature), rateBp, taxable, heads), registerOf(query, section), 1))
    }
    const rest = account === undefined ? emptyHeads() : account.map((amount, at) => amount - (sum[at] ?? 0))
    if (rest.some((amount) => amount !== 0)) rows.push(line(cellsOf(rowWord('otherTax'), null, null, rest), null, 1))
    const taxable = ofSection.reduce((made, rate) => made + rate.taxable, 0)
    rows.push(sumRow(cellsOf(rowWord('total'), null, taxable, account ?? sum)))
  }
  if (rows.length > 0) {
    const due = toPay(accounts)
    const cells = [rowWord('taxToPay'), null, null, ...shown.map((at) => due[at] ?? 0), sumOf(due)]
    rows.push(total(compared(cells, then === null ? null : sumOf(then), sumOf(due))))
  }
  const columns = [
    ...[column('kind', 'text'), column('rate', 'percent', 0), column('taxable', 'money', 1)],
    ...shown.map((at) => column(TAX_HEADS[at] ?? '', 'money', 2)),
    column('tax', 'money'),
    ...(then === null ? [] : [column('before', 'money', 3), column('difference', 'money', 3)])
  ]
  return reportOf(query, { columns, rows, isCompared: true })
}

const emptyHeads = (): Heads => TAX_HEADS.map(() => 0)
const sumOf = (heads: Heads): number => heads.reduce((sum, amount) => sum + amount, 0)

const registerOf = (query: ReportQuery, section: Section) => {
  const report = section === 'outputTax' || section === 'reverseSales' ? 'sales-register' : 'purchase-register'
  return { query: { ...query, report: report as typeof query.report, isCompared: false } }
}

/** What the accounts of the tax did, positive where it is owed or may be set off. */
function accountsIn(ground: Ground, period: Period): Partial<Record<Section, Heads>> & { [key: string]: Heads } {
  const moves = movesIn(ground, period)
  const of = (side: string, sign: 1 | -1): Heads =>
    TAX_HEADS.map((taxHead) => {
      const { debit, credit } = moves.get(ground.accountNo(`${side}-${taxHead}`) ?? 0) ?? { debit: 0, credit: 0 }
      return debit + credit === 0 ? 0 : sign * (debit + credit)
    })
  return { outputTax: of('output', -1), reverseCharge: of('reverse-charge', -1), inputTax: of('input', 1) }
}

const toPay = (accounts: ReturnType<typeof accountsIn>): Heads =>
  TAX_HEADS.map((_, at) => {
    const of = (section: Section) => accounts[section]?.[at] ?? 0
    return of('outputTax') + of('reverseCharge') - of('inputTax')
  })

function ratesIn(ground: Ground, period: Period): Rate[] {
  const rates = new Map<string, Rate>()
  for (const cell of ground.tally.tax.cellsIn(ground, period)) {
    const { rateBp, nature } = cell
    for (const section of sectionsOf(cell)) {
      const key = `${section} ${rateBp} ${nature}`
      const rate = rates.get(key) ?? { section, rateBp, nature, taxable: 0, heads: emptyHeads() }
      rates.set(key, rate)
      rate.taxable += cell.taxable
      for (const [at, amount] of cell.heads.entries()) rate.heads[at] = (rate.heads[at] ?? 0) + amount
    }
  }
  return [...rates.values()]
    .filter(({ taxable, heads: all }) => taxable !== 0 || all.some((amount) => amount !== 0))
    .sort((one, other) => one.rateBp - other.rateBp || (one.nature < other.nature ? -1 : 1))
}

/** Where the tax of a bill belongs. A purchase under reverse charge is owed, and set off where the shop may. */
function sectionsOf({ isSale, isOutput, isReverse, isInput, isTaxed }: TaxCell): Section[] {
  if (isSale) return [isOutput || !isTaxed ? 'outputTax' : 'reverseSales']
  if (isReverse) return isInput ? ['reverseCharge', 'inputTax'] : ['reverseCharge']
  return [isInput || !isTaxed ? 'inputTax' : 'costTax']
}
