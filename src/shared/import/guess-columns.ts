import { headingKey, isOfDealings, meaningOf, REQUIRED } from './import-columns.ts'
import { type ColumnMapping, IMPORT_KINDS, type ImportField, type ImportKind } from './import-plan.ts'
import { columnsOfRule, type ImportRule } from './import-rule.ts'
import { readDate } from './read-date.ts'
import { readDecimal } from './read-decimal.ts'

/** A heading is looked for in the first rows only: programs write the shop's name and the period above it. */
const HEADING_ROWS = 30
const SAMPLE_ROWS = 200

export interface GuessedColumns {
  readonly kind: ImportKind
  /** How many rows the heading and what stands above it take; 0 when the file starts with its data. */
  readonly headingRows: number
  /** The headings, or the letters of the columns when there are none. */
  readonly header: readonly string[]
  readonly mapping: ColumnMapping
}

interface Heading {
  readonly rows: number
  readonly cells: readonly string[]
}

/**
 * Guesses what a table holds: the kind of file (unless it is given), where its data begins, and which column is
 * what, by the headings and, for what they leave open, by the look of the cells. Needs at least one row.
 */
export function guessColumns(
  rows: readonly (readonly string[])[],
  chosen: ImportKind | null,
  rules: readonly ImportRule[] = []
): GuessedColumns {
  const kinds = chosen === null ? IMPORT_KINDS : [chosen]
  const best = bestHeading(rows, kinds, rules)
  if (best !== null) return withContent(rows, best.kind, best.heading, best.mapping)
  const heading = { rows: isLikeHeading(rows) ? 1 : 0, cells: rows[0] ?? [] }
  const looks = withContent(rows, chosen ?? 'entries', heading, {})
  if (chosen !== null || missingFields('entries', looks.mapping).length === 0) return looks
  return withContent(rows, looks.mapping.date === undefined ? 'parties' : 'entries', heading, {})
}

/** The required fields that a mapping does not fill, the first of each group of alternatives. */
export function missingFields(kind: ImportKind, mapping: ColumnMapping): ImportField[] {
  return REQUIRED[kind]
    .filter((alternatives) => alternatives.every((field) => mapping[field] === undefined))
    .map(([first]) => first)
    .filter((field) => field !== undefined)
}

function bestHeading(rows: readonly (readonly string[])[], kinds: readonly ImportKind[], rules: readonly ImportRule[]) {
  let best: { kind: ImportKind; heading: Heading; mapping: ColumnMapping; score: number } | null = null
  for (const heading of headings(rows)) {
    for (const kind of kinds) {
      if (kind === 'items' && kinds.length > 1 && isOfDealings(heading.cells)) continue
      const mapping = withRules(byHeadings(kind, heading.cells), kind, heading.cells, rules)
      const score = scoreOf(kind, mapping)
      if (score > 0 && (best === null || score > best.score)) best = { kind, heading, mapping, score }
    }
  }
  return best
}

/** Each row that could be the heading, alone and read together with the row below it, as Tally splits its headings. */
function* headings(rows: readonly (readonly string[])[]): Generator<Heading> {
  for (let at = 0; at < Math.min(rows.length, HEADING_ROWS); at++) {
    const cells = rows[at] ?? []
    yield { rows: at + 1, cells }
    const below = rows[at + 1]
    if (
      below !== undefined &&
      below.length > 0 &&
      below.every((cell) => !/\d/u.test(cell)) &&
      below.some((cell) => cell.trim() !== '')
    ) {
      const width = Math.max(cells.length, below.length)
      const joined = Array.from({ length: width }, (_, column) => below[column]?.trim() || (cells[column] ?? ''))
      yield { rows: at + 2, cells: joined }
    }
  }
}

/** A kind whose required columns are all there beats any other; of two such, the one that explains more columns. */
function scoreOf(kind: ImportKind, mapping: ColumnMapping): number {
  const filled = Object.keys(mapping).length
  if (filled === 0) return 0
  const isComplete = missingFields(kind, mapping).length === 0
  // A list that could be of parties or of items as well is one of parties.
  if (isComplete) return filled * 10 + (kind === 'items' ? 1 : REQUIRED[kind].length) * 2
  return filled >= 2 ? filled : 0
}

/** What no word of every file names, a word of an app may: those columns that nothing else uses. */
function withRules(
  mapping: ColumnMapping,
  kind: ImportKind,
  cells: readonly string[],
  rules: readonly ImportRule[]
): ColumnMapping {
  const filled = { ...mapping }
  for (const rule of rules) {
    for (const [field, column] of Object.entries(columnsOfRule(rule, kind, cells)) as [ImportField, number][])
      if (filled[field] === undefined && !Object.values(filled).includes(column)) filled[field] = column
  }
  return filled
}

