import { currencySign, formatAmount, isIndian } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { CustomerStage } from '#shared/customer-view/customer-view.ts'
import { BigAmount } from './BigAmount.tsx'
import { PaymentSteps } from './PaymentSteps.tsx'
import { QrPicture } from './QrPicture.tsx'

/** The amount that is asked for, with a QR for exactly that, and whom it goes to in words. */
export function DueStage(props: {
  readonly stage: Extract<CustomerStage, { name: 'due' }>
  readonly shopName: string
}) {
  const { stage } = props
  const t = useText()
  const amount = t('customer:amount', { amount: formatAmount(stage.amountMinor), sign: currencySign() })
  const bill = t('customer:amount', { amount: formatAmount(stage.billMinor), sign: currencySign() })
  return (
    <div className={`due ${stage.qr === null ? 'has-no-qr' : ''}`}>
      <div className="big">
        <p className="big-label">
          {t(stage.qr !== null ? 'customer:due.scan' : isIndian() ? 'customer:due.noQr' : 'customer:due.noQrAbroad')}
        </p>
        <BigAmount amountMinor={stage.amountMinor} />
        <p className="big-below">
          {stage.billMinor === stage.amountMinor ? t('customer:due.exact') : t('customer:due.ofBill', { amount: bill })}
        </p>
      </div>
      <div className="due-words">
        {stage.payeeAddress === '' ? null : (
          <dl className="due-payee">
            <dt className="due-payee-label">{t('customer:due.payee')}</dt>
            <dd className="due-name">{props.shopName}</dd>
            <dd className="due-address">{stage.payeeAddress}</dd>
          </dl>
        )}
        <PaymentSteps step="waiting" />
      </div>
      {stage.qr === null ? null : <QrPicture rows={stage.qr} label={t('customer:due.qr', { amount })} />}
    </div>
  )
}
