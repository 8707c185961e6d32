import { assert } from '#shared/kernel/assert.ts'
import { guessColumns, missingFields } from './guess-columns.ts'
import type { ColumnMapping, DateOrder, ImportField, ImportKind } from './import-plan.ts'
import { type ImportKnowledge, type ImportRule, importFingerprint, NOTHING_KNOWN, ruleOfFile } from './import-rule.ts'
import { guessDateOrder } from './read-date.ts'
import { type DecimalMark, decimalMarkOf, readDecimal, type SidedDecimal } from './read-decimal.ts'
import type { SourceTable } from './source-table.ts'

/** What a person has decided about a file; null is guessed. */
export interface ImportChoices {
  readonly kind: ImportKind | null
  readonly mapping: ColumnMapping | null
  readonly dateOrder: DateOrder | null
}

/** One line below the heading, with its cells by what they mean. */
export interface SourceLine {
  /** From 1, as a spreadsheet counts. */
  readonly line: number
  readonly cells: readonly string[]
}

/** A table that is understood as far as its columns go. */
export interface ImportReading {
  readonly kind: ImportKind
  readonly headingRows: number
  readonly header: readonly string[]
  readonly mapping: ColumnMapping
  readonly missing: readonly ImportField[]
  readonly dateOrder: DateOrder
  readonly isDateOrderSure: boolean
  /** The app that wrote the file, as far as its words say. */
  readonly rule: ImportRule | null
  /** What the heading is known by, and whether somebody set it right before. Null for a file without a heading. */
  readonly fingerprint: string | null
  readonly isLearned: boolean
  /** Every line but the heading's own, those above it included. */
  readonly lines: readonly SourceLine[]
  /** The text of a field in a line, without outer blanks; empty when the file has no such column. */
  cell(source: SourceLine, field: ImportField): string
  /** The number of a field in a line, read the way its column writes numbers. */
  number(source: SourceLine, field: ImportField): SidedDecimal | null
  /** What the column of a field uses for its decimals. */
  markOf(field: ImportField): DecimalMark
}

/** Decides what the columns of a table with at least one row are. Deterministic, and does not depend on the order of the rows. */
export function readImport(
  source: SourceTable,
  chosen: ImportChoices,
  knowledge: ImportKnowledge = NOTHING_KNOWN
): ImportReading {
  const table = tableOfKind(source, chosen.kind)
  assert(table.rows.length > 0, 'an import has rows')
  const first = guessColumns(table.rows, null, knowledge.rules)
  const fingerprint = first.headingRows === 0 ? null : importFingerprint(first.header)
  const isUntouched = chosen.kind === null && chosen.mapping === null && chosen.dateOrder === null
  const learned = isUntouched && fingerprint !== null ? knowledge.learned(fingerprint) : null
  const choices = learned ?? chosen
  const guess = choices.kind === null ? first : guessColumns(table.rows, choices.kind, knowledge.rules)
  const above = [table.fileName, ...table.rows.slice(0, Math.max(0, guess.headingRows - 1)).flat()].join(' ')
  const mapping = choices.mapping ?? guess.mapping
  const lines = table.rows
    .map((cells, at) => ({ line: at + 1, cells }))
    .filter((source) => source.line !== guess.headingRows)
  const cell = (source: SourceLine, field: ImportField) => {
    const column = mapping[field]
    return column === undefined ? '' : withoutGuard((source.cells[column] ?? '').trim())
  }
  const body = lines.slice(Math.max(0, guess.headingRows - 1))
  const dated = mapping.date === undefined ? 'expiry' : 'date'
  const guessed = guessDateOrder(mapping[dated] === undefined ? [] : body.map((source) => cell(source, dated)))
  const marks = new Map<ImportField, DecimalMark>()
  const markOf = (field: ImportField): DecimalMark => {
    const known = marks.get(field)
    if (known !== undefined) return known
    const mark = decimalMarkOf(body.map((source) => cell(source, field)))
    marks.set(field, mark)
    return mark
  }
  return {
    kind: guess.kind,
    headingRows: guess.headingRows,
    header: guess.header,
    mapping,
    missing: missingFields(guess.kind, mapping),
    dateOrder: choices.dateOrder ?? guessed.order,
    isDateOrderSure: choices.dateOrder !== null || guessed.isSure,
    rule: ruleOfFile(knowledge.rules, guess.kind, guess.header, above),
    fingerprint,
    isLearned: learned !== null,
    lines,
    cell,
    number: (source, field) => readDecimal(cell(source, field), markOf(field)),
    markOf
  }
}

/** The rows of the kind that was asked for, where the file holds more than one. */
export function tableOfKind(table: SourceTable, kind: ImportKind | null): SourceTable {
  const rows = kind === null ? undefined : table.others?.[kind]
  return rows === undefined ? table : { ...table, rows }
}

/** An export puts an apostrophe before what a spreadsheet would take for a formula; it is not part of the text. */
const withoutGuard = (text: string): string => (/^'[=+\-@]/u.test(text) ? text.slice(1) : text)
