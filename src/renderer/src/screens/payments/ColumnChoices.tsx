import { useId } from 'react'
import { useColumnList } from '#renderer/components/use-column-list.ts'
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
  const { list, index, choose, heard } = useColumnList(header.length, (column, step) =>
    props.onColumns(stepColumn(columns, column, step))
  )
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
            onClick={() => choose(column)}
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
