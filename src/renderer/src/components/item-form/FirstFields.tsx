import { Field } from '#renderer/components/Field.tsx'
import { SuggestField } from '#renderer/components/SuggestField.tsx'
import { ratesText, ruleForHsn, useRuleName } from '#renderer/i18n/tax-words.ts'
import { UNITS_IN_ORDER, unitsMeant, useUnitWords } from '#renderer/i18n/unit-words.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { TaxRule } from '#shared/tax/tax-scheme.ts'
import type { ItemForm } from './use-item-form.ts'

/** What every item needs before it can stand on a bill: its name, how it is counted, what it costs, its tax. */
export function FirstFields(props: {
  readonly form: ItemForm
  /** Empty where the shop's country has no tax of its own. */
  readonly rules: readonly TaxRule[]
  readonly today: BookDate | null
}) {
  const { form, rules, today } = props
  const { draft, set, errorOf } = form
  const t = useText()
  const withTax = draft.isTaxInPrice ? t('items:form.withTax') : t('items:form.withoutTax')
  return (
    <>
      <Field
        className="item-form-name"
        label={t('items:form.name')}
        value={draft.name}
        onChange={(name) => set({ name })}
        error={errorOf('name')}
      />
      <UnitField
        label={t('items:form.unit')}
        value={draft.baseUnit}
        onChange={(unit) => unit !== null && set({ baseUnit: unit })}
        error={errorOf('baseUnit')}
      />
      <Field
        className="field-amount"
        label={t('items:form.price', { unit: form.unitWord(draft.baseUnit) })}
        value={draft.price}
        onChange={(price) => set({ price })}
        error={errorOf('price') ?? errorOf('prices')}
        hint={rules.length === 0 ? undefined : withTax}
        input={{ inputMode: 'decimal', className: 'number' }}
      />
      {rules.length === 0 ? null : <TaxFields form={form} rules={rules} today={today} />}
    </>
  )
}

function TaxFields(props: {
  readonly form: ItemForm
  readonly rules: readonly TaxRule[]
  readonly today: BookDate | null
}) {
  const { rules, today } = props
  const { draft, set, errorOf } = props.form
  const t = useText()
  const ruleName = useRuleName()
  const options = rules.map((rule) => ({
    value: rule.id,
    label: ruleName(rule),
    alsoTyped: rule.hsn
  }))
  const chosen = rules.find((rule) => rule.id === draft.taxRule)
  const suggested = ruleForHsn(rules, draft.hsn.trim())
  const changeHsn = (hsn: string) => {
    const now = ruleForHsn(rules, hsn.trim())
    // A rule that was chosen by hand stays; one that came from the digits goes with them.
    const isOwn = draft.taxRule !== '' && draft.taxRule !== suggested?.id
    set(isOwn ? { hsn } : { hsn, taxRule: now?.id ?? '' })
  }
  return (
    <>
      <Field
        label={t('items:form.hsn')}
        value={draft.hsn}
        onChange={changeHsn}
        error={errorOf('hsn')}
        hint={t('items:form.hsnHint')}
        input={{ inputMode: 'numeric', maxLength: 8 }}
      />
      <SuggestField
        label={t('items:form.taxRule')}
        options={options}
        value={draft.taxRule === '' ? null : draft.taxRule}
        onChange={(rule) => set({ taxRule: rule ?? '' })}
        mayBeEmpty
        error={errorOf('taxRule')}
        hint={chosen === undefined || today === null ? t('items:form.taxRuleHint') : ratesText(chosen, today)}
      />
    </>
  )
}

/** A unit by its name, by what people write for it in any script, or by its code. */
export function UnitField(props: {
  readonly label: string
  readonly value: (typeof UNITS_IN_ORDER)[number] | null
  readonly onChange: (unit: (typeof UNITS_IN_ORDER)[number] | null) => void
  readonly mayBeEmpty?: boolean
  readonly error: string | null
  readonly className?: string
}) {
  const words = useUnitWords()
  const options = UNITS_IN_ORDER.map((unit) => ({ value: unit, label: words.name(unit), note: unit }))
  return <SuggestField {...props} options={options} meant={unitsMeant} />
}
