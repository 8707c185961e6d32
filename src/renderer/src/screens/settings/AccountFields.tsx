import { useState } from 'react'
import { Field } from '#renderer/components/Field.tsx'
import { shownCurrency } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import {
  ACCOUNT_FIELDS,
  type AccountDetails,
  type AccountField,
  detailOf,
  faultyField,
  withDetail
} from './account-draft.ts'

/** Whom a code of these schemes pays. Each box is given on when it is left; together they are stored once they make a code. */
export function AccountFields(props: {
  readonly details: AccountDetails
  readonly onChange: (details: AccountDetails) => void
}) {
  const t = useText()
  const failureText = useFailureText()
  const { details, onChange } = props
  const [typed, setTyped] = useState<Partial<Record<AccountField, string>>>({})
  const leave = (field: AccountField) => {
    const text = typed[field]
    if (text === undefined) return
    setTyped(({ [field]: _left, ...others }) => others)
    const next = withDetail(details, field, text)
    if (detailOf(next, field) !== detailOf(details, field)) onChange(next)
  }
  const faulty = faultyField(details, shownCurrency())
  return (
    <div className="bharat-fields">
      {ACCOUNT_FIELDS[details.scheme].map(([field, longest], place) => (
        <Field
          key={`${details.scheme}.${field}`}
          label={t(`settings:account.${field}`)}
          value={typed[field] ?? detailOf(details, field)}
          onChange={(text) => setTyped((now) => ({ ...now, [field]: text }))}
          hint={place === 0 ? t(`settings:accountHint.${details.scheme}`) : undefined}
          error={field === faulty ? failureText({ code: 'payment-qr/details-invalid', params: { field } }) : null}
          input={{ onBlur: () => leave(field), maxLength: longest }}
        />
      ))}
    </div>
  )
}
