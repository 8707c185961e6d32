import { Choice } from '#renderer/components/Choice.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { isStateCode, StateField } from '#renderer/components/StateField.tsx'
import { isIndian } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { Failure } from '#shared/kernel/result.ts'
import type { PartyTaxFacts } from '#shared/parties/party.ts'
import { PARTY_TAX_KINDS } from '#shared/tax/tax-scheme.ts'
import { panOf, readTypedGstin, withGstin } from './tax-draft.ts'

/** What bills need of a party beside its name. GSTIN, state and kind only where the law knows them. */
export function PartyTaxFields(props: {
  readonly facts: PartyTaxFacts
  readonly onChange: (facts: PartyTaxFacts) => void
  readonly failure: Failure | null
}) {
  const { facts, onChange, failure } = props
  const t = useText()
  const failureText = useFailureText()
  const { settings } = useShop()
  const errorOf = (field: string) => (failure !== null && failure.field === field ? failureText(failure) : null)
  const levels = [...new Set(['', ...(settings?.priceLevels ?? []), facts.priceLevel])]
  return (
    <>
      {isIndian() ? <IndianFields facts={facts} onChange={onChange} gstinError={errorOf('gstin')} /> : null}
      <Field
        className="party-form-name"
        label={t('parties:form.address')}
        value={facts.address}
        onChange={(address) => onChange({ ...facts, address })}
        error={errorOf('address')}
        hint={t('parties:form.addressHint')}
        input={{ maxLength: 300 }}
      />
      {levels.length === 1 ? null : (
        <Choice
          label={t('parties:form.priceLevel')}
          options={levels.map((level) => ({
            value: level,
            label: level === '' ? t('parties:form.usualPrice') : level
          }))}
          value={facts.priceLevel}
          onChange={(priceLevel) => onChange({ ...facts, priceLevel })}
        />
      )}
    </>
  )
}

function IndianFields(props: {
  readonly facts: PartyTaxFacts
  readonly onChange: (facts: PartyTaxFacts) => void
  readonly gstinError: string | null
}) {
  const { facts, onChange } = props
  const t = useText()
  const failureText = useFailureText()
  const read = readTypedGstin(facts.gstin)
  const wrong = read !== null && !read.ok ? failureText(read.failure) : null
  return (
    <>
      <Field
        className="party-gstin"
        label={t('parties:form.gstin')}
        value={facts.gstin}
        onChange={(text) => onChange(withGstin(facts, text, isStateCode))}
        error={props.gstinError ?? wrong}
        hint={read?.ok ? t('parties:form.pan', { pan: panOf(read.value) }) : t('parties:form.gstinHint')}
        input={{ maxLength: 20, className: 'gstin-input' }}
      />
      <StateField
        label={t('parties:form.state')}
        value={facts.state}
        onChange={(state) => onChange({ ...facts, state })}
        mayBeEmpty
        hint={t('parties:form.stateHint')}
      />
      <Choice
        label={t('parties:form.taxKind')}
        options={PARTY_TAX_KINDS.map((kind) => ({
          value: kind,
          label: t(`parties:form.taxKinds.${kind === '' ? 'none' : kind}`)
        }))}
        value={facts.taxKind}
        onChange={(taxKind) => onChange({ ...facts, taxKind })}
      />
    </>
  )
}
