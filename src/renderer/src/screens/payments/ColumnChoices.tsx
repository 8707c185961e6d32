import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import type { StatementPlan } from '#shared/contract/statement-endpoints.ts'
import type { StatementColumns } from '#shared/payments/statement-rule.ts'
import { fieldOfColumn, stepColumn } from './column-step.ts'

/** The columns of a statement, one a row, with what each is taken for. Arrow keys do it all. */
export function ColumnChoices(props: {
  readonly plan: StatementPlan
  readonly onColumns: (columns: StatementColumns) => void
}) {
  const { header, columns } = props.plan
  const t = useText()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState(0)
  const index = Math.min(at, header.length - 1)
  useEffect(() => list.current?.focus(), [])
  useEffect(() => {
    list.current?.querySelector(`[data-column="${index}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [index])
  const heard = (press: KeyboardEvent) => {
    if (press.ctrlKey || press.altKey || press.metaKey) return
    if (press.key === 'ArrowDown') setAt(Math.min(index + 1, header.length - 1))
    else if (press.key === 'ArrowUp') setAt(Math.max(index - 1, 0))
    else if (press.key === 'ArrowRight') props.onColumns(stepColumn(columns, index, 1))
    else if (press.key === 'ArrowLeft') props.onColumns(stepColumn(columns, index, -1))
    else return
    press.preventDefault()
  }
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      className="list-box statement-columns"
      aria-label={t('payments:plan.columns')}
      aria-activedescendant={`${id}-${index}`}
      onKeyDown={heard}
    >
      {header.map((name, column) => {
        const field = fieldOfColumn(columns, column)
        const isChosen = column === index
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list box around it hears the keys.
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place.
            key={column}
            id={`${id}-${column}`}
            data-column={column}
            role="option"
            aria-selected={isChosen}
            className={`list-item statement-column ${isChosen ? 'is-selected' : ''}`}
            onClick={() => setAt(column)}
          >
            <strong>{name || t('payments:plan.unnamed', { number: column + 1 })}</strong>
            <span className={field === null ? 'second' : ''}>
              {isChosen ? '← ' : ''}
              {field === null ? t('payments:field.none') : t(`payments:field.${field}`)}
              {isChosen ? ' →' : ''}
            </span>
          </div>
        )
      })}
    </div>
  )
}