function byHeadings(kind: ImportKind, cells: readonly string[]): ColumnMapping {
  const mapping: ColumnMapping = {}
  const ranks: Partial<Record<ImportField, number>> = {}
  cells.forEach((cell, column) => {
    const meaning = column > 1000 ? null : meaningOf(kind, cell)
    if (meaning === null || meaning.rank >= (ranks[meaning.field] ?? Number.POSITIVE_INFINITY)) return
    mapping[meaning.field] = column
    ranks[meaning.field] = meaning.rank
  })
  return kind === 'items' ? withStockRate(mapping, cells) : mapping
}

/** Beside quantity and value of a stock summary, a plain "rate" is what the stock is worth a piece, and no price. */
function withStockRate({ salePrice, ...rest }: ColumnMapping, cells: readonly string[]): ColumnMapping {
  if (salePrice === undefined) return rest
  const isPlain = headingKey(cells[salePrice] ?? '') === 'rate'
  const isSummary = rest.openingQuantity !== undefined && rest.openingValue !== undefined
  return isPlain && isSummary && rest.openingRate === undefined
    ? { ...rest, openingRate: salePrice }
    : { ...rest, salePrice }
}

/** A first row without any number or date above rows that have some. */
function isLikeHeading(rows: readonly (readonly string[])[]): boolean {
  const isValue = (cell: string) =>
    readDecimal(cell) !== null || readDate(cell, 'dmy') !== null || readDate(cell, 'mdy') !== null
  const [first = [], ...others] = rows.slice(0, 20)
  return others.length > 0 && !first.some(isValue) && others.some((row) => row.some(isValue))
}

function withContent(
  rows: readonly (readonly string[])[],
  kind: ImportKind,
  heading: Heading,
  byHeading: ColumnMapping
): GuessedColumns {
  const sample = rows.slice(heading.rows, heading.rows + SAMPLE_ROWS)
  const width = sample.reduce((most, row) => Math.max(most, row.length), heading.cells.length)
  const header =
    heading.rows === 0
      ? Array.from({ length: width }, (_, column) => columnLetters(column))
      : heading.cells.map((cell) => cell.trim())
  const mapping = kind === 'invoice-lines' || kind === 'items' ? byHeading : byLook(sample, width, kind, byHeading)
  return { kind, headingRows: heading.rows, header, mapping }
}

/** Fills what the headings left open and the kind needs, from the look of the columns that nothing else uses. */
function byLook(
  sample: readonly (readonly string[])[],
  width: number,
  kind: ImportKind,
  byHeading: ColumnMapping
): ColumnMapping {
  let mapping = { ...byHeading }
  const used = new Set(Object.values(mapping))
  const free = Array.from({ length: Math.min(width, 1000) }, (_, column) => column).filter(
    (column) => !used.has(column)
  )
  const take = (field: ImportField, isLike: (cell: string) => boolean) => {
    if (mapping[field] !== undefined) return
    const column = free.find((one) => shareOf(sample, one, isLike) >= 0.8)
    if (column === undefined) return
    mapping[field] = column
    free.splice(free.indexOf(column), 1)
  }
  if (kind === 'entries') take('date', isDateText)
  // The only money of a line is its amount, whatever it is called.
  const { amount, debit, credit, paidAmount, ...others } = mapping
  if ((amount ?? debit ?? credit) === undefined && paidAmount !== undefined) mapping = { ...others, amount: paidAmount }
  take('phone', isPhone)
  if (mapping.partyCode === undefined) take('name', isName)
  const hasAmount = (['amount', 'balance', 'debit', 'credit'] as const).some((field) => mapping[field] !== undefined)
  if (!hasAmount) take(kind === 'parties' ? 'balance' : 'amount', (cell) => readDecimal(cell) !== null)
  if (kind === 'entries' && mapping.entryKind === undefined && mapping.debit === undefined) take('entryKind', isName)
  return mapping
}

function shareOf(sample: readonly (readonly string[])[], column: number, isLike: (cell: string) => boolean): number {
  const filled = sample.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '')
  return filled.length === 0 ? 0 : filled.filter(isLike).length / filled.length
}

const isDateText = (cell: string) =>
  /\D/u.test(cell) && (readDate(cell, 'dmy') !== null || readDate(cell, 'mdy') !== null)
const isPhone = (cell: string) => /^(?:\+?91)?[6-9]\d{9}$/u.test(cell.replace(/[\s-]/gu, ''))
const isName = (cell: string) => /\p{L}{2}/u.test(cell) && readDecimal(cell) === null && !isDateText(cell)

/** `A` for 0, `Z` for 25, `AA` for 26: what a spreadsheet calls its columns. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : columnLetters(Math.trunc(column / 26) - 1) + letter
}
