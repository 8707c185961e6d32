import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { add, type Minor, negate, sum, ZERO } from '#shared/money/money.ts'
import { quantity } from '#shared/quantity/quantity.ts'
import type { ImportDraft, PlannedEntry, PlannedStock } from './import-draft.ts'
import { type GoodsProof, IMPORT_KINDS, type ImportKind, type ImportPlan } from './import-plan.ts'
import { type ImportChoices, type ImportReading, readImport, type SourceLine, tableOfKind } from './import-reading.ts'
import { type ImportKnowledge, NOTHING_KNOWN } from './import-rule.ts'
import type { IdFor, KnownBook } from './known-book.ts'
import { LineLog } from './line-log.ts'
import { planEntries } from './plan-entries.ts'
import { planInvoices } from './plan-invoices.ts'
import { planItems } from './plan-items.ts'
import { planParties } from './plan-parties.ts'
import type { SourceTable } from './source-table.ts'
import { isTotalRow, isTotalText } from './total-row.ts'

/** A plan as it is shown, with what a commit of it would record. */
export interface PlannedImport {
  readonly plan: Omit<ImportPlan, 'planId'>
  readonly draft: ImportDraft
  /** What the heading of the file is known by when it comes again; null without one. */
  readonly fingerprint: string | null
}

const SAMPLES = 8
const CELL_SHOWN = 120

/**
 * Works out what a file would bring into a book, and what would become of each of its lines. Writes nothing, and says
 * the same however the rows are ordered. A plan whose `missing` is not empty takes no line: its columns must be named
 * first. Fails with `import/empty`.
 */
export function planImport(
  source: SourceTable,
  choices: ImportChoices,
  book: KnownBook,
  idFor: IdFor,
  knowledge: ImportKnowledge = NOTHING_KNOWN
): Result<PlannedImport> {
  const table = tableOfKind(source, choices.kind)
  if (!table.rows.some((row) => row.some((cell) => cell.trim() !== '')))
    return fail('import/empty', { file: table.fileName })
  const reading = readImport(table, choices, knowledge)
  const log = new LineLog()
  const lines = reading.missing.length > 0 ? [] : withoutEmptyAndTotals(reading, log)
  const draft = draftOf(reading, lines, book, idFor, log)
  const dated = reading.mapping.date === undefined ? 'expiry' : 'date'
  if (reading.missing.length === 0 && !reading.isDateOrderSure && draft.entries.length + draft.stocks.length > 0) {
    log.remark(lines[0]?.line ?? 1, 'date-order-guessed', dated, lines[0] ? reading.cell(lines[0], dated) : '')
  }
  return ok({ plan: planOf(table, reading, draft, log), draft, fingerprint: reading.fingerprint })
}

function draftOf(...[reading, ...rest]: Parameters<typeof planParties>): ImportDraft {
  switch (reading.kind) {
    case 'parties':
      return planParties(reading, ...rest)
    case 'entries':
      return planEntries(reading, ...rest)
    case 'invoice-lines':
      return planInvoices(reading, ...rest)
    case 'items':
      return planItems(reading, ...rest)
  }
}

function withoutEmptyAndTotals(reading: ImportReading, log: LineLog): SourceLine[] {
  return reading.lines.filter((source) => {
    if (source.line < reading.headingRows) {
      log.leaveOut(source.line, 'before-header', null, source.cells.join(' '))
    } else if (source.cells.every((cell) => cell.trim() === '')) {
      log.leaveOut(source.line, 'empty-row')
    } else if (isTotalRow(source.cells) || isTotalText(reading.cell(source, 'name'))) {
      log.leaveOut(source.line, 'total-row', null, source.cells.join(' '))
    } else if (source.cells.length <= lastNeededColumn(reading) && source.cells.length < 2) {
      log.leaveOut(source.line, 'too-few-columns', null, source.cells.join(' '))
    } else {
      return true
    }
    return false
  })
}

function lastNeededColumn(reading: ImportReading): number {
  const { name, partyCode, date, amount, debit, number, quantity, rate } = reading.mapping
  return Math.max(0, ...[name ?? partyCode, date, amount ?? debit, number, quantity, rate].map((column) => column ?? 0))
}

