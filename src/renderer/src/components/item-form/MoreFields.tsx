import { AmountField } from '#renderer/components/AmountField.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { SuggestText } from '#renderer/components/SuggestField.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { MOST_BARCODES } from './item-draft.ts'
import { UnitRows } from './UnitRows.tsx'
import type { ItemForm } from './use-item-form.ts'

/** What not every item needs: other names, codes, further units, prices of levels, stock. */
export function MoreFields(props: {
  readonly form: ItemForm
  readonly isNew: boolean
  readonly groups: readonly string[]
  readonly levels: readonly string[]
  /** Whether what the shop pays may be seen and typed. */
  readonly seesCosts: boolean
  readonly hasTax: boolean
}) {
  const { form, isNew, groups, levels } = props
  const { draft, set, errorOf } = form
  const t = useText()
  const inTax = [
    { value: 'without', label: t('items:form.withoutTax') },
    { value: 'with', label: t('items:form.withTax') }
  ] as const
  const base = form.unitWord(draft.baseUnit)
  return (
    <>
      <UnitRows form={form} />
      {props.hasTax ? (
        <Choice
          label={t('items:form.isTaxInPrice')}
          options={inTax}
          value={draft.isTaxInPrice ? 'with' : 'without'}
          onChange={(value) => set({ isTaxInPrice: value === 'with' })}
        />
      ) : null}
      <AmountField
        label={t('items:form.retailPrice', { unit: base })}
        value={draft.retailPrice}
        onChange={(retailPrice) => set({ retailPrice })}
        error={errorOf('retailPrice') ?? errorOf('retailPriceMinor')}
        hint={t('items:form.retailPriceHint')}
      />
      {levels.map((level) => (
        <Field
          key={level}
          className="field-amount"
          label={t('items:form.levelPrice', { level, unit: base })}
          value={draft.levelPrices[level] ?? ''}
          onChange={(text) => set({ levelPrices: { ...draft.levelPrices, [level]: text } })}
          error={errorOf(`level-${level}`)}
          hint={t('items:form.levelPriceHint')}
          input={{ inputMode: 'decimal', className: 'number' }}
        />
      ))}
      {props.seesCosts ? (
        <Field
          className="field-amount"
          label={t('items:form.purchaseRate', { unit: base })}
          value={draft.purchaseRate}
          onChange={(purchaseRate) => set({ purchaseRate })}
          error={errorOf('purchaseRate')}
          hint={t('items:form.purchaseRateHint')}
          input={{ inputMode: 'decimal', className: 'number' }}
        />
      ) : null}
      <Field
        label={t('items:form.alias')}
        value={draft.alias}
        onChange={(alias) => set({ alias })}
        error={errorOf('alias')}
        hint={t('items:form.aliasHint')}
      />
      <SuggestText
        label={t('items:form.group')}
        options={groups}
        value={draft.group}
        onChange={(group) => set({ group })}
        error={errorOf('group')}
        hint={t('items:form.groupHint')}
      />
      <Field
        label={t('items:form.code')}
        value={draft.code}
        onChange={(code) => set({ code })}
        error={errorOf('code')}
        hint={t('items:form.codeHint')}
      />
      <Barcodes form={form} />
      <StockFields form={form} isNew={isNew} seesCosts={props.seesCosts} />
      {isNew ? null : (
        <Choice
          label={t('items:form.archived')}
          options={[
            { value: 'shown', label: t('items:form.shown') },
            { value: 'away', label: t('items:form.putAway') }
          ]}
          value={draft.isArchived ? 'away' : 'shown'}
          onChange={(place) => set({ isArchived: place === 'away' })}
        />
      )}
    </>
  )
}

/** One box a barcode, so that two scans never run into one; an empty box waits for the next. */
function Barcodes({ form }: { readonly form: ItemForm }) {
  const { draft, set, errorOf } = form
  const t = useText()
  const boxes = [...draft.barcodes, ''].slice(0, MOST_BARCODES)
  const change = (at: number, text: string) =>
    set({ barcodes: boxes.map((code, place) => (place === at ? text : code)).filter((code) => code !== '') })
  return boxes.map((code, at) => (
    <Field
      // biome-ignore lint/suspicious/noArrayIndexKey: a box is known by its place; its text changes under the hand.
      key={at}
      label={at === 0 ? t('items:form.barcode') : t('items:form.nextBarcode')}
      value={code}
      onChange={(text) => change(at, text)}
      error={at === 0 ? (errorOf('barcodes') ?? errorOf('barcode')) : null}
      hint={at === 0 ? t('items:form.barcodeHint') : undefined}
    />
  ))
}

function StockFields(props: { readonly form: ItemForm; readonly isNew: boolean; readonly seesCosts: boolean }) {
  const { form, isNew } = props
  const { draft, set, errorOf } = form
  const t = useText()
  const counted = [
    { value: 'yes', label: t('items:form.stockKept') },
    { value: 'no', label: t('items:form.stockNotKept') }
  ] as const
  const tracked = (['nothing', 'batch', 'expiry'] as const).map((value) => ({
    value,
    label: t(`items:form.tracked.${value}`)
  }))
  return (
    <>
      <Choice
        label={t('items:form.keepsStock')}
        options={counted}
        value={draft.keepsStock ? 'yes' : 'no'}
        onChange={(value) => set({ keepsStock: value === 'yes' })}
      />
      {draft.keepsStock ? (
        <>
          <Choice
            label={t('items:form.trackedLabel')}
            options={tracked}
            value={draft.tracked}
            onChange={(value) => set({ tracked: value })}
          />
          <Field
            label={t('items:form.lowStock')}
            value={draft.lowStock}
            onChange={(lowStock) => set({ lowStock })}
            error={errorOf('lowStock')}
            hint={t('items:form.lowStockHint')}
          />
          {isNew ? (
            <Field
              label={t('items:form.opening')}
              value={draft.opening}
              onChange={(opening) => set({ opening })}
              error={errorOf('opening')}
              hint={t('items:form.openingHint')}
            />
          ) : null}
          {isNew && props.seesCosts ? (
            <Field
              className="field-amount"
              label={t('items:form.openingCost', { unit: form.unitWord(draft.baseUnit) })}
              value={draft.openingCost}
              onChange={(openingCost) => set({ openingCost })}
              error={errorOf('openingCost')}
              input={{ inputMode: 'decimal', className: 'number' }}
            />
          ) : null}
        </>
      ) : null}
    </>
  )
}
