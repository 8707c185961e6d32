import type { FocusEvent, KeyboardEvent } from 'react'
import { movedIndex } from '#renderer/components/ListBox.tsx'
import { isEmptyField } from '#renderer/focus/form-walk.tsx'
import { readable, useText } from '#renderer/i18n/use-text.ts'
import { BATCH_LIST_ID, ITEM_LIST_ID } from './BillAid.tsx'
import { type DraftLine, isValueNote, type LineCell } from './bill-draft.ts'
import { itemOf } from './free-line.ts'
import { asksBatch } from './line-batch.ts'
import type { ShownLine } from './shown-line.ts'
import { askedCell, boxOf, lineSpot } from './spots.ts'
import type { BillState } from './use-bill.ts'

interface RowProps {
  readonly bill: BillState
  readonly line: DraftLine
  readonly index: number
  readonly shown: ShownLine
  readonly startPx: number
}

/** The line in hand: a box for each cell. What was not typed shows what it comes to. */
export function EditedRow(props: RowProps) {
  const { line, index, shown, startPx } = props
  const t = useText()
  const isValue = isValueNote(props.bill.draft)
  const item = itemOf(line, props.bill.items.byId)
  const hasBatch = asksBatch(item) && !isValue
  return (
    <li
      className={`bill-row is-edited ${hasBatch ? 'has-batch' : ''}`}
      style={{ transform: `translateY(${startPx}px)` }}
    >
      <span className={`number cell-no ${shown.isWarned ? 'is-short' : ''}`}>
        {shown.isWarned ? `⚠ ${index + 1}` : index + 1}
      </span>
      <Cell {...props} cell="item" label={t('bill:column.item')} byItself="" />
      <span className="cell-hsn">{shown.hsn}</span>
      <Cell
        {...props}
        cell="quantity"
        label={t('bill:column.quantity')}
        byItself={
          !isValue && !line.isAmountAlone && shown.quantity === '' && shown.left !== ''
            ? t('bill:lines.left', { left: shown.left })
            : shown.quantity
        }
      />
      {hasBatch ? (
        <Cell
          {...props}
          cell="batch"
          label={item?.hasBatch === true ? t('bill:column.batch') : t('bill:column.expiry')}
          byItself={
            shown.batch === ''
              ? item?.hasBatch === true
                ? t('bill:column.batch')
                : t('bill:column.expiry')
              : shown.batch
          }
        />
      ) : null}
      <Cell {...props} cell="rate" label={t('bill:column.rate')} byItself={shown.rate} />
      <Cell {...props} cell="discount" label={t('bill:column.discount')} byItself="" />
      <span className="number cell-tax">{shown.tax}</span>
      <Cell
        {...props}
        cell="amount"
        label={t('bill:column.amount')}
        byItself={
          (isValue || line.isAmountAlone) && shown.left !== ''
            ? t('bill:lines.left', { left: shown.left })
            : line.amount === ''
              ? shown.amount
              : ''
        }
      />
    </li>
  )
}

function Cell(props: RowProps & { readonly cell: LineCell; readonly label: string; readonly byItself: string }) {
  const { bill, line, cell } = props
  const t = useText()
  const spot = lineSpot(line.key, cell)
  const { problem } = bill
  const isStopped = problem?.spot.at === 'line' && problem.spot.key === line.key && problem.spot.cell === cell
  const read = bill.figures.read.reads[props.index]
  const isUnread = read?.problem?.cell === cell && (bill.spot.at !== 'line' || bill.spot.cell !== cell)
  const wrong =
    isStopped && problem !== null
      ? t(problem.key, readable(problem.params ?? {}))
      : isUnread && read?.problem != null
        ? t(`errors:${read.problem.failure.code}`, readable(read.problem.failure.params ?? {}))
        : ''
  return (
    <span className={`bill-cell cell-${cell}`}>
      <input
        ref={bill.refOf(boxOf(spot))}
        className={`cell-input ${cell === 'item' || cell === 'batch' ? '' : 'number'}`}
        data-cell={cell}
        aria-label={props.label}
        aria-invalid={wrong !== ''}
        autoComplete="off"
        spellCheck={false}
        readOnly={isClosed(props)}
        value={cell === 'quantity' && isValueNote(bill.draft) ? '' : line[cell]}
        placeholder={props.byItself}
        onChange={(change) => {
          bill.noteTyping(performance.now())
          bill.typeCell(line.key, cell, change.currentTarget.value)
        }}
        onFocus={(focus: FocusEvent<HTMLInputElement>) => {
          bill.entered(spot)
          focus.currentTarget.select()
        }}
        onKeyDown={(press) => heard(press, props)}
        {...listOf(bill, cell)}
      />
      {wrong === '' ? null : (
        <span className="cell-wrong" role="alert">
          {wrong}
        </span>
      )}
    </span>
  )
}

/** What comes back is asked for how much; a note for value for its amount. All else is as on the old bill. */
function isClosed({ bill, line, cell }: RowProps & { readonly cell: LineCell }): boolean {
  const { draft } = bill
  const asked = askedCell(draft, line)
  if (line.ofLine !== null && draft.kind.endsWith('-return')) return cell !== asked
  return isValueNote(draft) && cell !== 'item' && cell !== asked
}

function listOf(bill: BillState, cell: LineCell) {
  if (cell === 'item')
    return combobox(ITEM_LIST_ID, bill.itemHits.length, bill.itemChoice.indexIn(bill.itemHits.length))
  return cell === 'batch' ? combobox(BATCH_LIST_ID, bill.batches.hits.length, bill.batches.index) : {}
}

function combobox(list: string, count: number, index: number) {
  return {
    role: 'combobox',
    'aria-expanded': count > 0,
    'aria-controls': list,
    'aria-autocomplete': 'list',
    ...(count > 0 && index >= 0 ? { 'aria-activedescendant': `${list}-${index}` } : {})
  } as const
}

function heard(press: KeyboardEvent<HTMLInputElement>, { bill, line, cell }: RowProps & { readonly cell: LineCell }) {
  if (press.nativeEvent.isComposing || press.keyCode === 229) return
  if (press.ctrlKey || press.altKey || press.metaKey) return
  const listed = cell === 'item' && line.itemId === null && line.free === null ? bill.itemHits.length : 0
  const moved = listed > 0 ? movedIndex(press.key, bill.itemChoice.indexIn(listed), listed) : null
  const movedBatch = cell === 'batch' ? movedIndex(press.key, bill.batches.index, bill.batches.hits.length) : null
  if (moved !== null) bill.itemChoice.choose(moved)
  else if (movedBatch !== null) bill.batches.choose(movedBatch)
  else if (press.key === 'ArrowDown') bill.edits.move(1)
  else if (press.key === 'ArrowUp') bill.edits.move(-1)
  else if (press.key === 'Enter') {
    if (!press.repeat) bill.enterCell(line.key, cell)
  } else if (press.key === 'Backspace' && isEmptyField(press.target) && !press.repeat) bill.beforeCell(line.key, cell)
  else return
  press.preventDefault()
}