const othersOf = ({ others = {} }: SourceTable, kind: ImportKind): ImportKind[] =>
  IMPORT_KINDS.filter((other) => other !== kind && others[other] !== undefined)

function planOf(
  table: SourceTable,
  reading: ImportReading,
  draft: ImportDraft,
  log: LineLog
): Omit<ImportPlan, 'planId'> {
  const dates = draft.entries.flatMap((entry) => entry.date ?? []).sort((left, right) => left - right)
  return {
    fileName: table.fileName,
    encoding: table.encoding,
    delimiter: table.delimiter,
    kind: reading.kind,
    app: reading.rule === null ? null : { name: reading.rule.name, isProven: reading.rule.isProven },
    alsoHolds: othersOf(table, reading.kind),
    isLearned: reading.isLearned,
    header: reading.header.map((cell) => cell.slice(0, CELL_SHOWN)),
    samples: table.rows
      .slice(reading.headingRows, reading.headingRows + SAMPLES)
      .map((row) => row.map((cell) => cell.slice(0, CELL_SHOWN))),
    mapping: reading.mapping,
    dateOrder: reading.dateOrder,
    missing: [...reading.missing],
    lineCount: reading.lines.length,
    takenLineCount: log.takenCount,
    newParties: draft.parties.length,
    newEntries: draft.entries.filter((entry) => entry.request !== null).length,
    newItems: draft.items.length,
    newStocks: draft.stocks.filter(({ isNew }) => isNew).length,
    knownParties: draft.knownPartyCount,
    knownEntries: draft.entries.filter((entry) => entry.request === null).length,
    knownItems: draft.knownItemCount,
    ...proofOf(draft.entries),
    goods: goodsProof(draft.items.length + draft.knownItemCount, draft.entries, draft.stocks),
    firstOn: dates[0] ?? null,
    lastOn: dates.at(-1) ?? null,
    remarks: log.shown(),
    remarkCount: log.remarkCount
  }
}

/** What can be compared with the ledger after a commit: count and total of each kind, and what the parties owe by it. */
export type ImportProof = Pick<ImportPlan, 'getMinor' | 'giveMinor' | 'totals'>

/** Sums up what goods move, by bills and beside them. */
export function goodsProof(
  itemCount: number,
  entries: Iterable<Pick<PlannedEntry, 'moved'>>,
  stocks: Iterable<Pick<PlannedStock, 'quantity' | 'valueMinor'>>
): GoodsProof {
  let [inQuantity, outQuantity] = [0, 0]
  const values: Minor[] = []
  for (const { moved } of entries) {
    inQuantity += moved.inQuantity
    outQuantity += moved.outQuantity
  }
  for (const { quantity: count, valueMinor } of stocks) {
    if (count > 0) inQuantity += count
    else outQuantity -= count
    values.push(valueMinor ?? ZERO)
  }
  return { itemCount, inQuantity: quantity(inQuantity), outQuantity: quantity(outQuantity), valueMinor: sum(values) }
}

/** Sums entries up as the plan shows them; the same sums over what the ledger reads back prove the import. */
export function proofOf(
  entries: Iterable<Pick<PlannedEntry, 'kind' | 'amountMinor' | 'creditMinor' | 'partyId'>>
): ImportProof {
  const byKind = new Map<string, { count: number; amountMinor: Minor }>()
  const byParty = new Map<string, Minor>()
  for (const entry of entries) {
    const kind = byKind.get(entry.kind) ?? { count: 0, amountMinor: ZERO }
    byKind.set(entry.kind, { count: kind.count + 1, amountMinor: add(kind.amountMinor, entry.amountMinor) })
    if (entry.partyId !== null) byParty.set(entry.partyId, add(byParty.get(entry.partyId) ?? ZERO, entry.creditMinor))
  }
  const balances = [...byParty.values()]
  return {
    getMinor: sum(balances.filter((balance) => balance > 0)),
    giveMinor: negate(sum(balances.filter((balance) => balance < 0))),
    totals: ENTRY_KINDS.flatMap((kind) => {
      const total = byKind.get(kind)
      return total === undefined ? [] : [{ kind, ...total }]
    })
  }
}
