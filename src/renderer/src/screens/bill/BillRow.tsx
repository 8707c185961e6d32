// biome-ignore-all lint/a11y/useKeyWithClickEvents: the keys reach a line by Up and Down; the mouse only points.
import { memo } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ShownLine } from './shown-line.ts'

interface BillRowProps extends ShownLine {
  readonly lineKey: number
  readonly no: number
  readonly startPx: number
  readonly onPress: (key: number) => void
}

/** A line that is read, not typed into. It is drawn again only when one of its words changes. */
export const BillRow = memo(function BillRow(props: BillRowProps) {
  const t = useText()
  return (
    <li
      className={`bill-row ${props.isWrong ? 'is-wrong' : ''}`}
      style={{ transform: `translateY(${props.startPx}px)` }}
      onClick={() => props.onPress(props.lineKey)}
    >
      <span className={`number cell-no ${props.isWarned ? 'is-short' : ''}`}>
        {props.isWarned ? `⚠ ${props.no}` : props.no}
      </span>
      <span className="cell-item">
        {props.item}
        {props.batch === '' ? null : <span className="cell-left">{props.batch}</span>}
        {props.left === '' ? null : <span className="cell-left">{t('bill:lines.left', { left: props.left })}</span>}
      </span>
      <span className="cell-hsn">{props.hsn}</span>
      <span className="number">{props.quantity}</span>
      <span className="number">{props.rate}</span>
      <span className="number">{props.discount}</span>
      <span className="number cell-tax">{props.tax}</span>
      <span className="number cell-amount">{props.amount}</span>
    </li>
  )
})
