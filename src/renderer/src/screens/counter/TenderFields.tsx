import { AmountField } from '#renderer/components/AmountField.tsx'
import { formatPlain } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { minor } from '#shared/money/money.ts'
import { useFieldProps } from './EntryLine.tsx'
import type { LineField } from './entry-draft.ts'
import { tenderFieldsOf } from './focus-order.ts'
import type { EntryLineState } from './use-entry-line.ts'
import type { FieldFocus } from './use-field-focus.ts'

/** How one entry is paid in parts. What is left empty shows what it comes to by itself. */
export function TenderFields(props: {
  readonly line: EntryLineState
  readonly fields: FieldFocus
  readonly onEnter: (field: LineField) => void
}) {
  const t = useText()
  const bind = useFieldProps(props)
  const { figures, draft } = props.line
  const byItself: Partial<Record<LineField, number>> = { cash: figures.cashMinor, change: figures.changeMinor }
  const label: Partial<Record<LineField, string>> = {
    cash: draft.kind === 'sale' || draft.kind === 'got' ? t('counter:tender.cashIn') : t('counter:tender.cashOut'),
    change: t('counter:tender.change'),
    upi: t('counter:tender.upi'),
    bank: t('counter:tender.bank')
  }
  return tenderFieldsOf(draft).map((field) => {
    const bound = bind(field)
    const own = byItself[field] ?? 0
    return (
      <AmountField
        key={field}
        {...bound}
        label={label[field] ?? ''}
        input={{ ...bound.input, placeholder: own > 0 ? formatPlain(minor(own)) : '' }}
      />
    )
  })
}
