import { Dialog } from '#renderer/components/Dialog.tsx'
import { DialogButtons } from '#renderer/components/DialogButtons.tsx'
import { Field } from '#renderer/components/Field.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { QrPicture } from '#renderer/customer/QrPicture.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useLive } from '#renderer/shop/use-live.ts'
import type { PaymentView } from '#shared/contract/statement-endpoints.ts'
import { payerOf } from './use-payment-columns.tsx'

/** The code of a payment once more, to be scanned from here, and its link as text to be copied. */
export function AskDialog(props: { readonly payment: PaymentView; readonly onClose: () => void }) {
  const { payment } = props
  const t = useText()
  const failureText = useFailureText()
  const asked = useLive('payment.ask', { entryId: payment.entryId })
  const ask = asked.value
  return (
    <Dialog title={t('payments:ask.title')} onClose={props.onClose}>
      <p className="dialog-lead">
        <strong>{formatAmount(payment.amountMinor)}</strong>
        <span>{payerOf(payment)}</span>
        <span>{payment.number}</span>
      </p>
      {ask === null ? null : (
        <>
          {ask.qr === null ? null : (
            <div className="ask-qr">
              <QrPicture rows={ask.qr} label={t('payments:ask.scan', { to: ask.payTo })} />
            </div>
          )}
          <Field
            label={t('payments:ask.link')}
            value={ask.link}
            onChange={() => {}}
            hint={t('payments:ask.linkHint')}
            input={{ readOnly: true, autoFocus: true, onFocus: (focus) => focus.currentTarget.select() }}
          />
          <Notice tone="warn">{ask.isPersonal ? t('payments:ask.personal') : ''}</Notice>
          <Notice tone="warn">{ask.isAboveLimit ? t('payments:ask.aboveLimit') : ''}</Notice>
        </>
      )}
      <Notice tone="bad">{asked.failure === null ? '' : failureText(asked.failure)}</Notice>
      <DialogButtons />
    </Dialog>
  )
}
