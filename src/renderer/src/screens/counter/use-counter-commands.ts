import type { RefObject } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { useFailureText } from '#renderer/i18n/use-text.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import type { EntryView } from '#shared/contract/views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { type DraftKind, type EntryDraft, hasCredit, isEmptyDraft, isGoods, isPayment } from './entry-draft.ts'
import type { EntryLineState } from './use-entry-line.ts'
import type { FieldFocus } from './use-field-focus.ts'
import type { TodaysEntries } from './use-todays-entries.ts'

interface Parts {
  readonly line: EntryLineState
  readonly list: TodaysEntries
  readonly fields: FieldFocus
  readonly grid: RefObject<HTMLDivElement | null>
  /** The cashier says that the payment of this entry came. */
  readonly onUpiPaid: (entry: EntryView) => void
  readonly onReverse: (entryId: string) => void
  readonly onShowQr: () => void
  readonly onSettles: () => void
}

/** What the keys of the counter do. */
export function useCounterCommands(parts: Parts): void {
  useLineCommands(parts)
  useListCommands(parts)
}

type Goods = 'sale' | 'purchase' | 'sale-return'

/**
 * Whether the key of a kind of goods asks for its bill: the line is of that kind already and has no amount. Once an amount
 * is typed the line itself is the entry, and the key goes round the ways to pay.
 */
function beginsBill(draft: EntryDraft, kind: DraftKind): kind is Goods {
  return isGoods(kind) && draft.kind === kind && draft.amount.trim() === ''
}

function useLineCommands({ line, list, fields, onShowQr, onSettles }: Parts): void {
  const { draft } = line
  const isSelecting = list.selectedIndex !== -1
  const toLine = () => {
    list.select(-1)
    fields.focus(fields.current)
  }
  const { open } = useNavigation()
  const kind = (name: typeof draft.kind) => () => {
    if (isSelecting) toLine()
    if (beginsBill(draft, name)) {
      const party = draft.target?.type === 'party' ? { id: draft.target.partyId, name: draft.target.name } : undefined
      open('bill', {
        begin: { wish: v7(), kind: name, party, partyText: party === undefined ? draft.party : undefined }
      })
      return line.clear()
    }
    line.setKind(name)
    if (name === 'contra' || fields.current === 'date') fields.focus('party')
  }
  useCommand('counter.sale', kind('sale'))
  useCommand('counter.got', kind('got'))
  useCommand('counter.gave', kind('gave'))
  useCommand('counter.purchase', kind('purchase'))
  useCommand('counter.saleReturn', kind('sale-return'))
  useCommand('counter.contra', kind('contra'))
  useCommand('counter.slip', () => open('slips', {}))
  useCommand('counter.accept', line.accept)
  useCommand('counter.split', line.toggleSplit, draft.kind !== 'contra')
  useCommand('counter.date', () => fields.focus('date'))
  const isInDays = fields.current === 'due' || fields.current === 'promised'
  useCommand('counter.days', () => line.toggleDays(isInDays), hasCredit(draft))
  useCommand('counter.settles', onSettles, isPayment(draft))
  useCommand('counter.note', () => fields.focus('note'))
  useCommand('counter.newParty', line.newParty, draft.target === null && draft.kind !== 'contra')
  useCommand('counter.repeatText', line.repeatText, line.canRepeatText)
  useCommand('counter.restore', line.restore, line.keptCount > 0)
  useCommand('counter.showQr', onShowQr)

  // Esc steps back: from the list to the line, from a later field to the party, and then the line is put aside.
  const canStepBack = isSelecting || fields.current !== 'party' || !isEmptyDraft(draft) || draft.isKindChosen
  useCommand(
    'counter.back',
    () => {
      if (isSelecting) toLine()
      else if (fields.current !== 'party') fields.focus('party')
      else if (!isEmptyDraft(draft)) line.keep()
      else line.setKind(draft.kind === 'sale' ? 'got' : 'sale')
    },
    canStepBack
  )
}

function useListCommands({ line, list, grid, onReverse, onUpiPaid, fields }: Parts): void {
  const failureText = useFailureText()
  const { open } = useNavigation()
  const { meant, selectedIndex, entries } = list
  const refuse = (failure: Failure) =>
    line.say({ tone: 'bad', key: 'counter:notice.refused', params: { reason: failureText(failure) } })

  useCommand(
    'counter.previousEntry',
    () => {
      list.select(Math.min(selectedIndex + 1, entries.length - 1))
      grid.current?.focus()
    },
    entries.length > 0
  )
  useCommand(
    'counter.nextEntry',
    () => {
      list.select(selectedIndex - 1)
      if (selectedIndex === 0) fields.focus(fields.current)
    },
    selectedIndex !== -1
  )
  useCommand('counter.reverse', () => meant !== null && onReverse(meant.id), isReversible(meant))
  useCommand(
    'counter.duplicate',
    () => {
      if (meant === null) return
      list.select(-1)
      line.fillFrom(meant)
    },
    meant !== null
  )
  useCommand('counter.print', () => meant !== null && void print(meant), meant !== null)
  useCommand('counter.upiPaid', () => meant !== null && onUpiPaid(meant), meant?.upiState === 'waiting')
  const marked = line.candidates[line.chosenIndex]
  const typedId = line.brief?.id ?? (marked?.type === 'party' ? marked.party.id : null)
  const partyId = selectedIndex === -1 ? typedId : (meant?.partyId ?? null)
  useCommand('counter.openParty', () => partyId !== null && open('statement', { partyId }), partyId !== null)

  const print = async (entry: EntryView) => {
    const printed = await call('print.entry', { id: v7(), entryId: entry.id })
    if (!printed.ok) return refuse(printed.failure)
    line.say({ tone: 'good', key: 'counter:notice.printing', params: { title: printed.value.title } })
  }
}

/** Reversals and what the closing made stay; everything else can be undone once. */
export function isReversible(entry: EntryView | null): boolean {
  return entry !== null && entry.reversedById === null && entry.kind !== 'reversal' && entry.kind !== 'over-short'
}
