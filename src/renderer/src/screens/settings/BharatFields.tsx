import { useState } from 'react'
import { Field } from '#renderer/components/Field.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import type { PaymentQrOf } from '#shared/payment-qr/payment-scheme.ts'
import { BHARAT_FIELDS, type BharatField, readBharat } from './bharat-draft.ts'

/** What a Bharat QR carries beside the UPI address. Each box is given on when it is left and makes sense. */
export function BharatFields(props: {
  readonly details: PaymentQrOf<'bharat'>
  readonly onChange: (details: PaymentQrOf<'bharat'>) => void
}) {
  const t = useText()
  const [typed, setTyped] = useState<Partial<Record<BharatField, string>>>({})
  const leave = (field: BharatField) => {
    const text = typed[field]
    const value = text === undefined ? null : readBharat(field, text)
    if (value === null) return
    setTyped(({ [field]: _left, ...others }) => others)
    if (value !== props.details[field]) props.onChange({ ...props.details, [field]: value })
  }
  const fault = (field: BharatField): string | null => {
    const text = typed[field] ?? props.details[field]
    return readBharat(field, text) === null ? t(`settings:bharatFault.${field}`) : null
  }
  return (
    <div className="bharat-fields">
      {BHARAT_FIELDS.map((field) => (
        <Field
          key={field}
          label={t(`settings:bharat.${field}`)}
          value={typed[field] ?? props.details[field]}
          onChange={(text) => setTyped((now) => ({ ...now, [field]: text }))}
          error={fault(field)}
          input={{ onBlur: () => leave(field) }}
        />
      ))}
    </div>
  )
}
