import { headingKey } from '#shared/import/import-columns.ts'
import {
  type LearnedMapping,
  missingStatementFields,
  STATEMENT_FIELDS,
  type StatementColumns,
  type StatementField,
  type StatementRule
} from './statement-rule.ts'

/** Banks write name, address, account and period above the heading. */
const HEADING_ROWS = 40
const MOST_COLUMNS = 200

/** Where a statement's lines begin and what its columns are. */
export interface FoundColumns {
  readonly rule: StatementRule
  /** How many rows the heading and what stands above it take. */
  readonly headingRows: number
  readonly header: readonly string[]
  readonly columns: StatementColumns
  readonly dateOrder: StatementRule['dateOrder']
  readonly isLearned: boolean
}

interface Heading {
  readonly rows: number
  readonly cells: readonly string[]
}

/** What a heading is known by when it comes again: its words in their order, whatever their case and punctuation. */
export const headingFingerprint = (header: readonly string[]): string => header.map(headingKey).join('|').slice(0, 400)

/**
 * Finds the heading and the columns: by what was learned of it, else by the rule that explains most of it, else by none,
 * with the widest row as heading, so that a person can say. `rules` must hold one of kind `other`, which comes last.
 */
export function findColumns(
  rows: readonly (readonly string[])[],
  rules: readonly StatementRule[],
  learned: (fingerprint: string) => LearnedMapping | null,
  fileName: string
): FoundColumns {
  const all = [...headings(rows)]
  for (const heading of all) {
    const known = learned(headingFingerprint(heading.cells))
    const rule = known === null ? undefined : ruleOf(rules, known.ruleId)
    if (known !== null && rule !== undefined)
      return { ...found(heading, rule, known.columns), dateOrder: known.dateOrder, isLearned: true }
  }
  return byRules(rows, all, rules, fileName) ?? unexplained(all, rules)
}

/** The rule of an id, or the one for statements of others. */
export const ruleOf = (rules: readonly StatementRule[], id: string): StatementRule | undefined =>
  rules.find((rule) => rule.id === id) ?? rules.find(({ kind }) => kind === 'other')

function byRules(
  rows: readonly (readonly string[])[],
  all: readonly Heading[],
  rules: readonly StatementRule[],
  fileName: string
): FoundColumns | null {
  let best: { found: FoundColumns; score: number } | null = null
  const known = rules.map((rule) => ({ rule, words: ruleKeys(rule) }))
  for (const heading of all) {
    const keys = heading.cells.map(headingKey)
    const above = [fileName, ...rows.slice(0, heading.rows - 1).flat()].join(' ').toLowerCase()
    for (const { rule, words } of known) {
      const columns = columnsOf(words, keys)
      if (missingStatementFields(columns).length > 0 || Object.keys(columns).length < 3) continue
      const score = scoreOf(rule, columns, above)
      if (best === null || score > best.score) best = { found: found(heading, rule, columns), score }
    }
  }
  return best?.found ?? null
}

const found = (heading: Heading, rule: StatementRule, columns: StatementColumns): FoundColumns => ({
  ...{ rule, columns, headingRows: heading.rows, dateOrder: rule.dateOrder, isLearned: false },
  header: heading.cells.map((cell) => cell.trim())
})

/** A bank that is named beats one that is not, as far as both explain the same columns or nearly so. */
function scoreOf(rule: StatementRule, columns: StatementColumns, above: string): number {
  const isNamed = rule.namedBy.some((name) => above.includes(name.toLowerCase()))
  return Object.keys(columns).length * 10 + (isNamed ? 15 : 0) + (rule.kind === 'other' ? -5 : 0)
}

function unexplained(all: readonly Heading[], rules: readonly StatementRule[]): FoundColumns {
  const filled = ({ cells }: Heading) => cells.filter((cell) => /\p{L}/u.test(cell)).length
  const widest = all.reduce<Heading>((best, one) => (filled(one) > filled(best) ? one : best), {
    rows: 0,
    cells: []
  })
  const rule = ruleOf(rules, '')
  if (rule === undefined) throw new Error('no rule for statements of others')
  return found(widest, rule, {})
}

/** Each row that could be the heading, alone and together with the row below it, over which programs split their headings. */
function* headings(rows: readonly (readonly string[])[]): Generator<Heading> {
  for (let at = 0; at < Math.min(rows.length, HEADING_ROWS); at++) {
    const cells = (rows[at] ?? []).slice(0, MOST_COLUMNS)
    if (!cells.some((cell) => /\p{L}/u.test(cell))) continue
    yield { rows: at + 1, cells }
    const below = rows[at + 1]?.slice(0, MOST_COLUMNS)
    if (below?.some((cell) => cell.trim() !== '') && below.every((cell) => !/\d/u.test(cell))) {
      const width = Math.max(cells.length, below.length)
      const joined = Array.from({ length: width }, (_, column) =>
        `${cells[column]?.trim() ?? ''} ${below[column]?.trim() ?? ''}`.trim()
      )
      yield { rows: at + 2, cells: joined }
    }
  }
}

/** The columns that a rule knows by their words. A column is one thing only. */
function columnsOf(rule: RuleKeys, keys: readonly string[]): StatementColumns {
  const columns: StatementColumns = {}
  const used = new Set<number>()
  for (const field of STATEMENT_FIELDS) {
    const column = columnOf(rule[field] ?? [], keys, used)
    if (column === null) continue
    columns[field] = column
    used.add(column)
  }
  return columns
}

function columnOf(words: readonly string[], keys: readonly string[], used: ReadonlySet<number>): number | null {
  for (const word of words) {
    const column = keys.findIndex((key, at) => key === word && !used.has(at))
    if (column >= 0) return column
  }
  return null
}

/** The words of a rule as headings are compared. */
type RuleKeys = Partial<Record<StatementField, readonly string[]>>

const ruleKeys = (rule: StatementRule): RuleKeys =>
  Object.fromEntries(Object.entries(rule.columns).map(([field, words]) => [field, words.map(headingKey)]))
