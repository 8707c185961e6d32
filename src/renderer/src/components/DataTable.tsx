// biome-ignore-all lint/a11y/useSemanticElements: a native table cannot draw only the rows in sight.
// biome-ignore-all lint/a11y/useFocusableInteractive: the whole is one stop of the keyboard and names its active descendant.
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys are heard by the part that holds the focus.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useRef } from 'react'
import { useRemPx } from '#renderer/shop/shop-context.tsx'

export interface Column<Row> {
  readonly id: string
  readonly header: string
  /** A CSS grid track: `6rem`, `minmax(8rem, 2fr)`. */
  readonly width: string
  readonly align?: 'left' | 'right'
  readonly draw: (row: Row, index: number) => ReactNode
  /** The cell of the row of totals. */
  readonly total?: ReactNode
}

export interface DataTableProps<Row> {
  readonly label: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** -1 when no row is selected. */
  readonly selectedIndex: number
  readonly onSelect: (index: number) => void
  readonly onOpen?: (row: Row, index: number) => void
  /** Called when the last rows come into sight, to read more. */
  readonly onEndReached?: () => void
  readonly hasTotals?: boolean
  readonly empty?: ReactNode
  readonly rowClass?: (row: Row) => string
  readonly className?: string
  readonly ref?: Ref<HTMLDivElement>
}

const ROW_REM = 2

/** A table that answers to arrow keys and Enter and draws only the rows in sight, so that a year of entries scrolls like a page. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, columns, selectedIndex } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const remPx = useRemPx()
  // The head above the rows and the totals below them stand still inside what scrolls, each as high as a row.
  const rowPx = ROW_REM * remPx
  const belowRows = props.hasTotals ? 1 : 0
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    scrollMargin: rowPx,
    scrollPaddingStart: rowPx,
    scrollPaddingEnd: belowRows * rowPx,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : props.keyOf(row)
    },
    overscan: 12
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text size changes the height of every row.
  useEffect(() => virtual.measure(), [remPx])
  useEffect(() => {
    if (selectedIndex >= 0) virtual.scrollToIndex(selectedIndex, { align: 'auto' })
  }, [selectedIndex, virtual])
  const items = virtual.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? -1
  const { onEndReached } = props
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 1) onEndReached?.()
  }, [lastShown, rows.length, onEndReached])

  const heard = (press: KeyboardEvent) => {
    if (press.ctrlKey || press.altKey || press.metaKey || press.defaultPrevented) return
    const perPage = rowsPerPage(scroller.current, rowPx, belowRows)
    const next = rowAfterKey(press.key, selectedIndex, rows.length, perPage)
    const row = rows[selectedIndex]
    if (next !== null) props.onSelect(next)
    else if (press.key === 'Enter' && row !== undefined && props.onOpen && !press.repeat)
      props.onOpen(row, selectedIndex)
    else return
    press.preventDefault()
  }
  const template = { gridTemplateColumns: columns.map((column) => column.width).join(' ') }
  return (
    <div
      ref={(element) => {
        scroller.current = element
        handOn(props.ref, element)
      }}
      className={`table ${props.className ?? ''}`}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={selectedIndex >= 0 && rows.length > 0 ? `${id}-${selectedIndex}` : undefined}
      onKeyDown={heard}
    >
      <div className="table-row table-head" role="row" aria-rowindex={1} style={template}>
        {columns.map((column) => (
          <div key={column.id} role="columnheader" className={`table-cell align-${column.align ?? 'left'}`}>
            {column.header}
          </div>
        ))}
      </div>
      <div className={`table-body ${rows.length === 0 ? 'is-empty' : ''}`} role="presentation">
        {rows.length === 0 ? (
          props.empty
        ) : (
          <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {items.map((item) => {
              const row = rows[item.index]
              if (row === undefined) return null
              const isSelected = item.index === selectedIndex
              return (
                <div
                  key={item.key}
                  id={`${id}-${item.index}`}
                  role="row"
                  aria-rowindex={item.index + 2}
                  aria-selected={isSelected}
                  className={`table-row ${isSelected ? 'is-selected' : ''} ${props.rowClass?.(row) ?? ''}`}
                  style={{ ...template, transform: `translateY(${item.start - rowPx}px)` }}
                  onClick={() => props.onSelect(item.index)}
                  onDoubleClick={() => props.onOpen?.(row, item.index)}
                >
                  {columns.map((column) => (
                    <div key={column.id} role="gridcell" className={`table-cell align-${column.align ?? 'left'}`}>
                      {column.draw(row, item.index)}
                    </div>
                  ))}
                </div>
              )
            })}
          </div>
        )}
      </div>
      {props.hasTotals ? (
        <div className="table-row table-totals" role="row" style={template}>
          {columns.map((column) => (
            <div key={column.id} role="gridcell" className={`table-cell align-${column.align ?? 'left'}`}>
              {column.total}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  )
}

function handOn(ref: Ref<HTMLDivElement> | undefined, element: HTMLDivElement | null): void {
  if (typeof ref === 'function') ref(element)
  else if (ref) ref.current = element
}

/** How many rows a page key moves by: those in sight between head and totals, less one to go on reading from. */
export function rowsPerPage(table: HTMLElement | null, rowPx: number, belowRows: number): number {
  return Math.max(1, Math.floor((table?.clientHeight ?? 0) / rowPx) - 2 - belowRows)
}

/** The row that a key selects, or null when the key does not move. With nothing selected the first key selects the first row. */
export function rowAfterKey(key: string, index: number, count: number, perPage: number): number | null {
  if (count === 0) return null
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + perPage,
    PageUp: index - perPage,
    Home: 0,
    End: count - 1
  }
  const next = steps[key]
  return next === undefined ? null : Math.min(Math.max(next, 0), count - 1)
}
