import { useCommand } from '#renderer/commands/use-command.tsx'
import { Button, CommandButton } from '#renderer/components/Button.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { shownCurrency } from '#renderer/i18n/amounts.ts'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { fail } from '#shared/kernel/result.ts'
import { SCHEME_CURRENCY } from '#shared/payment-qr/payment-scheme.ts'
import type { Sticker } from './StickerDialog.tsx'

/** What a sticker says, in large letters to compare with the paper; Enter takes it. */
export function StickerFound({ sticker, onTake }: { readonly sticker: Sticker; readonly onTake: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const isOurs = SCHEME_CURRENCY[sticker.scheme] === shownCurrency()
  useCommand('dialog.accept', onTake, isOurs)
  const refusal = isOurs ? '' : failureText(fail('payment-qr/other-currency', { currency: shownCurrency() }).failure)
  const { paymentQr } = sticker
  const cards = paymentQr.scheme === 'bharat' ? [paymentQr.visa, paymentQr.mastercard, paymentQr.rupay] : []
  const rows = [
    [t('sticker:scheme'), t(`sticker:name.${sticker.scheme}`)],
    [t('sticker:address'), sticker.address],
    [t('sticker:payee'), sticker.name],
    [t('sticker:cards'), cards.filter(Boolean).join(', ')],
    [t('sticker:merchantCode'), sticker.merchantCode]
  ] as const
  return (
    <>
      <dl className="sticker-found" aria-live="polite">
        {rows.map(([label, value]) =>
          value === '' ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          )
        )}
      </dl>
      <p className="sticker-hint">{isOurs ? t('sticker:compare') : ''}</p>
      <Notice tone="bad">{refusal}</Notice>
      <div className="dialog-buttons">
        <CommandButton command="dialog.back" />
        <CommandButton command="dialog.picture" />
        <CommandButton command="dialog.scanAgain" tone={isOurs ? 'plain' : 'main'} />
        {isOurs ? (
          <Button onPress={onTake} chord="Enter" tone="main">
            {t('sticker:take')}
          </Button>
        ) : null}
      </div>
    </>
  )
}
