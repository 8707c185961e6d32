import { AmountField } from '#renderer/components/AmountField.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Key } from '#renderer/components/Key.tsx'
import { formatPlain } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { minor } from '#shared/money/money.ts'
import { BillTotals } from './BillTotals.tsx'
import type { BillField } from './bill-draft.ts'
import { isEmptyBill } from './bill-draft.ts'
import { isReturn } from './bill-payment.ts'
import { lastField, payFields } from './spots.ts'
import type { BillState } from './use-bill.ts'
import { useFieldProps } from './use-field-props.ts'

/** What is taken off and added, what the bill comes to, and how it is paid: one column from top to bottom. */
export function BillFoot({ bill }: { readonly bill: BillState }) {
  const t = useText()
  const bind = useFieldProps(bill)
  const { draft, figures, spot } = bill
  const isAsking = spot.at === 'field' && spot.field === lastField(draft.kind)
  // Charges and discounts of a bill come back with its goods, in proportion.
  const isOfOldBill = draft.origin !== null && isReturn(draft.kind)
  const byItself: Partial<Record<BillField, number>> = {
    cash: figures.payment.cashMinor,
    change: figures.payment.changeMinor
  }
  return (
    <section className="bill-foot" aria-label={t('bill:foot.label')}>
      {isOfOldBill ? null : (
        <div className="bill-charges">
          <Field
            {...bind('discount')}
            label={t('bill:foot.discount')}
            input={{ ...bind('discount').input, className: 'number' }}
          />
          <AmountField {...bind('freight')} label={t('bill:foot.freight')} />
          <AmountField {...bind('packing')} label={t('bill:foot.packing')} />
          <AmountField {...bind('other')} label={t('bill:foot.other')} />
        </div>
      )}
      <BillTotals bill={bill} />
      <div className="bill-pay">
        {payFields(draft.kind).map((field) => {
          const bound = bind(field)
          const own = byItself[field] ?? 0
          return (
            <AmountField
              key={field}
              {...bound}
              label={t(`bill:pay.${field as 'cash' | 'change' | 'upi' | 'bank'}`)}
              input={{ ...bound.input, placeholder: own > 0 ? formatPlain(minor(own)) : '' }}
            />
          )
        })}
      </div>
      <div className={`bill-accept ${isAsking ? 'is-asking' : ''}`}>
        <span role="status">
          {isAsking ? (
            <>
              {t('bill:foot.acceptQuestion')} <Key chord="Enter" />
            </>
          ) : null}
        </span>
        <CommandButton command="bill.accept" tone={isAsking ? 'main' : 'plain'} isDisabled={isEmptyBill(draft)} />
      </div>
    </section>
  )
}
