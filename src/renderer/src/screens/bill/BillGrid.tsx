import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useUnitWords } from '#renderer/i18n/unit-words.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useRemPx } from '#renderer/shop/shop-context.tsx'
import { BillRow } from './BillRow.tsx'
import { isValueNote } from './bill-draft.ts'
import { EditedRow } from './EditedRow.tsx'
import { shownLine } from './shown-line.ts'
import { lineSpot } from './spots.ts'
import type { BillState } from './use-bill.ts'

const ROW_REM = 2

/** The lines. Only those in sight are drawn, and only the one in hand has boxes to type into. */
export function BillGrid({ bill }: { readonly bill: BillState }) {
  const t = useText()
  const words = useUnitWords()
  const scroller = useRef<HTMLDivElement>(null)
  const rowPx = ROW_REM * useRemPx()
  const { lines } = bill.draft
  const { lineIndex, figures, items, focus, originView } = bill
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => lines[index]?.key ?? index,
    // The line in hand is always there: the focus stands in it, wherever the lines were scrolled to.
    rangeExtractor: (range) => rowsDrawn(range, lineIndex, lines.length),
    overscan: 4
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text size changes the height of every row.
  useEffect(() => virtual.measure(), [rowPx])
  const shownIndex = lineIndex === -1 ? lines.length - 1 : lineIndex
  useEffect(() => virtual.scrollToIndex(shownIndex, { align: 'auto' }), [shownIndex, virtual])
  const warned = useMemo(
    () => new Set(bill.cautions.flatMap(({ line }) => (line === null ? [] : [line]))),
    [bill.cautions]
  )
  const isValue = isValueNote(bill.draft)
  const toLine = useCallback((key: number) => focus(lineSpot(key, 'item')), [focus])
  return (
    <section className="bill-lines" aria-label={t('bill:lines.label')}>
      <div className="bill-row bill-lines-head" aria-hidden="true">
        <span className="number">{t('bill:column.no')}</span>
        <span>{t('bill:column.item')}</span>
        <span className="cell-hsn">{t('bill:column.hsn')}</span>
        <span className="number">{t('bill:column.quantity')}</span>
        <span className="number">{t('bill:column.rate')}</span>
        <span className="number">{t('bill:column.discount')}</span>
        <span className="number cell-tax">{t('bill:column.tax')}</span>
        <span className="number">{t('bill:column.amount')}</span>
      </div>
      {/* With no box in hand the arrow keys must be able to scroll the lines. */}
      <div ref={scroller} className="bill-scroll" tabIndex={lineIndex === -1 ? 0 : -1}>
        <ol className="bill-rows" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const line = lines[index]
            if (line === undefined) return null
            const shown = shownLine(line, figures, index, { items: items.byId, originView, warned, words, isValue })
            return index === lineIndex ? (
              <EditedRow key={key} bill={bill} line={line} index={index} shown={shown} startPx={start} />
            ) : (
              <BillRow key={key} lineKey={line.key} no={index + 1} startPx={start} onPress={toLine} {...shown} />
            )
          })}
        </ol>
      </div>
    </section>
  )
}

function rowsDrawn(range: { startIndex: number; endIndex: number; overscan: number }, always: number, count: number) {
  const first = Math.max(0, range.startIndex - range.overscan)
  const last = Math.min(count - 1, range.endIndex + range.overscan)
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
  return always === -1 || rows.includes(always) ? rows : [...rows, always].sort((left, right) => left - right)
}
