import { useId } from 'react'
import { useColumnList } from '#renderer/components/use-column-list.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ColumnMapping, ImportPlan } from '#shared/import/import-plan.ts'
import { fieldKey, fieldOf, stepField } from './column-choice.ts'

const MOST_SAMPLES = 3

/** The columns of the file, one a row, with what stands in them and what each is taken for. Arrow keys do it all. */
export function ColumnGrid(props: { readonly plan: ImportPlan; readonly onMapping: (mapping: ColumnMapping) => void }) {
  const { plan } = props
  const t = useText()
  const id = useId()
  const count = Math.max(plan.header.length, ...plan.samples.map((sample) => sample.length))
  const { list, index, choose, heard } = useColumnList(count, (column, step) =>
    props.onMapping(stepField(plan.mapping, column, plan.kind, step))
  )
  return (
    <div
      ref={list}
      role="listbox"
      tabIndex={0}
      className="list-box column-grid"
      aria-label={t('import:columns.title')}
      aria-activedescendant={`${id}-${index}`}
      onKeyDown={heard}
    >
      {Array.from({ length: count }, (_, column) => column).map((column) => (
        <ColumnLine
          key={column}
          id={`${id}-${column}`}
          column={column}
          plan={plan}
          isChosen={column === index}
          onPick={() => choose(column)}
        />
      ))}
    </div>
  )
}

function ColumnLine(props: {
  readonly id: string
  readonly column: number
  readonly plan: ImportPlan
  readonly isChosen: boolean
  readonly onPick: () => void
}) {
  const { plan, column } = props
  const t = useText()
  const field = fieldOf(plan.mapping, column)
  const samples = plan.samples.map((sample) => sample[column] ?? '').filter((text) => text !== '')
  const name = plan.header[column] || t('import:columns.unnamed', { number: column + 1 })
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list box around it hears the keys.
    <div
      id={props.id}
      data-column={column}
      role="option"
      aria-selected={props.isChosen}
      className={`list-item column-line ${props.isChosen ? 'is-selected' : ''}`}
      onClick={props.onPick}
    >
      <strong className="column-name">{name}</strong>
      <span className="column-samples">{samples.slice(0, MOST_SAMPLES).join(' · ')}</span>
      <span className={`column-field ${field === null ? 'is-unused' : ''}`}>
        {props.isChosen ? '← ' : ''}
        {field === null ? t('import:columns.unused') : t(fieldKey(plan.kind, field))}
        {props.isChosen ? ' →' : ''}
      </span>
    </div>
  )
}
