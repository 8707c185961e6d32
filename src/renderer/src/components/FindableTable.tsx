import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { focusField } from '#renderer/focus/form-walk.tsx'
import { useRemPx } from '#renderer/shop/shop-context.tsx'
import { DataTable, type DataTableProps, rowAfterKey, rowsPerPage } from './DataTable.tsx'
import { Field } from './Field.tsx'
import './findable-table.css'

export interface FindableTableProps<Row> extends Omit<DataTableProps<Row>, 'ref'> {
  readonly find: {
    readonly label: string
    readonly text: string
    readonly hint: string
    readonly onChange: (text: string) => void
  }
  /** What stands beside the box: the filters that are on. */
  readonly beside?: ReactNode
}

const ROW_REM = 2

/**
 * A table with a box above it to find by typing. The focus stays in the box, so that letters find and arrow keys move
 * the row; Enter opens it. Left and right, Home and End belong to the text unless the box is empty.
 */
export function FindableTable<Row>(props: FindableTableProps<Row>) {
  const { find, beside, ...table } = props
  const input = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const gridId = useId()
  const remPx = useRemPx()
  useEffect(() => focusField(input.current), [])
  // The rows' own ids are the table's business, so the selected one is looked up after each drawing.
  useEffect(() => {
    if (grid.current) grid.current.id = gridId
    const selected = grid.current?.querySelector('[role="row"][aria-selected="true"]')
    if (selected?.id) input.current?.setAttribute('aria-activedescendant', selected.id)
    else input.current?.removeAttribute('aria-activedescendant')
  })
  const heard = (press: KeyboardEvent) => {
    if (press.ctrlKey || press.altKey || press.metaKey) return
    if (press.nativeEvent.isComposing || press.keyCode === 229) return
    if ((press.key === 'Home' || press.key === 'End') && find.text !== '') return
    const perPage = rowsPerPage(grid.current, ROW_REM * remPx, table.hasTotals ? 1 : 0)
    const next = rowAfterKey(press.key, table.selectedIndex, table.rows.length, perPage)
    const row = table.rows[table.selectedIndex]
    if (next !== null) table.onSelect(next)
    else if (press.key === 'Enter' && row !== undefined && !press.repeat) table.onOpen?.(row, table.selectedIndex)
    else return
    press.preventDefault()
  }
  return (
    <div className="findable">
      <div className="findable-bar">
        <Field
          ref={input}
          className="findable-field"
          label={find.label}
          value={find.text}
          onChange={find.onChange}
          hint={find.hint}
          input={{
            role: 'combobox',
            'aria-expanded': true,
            'aria-haspopup': 'grid',
            'aria-controls': gridId,
            'aria-autocomplete': 'list',
            onKeyDown: heard
          }}
        />
        {beside}
      </div>
      <DataTable {...table} ref={grid} />
    </div>
  )
}

/** A filter that is on, with its name and the key that changes it. */
export function FilterChip(props: { readonly label: string; readonly value: string; readonly keyCap: ReactNode }) {
  return (
    <div className="filter-chip">
      <span className="field-label">
        {props.label}
        {props.keyCap}
      </span>
      <output className="filter-value">{props.value}</output>
    </div>
  )
}
