import { formatAmount, parseAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { Field, type FieldProps } from './Field.tsx'

/** An amount as it is typed, with what it comes to below while it is a sum: `250+90*3` is `= 520.00`. */
export function AmountField(props: FieldProps) {
  const t = useText()
  const failureText = useFailureText()
  const read = props.value.trim() === '' ? null : parseAmount(props.value)
  // An unfinished sum ("250+") is no mistake yet: it is told when the field is left.
  const isUnfinished = /[+\-*x×.]\s*$/iu.test(props.value)
  const problem = read !== null && !read.ok && !isUnfinished ? failureText(read.failure) : null
  const isPlain = /^\d{1,3}(?:\.\d\d)?$/.test(props.value.trim())
  return (
    <Field
      {...props}
      className={`field-amount ${props.className ?? ''}`}
      input={{ inputMode: 'decimal', ...props.input, className: 'number' }}
      error={props.error ?? problem}
      hint={read?.ok && !isPlain ? t('common:amount.equals', { amount: formatAmount(read.value) }) : props.hint}
    />
  )
}
