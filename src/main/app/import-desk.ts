import { v5 } from 'uuid'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { TableReader } from '#main/ports/table-reader.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { ImportChoices } from '#shared/import/import-reading.ts'
import { IMPORT_MAPPING, type ImportKnowledge, type ImportRule, zLearnedImport } from '#shared/import/import-rule.ts'
import { type PlannedImport, planImport } from '#shared/import/plan-import.ts'
import type { SourceTable } from '#shared/import/source-table.ts'
import { orThrow, refuse } from '#shared/kernel/result.ts'
import { type Book, stampOf } from './book.ts'
import { chosenTables } from './chosen-tables.ts'
import { commitDraftWithin } from './commit-import.ts'
import { knownBookOf } from './known-book.ts'

interface Parts {
  /** The open book; throws `ledger/none-open`. */
  readonly book: () => Book
  readonly reader: TableReader
  readonly dialogs: Pick<Dialogs, 'chooseImportFile'>
  readonly emit: EventSink
  /** How the files of other apps look. */
  readonly rules: () => readonly ImportRule[]
}

/** From a chosen file over a plan that is shown to what is written. The plan lives in memory; the file is never asked again. */
export interface ImportDesk {
  choose(): Promise<Output<'import.choose'>>
  plan(request: Parsed<'import.plan'>): Promise<Output<'import.plan'>>
  commit(request: Parsed<'import.commit'>): Output<'import.commit'>
}

/** A plan with all that is needed to write it, and to see whether it still holds. */
interface Prepared {
  readonly planId: string
  readonly table: SourceTable
  readonly choices: ImportChoices
  readonly rules: readonly ImportRule[]
  readonly planned: PlannedImport
  readonly shopId: string
  /** The newest op of the journal when the plan was made: nothing was recorded since if it is still the newest. */
  readonly opNumber: number
}

/**
 * Keeps the files that were chosen, the newest table and the newest plan. A screen never holds a path: it gets a token
 * for what the person chose in the system's dialog.
 */
export function createImportDesk({ book, reader, dialogs, emit, rules }: Parts): ImportDesk {
  const chosen = chosenTables({ book, reader, dialogs })
  const results = new Map<string, Output<'import.commit'>>()
  let prepared: Prepared | null = null

  return {
    choose: chosen.choose,
    async plan({ fileToken, ...choices }) {
      const table = await chosen.table(fileToken)
      const open = book()
      const made = prepare(open, { table, choices, rules: rules() }, open.randomness.newId())
      prepared = made
      return { ...made.planned.plan, planId: made.planId }
    },
    commit({ id, planId }) {
      const before = results.get(id)
      if (before !== undefined) return before
      if (prepared?.planId !== planId) refuse('import/plan-stale')
      const result = commitPrepared(book(), prepared, emit)
      results.set(id, result)
      prepared = null
      return result
    }
  }
}

type Asked = Pick<Prepared, 'table' | 'choices' | 'rules'>

function prepare(book: Book, { table, choices, rules }: Asked, planId: string): Prepared {
  const { shopId } = book.shop()
  // The same row always gets the same id within one shop: that is how an import is seen to be repeated.
  const knowledge: ImportKnowledge = { rules, learned: (fingerprint) => learnedOf(book, fingerprint) }
  const idFor = (name: string) => v5(name, shopId)
  const planned = orThrow(planImport(table, choices, knownBookOf(book), idFor, knowledge))
  return { planId, table, choices, rules, planned, shopId, opNumber: book.store.journal.lastNumber() }
}

/** What somebody set right about this heading before. A body that is none of ours is as good as none. */
function learnedOf({ store }: Book, fingerprint: string) {
  const parsed = zLearnedImport.safeParse(store.definitions.read(IMPORT_MAPPING, fingerprint))
  return parsed.success ? parsed.data : null
}

/** What a person set right about the columns is known the next time. */
function learn(book: Book, { choices, planned: { plan, fingerprint } }: Prepared): void {
  if (fingerprint === null || (choices.kind === null && choices.mapping === null && choices.dateOrder === null)) return
  const body = { kind: plan.kind, mapping: { ...plan.mapping }, dateOrder: choices.dateOrder }
  book.store.facts.record('definition.put', stampOf(book), { kind: IMPORT_MAPPING, key: fingerprint, body })
}

function commitPrepared(book: Book, prepared: Prepared, emit: EventSink): Output<'import.commit'> {
  const { plan, draft } = prepared.planned
  if (book.shop().shopId !== prepared.shopId) refuse('import/plan-stale')
  if (plan.missing.length > 0) refuse('import/columns-missing', { columns: plan.missing.join(', ') })
  const brought = draft.entries.length + draft.parties.length + draft.items.length + draft.stocks.length
  if (brought + plan.knownParties + plan.knownItems === 0) refuse('import/nothing-to-import')
  const proof = book.store.transact(() => {
    assertStillHolds(book, prepared)
    learn(book, prepared)
    return commitDraftWithin(book, draft, (done, total) => emit('work.progress', { work: 'import', done, total }))
  })
  book.finder.follow(book.store.parties.changedAfter(prepared.opNumber))
  book.itemFinder.follow(book.store.items.changedAfter(prepared.opNumber))
  book.committed({})
  return resultOf(prepared.planned, proof)
}

/** Between dry run and acceptance somebody may have recorded something: then the plan is made again and must be the same. */
function assertStillHolds(book: Book, prepared: Prepared): void {
  const { planned, opNumber, planId } = prepared
  if (book.store.journal.lastNumber() === opNumber) return
  const again = prepare(book, prepared, planId).planned
  const gist = ({ plan, draft }: PlannedImport) =>
    JSON.stringify([
      plan.remarks,
      plan.takenLineCount,
      draft.parties,
      draft.entries.map((entry) => [entry.id, entry.request]),
      draft.items,
      draft.stocks
    ])
  if (gist(again) !== gist(planned)) refuse('import/plan-stale')
}

function resultOf({ plan }: PlannedImport, proof: ReturnType<typeof commitDraftWithin>): Output<'import.commit'> {
  return {
    fileName: plan.fileName,
    kind: plan.kind,
    addedParties: plan.newParties,
    addedEntries: plan.newEntries,
    addedItems: plan.newItems,
    addedStocks: plan.newStocks,
    knownParties: plan.knownParties,
    knownEntries: plan.knownEntries,
    knownItems: plan.knownItems,
    leftOutLines: plan.lineCount - plan.takenLineCount,
    ...proof,
    isProved: true
  }
}
