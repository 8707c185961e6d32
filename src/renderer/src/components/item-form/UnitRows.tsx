import { Choice } from '#renderer/components/Choice.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { UnitField } from './FirstFields.tsx'
import { MOST_UNIT_ROWS, NO_UNIT_ROW, type UnitRow } from './item-draft.ts'
import { type ItemForm, withUnitRow } from './use-item-form.ts'

/** Further units, `1 BOX = 12 PCS`, one a row; an empty row waits for the next. Below them the unit that bills begin with. */
export function UnitRows({ form }: { readonly form: ItemForm }) {
  const { draft, set } = form
  const t = useText()
  const rows = [...draft.unitRows, NO_UNIT_ROW].slice(0, MOST_UNIT_ROWS)
  const units = [draft.baseUnit, ...draft.unitRows.flatMap(({ unit }) => (unit === null ? [] : [unit]))]
  return (
    <div className="item-form-wide unit-rows">
      {rows.map((row, at) => (
        <UnitRowFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place; its unit changes under the hand.
          key={at}
          at={at}
          row={row}
          form={form}
          onChange={(change) => set({ unitRows: withUnitRow(draft, at, change) })}
        />
      ))}
      {units.length === 1 ? null : (
        <Choice
          label={t('items:form.saleUnit')}
          options={[...new Set(units)].map((unit) => ({ value: unit, label: form.unitWord(unit) }))}
          value={draft.saleUnit ?? draft.baseUnit}
          onChange={(unit) => set({ saleUnit: unit === draft.baseUnit ? null : unit })}
        />
      )}
    </div>
  )
}

function UnitRowFields(props: {
  readonly at: number
  readonly row: UnitRow
  readonly form: ItemForm
  readonly onChange: (change: Partial<UnitRow>) => void
}) {
  const { at, row, form, onChange } = props
  const t = useText()
  const base = form.unitWord(form.draft.baseUnit)
  const error = form.errorOf(`unit-${at}`) ?? (at === 0 ? form.errorOf('units') : null)
  return (
    <div className="unit-row">
      <UnitField
        label={at === 0 ? t('items:form.moreUnit') : t('items:form.nextUnit')}
        value={row.unit}
        onChange={(unit) => onChange({ unit })}
        mayBeEmpty
        error={error}
      />
      {row.unit === null ? (
        <p className="unit-row-hint">{t('items:form.moreUnitHint')}</p>
      ) : (
        <>
          <Field
            label={t('items:form.holds', { one: form.unitWord(row.unit), unit: base })}
            value={row.holds}
            onChange={(holds) => onChange({ holds })}
            input={{ inputMode: 'decimal', className: 'number' }}
          />
          <Field
            className="field-amount"
            label={t('items:form.price', { unit: form.unitWord(row.unit) })}
            value={row.price}
            onChange={(price) => onChange({ price })}
            error={form.errorOf(`price-${at}`)}
            hint={t('items:form.unitPriceHint')}
            input={{ inputMode: 'decimal', className: 'number' }}
          />
          <Field
            label={t('items:form.called')}
            value={row.called}
            onChange={(called) => onChange({ called })}
            hint={t('items:form.calledHint')}
            input={{ maxLength: 20 }}
          />
        </>
      )}
    </div>
  )
}
