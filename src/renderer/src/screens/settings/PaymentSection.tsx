import { useState } from 'react'
import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Choice } from '#renderer/components/Choice.tsx'
import { isIndian, shownCurrency } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { type Sticker, StickerDialog } from '#renderer/sticker/StickerDialog.tsx'
import { type PaymentQr, schemesIn, UPI_ALONE, undetailed } from '#shared/payment-qr/payment-scheme.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { AccountFields } from './AccountFields.tsx'
import { type AccountDetails, faultyField } from './account-draft.ts'
import { BharatFields } from './BharatFields.tsx'
import { newBharat } from './bharat-draft.ts'
import { SettingField } from './SettingField.tsx'
import type { SaveSetting } from './use-save-setting.ts'

/** How customers pay by a code: the scheme, the address, and what the shop's sticker says. */
export function PaymentSection({ settings, save }: { readonly settings: Settings; readonly save: SaveSetting }) {
  const t = useText()
  const [isScanning, setScanning] = useState(false)
  // Chosen, but a detail is still missing: it is stored when that is told.
  const [draft, setDraft] = useState<PaymentQr | null>(null)
  const chosen = draft ?? settings.paymentQr
  const merchant = chosen.scheme === 'upi' && chosen.merchant?.address === settings.upiAddress ? chosen.merchant : null
  const store = async (paymentQr: PaymentQr) => {
    const refused = await save({ paymentQr }, t('settings:field.paymentQr'))
    setDraft(refused === null ? null : paymentQr)
  }
  // Details that make no code yet stay here until they do.
  const tell = (details: AccountDetails) =>
    faultyField(details, shownCurrency()) === null ? void store(details) : setDraft(details)
  const choose = (scheme: PaymentQr['scheme']) => {
    if (scheme === chosen.scheme) return
    if (scheme !== 'bharat' && scheme !== 'upi') return void store(undetailed(scheme))
    const next = scheme === 'bharat' ? newBharat(settings.shopPlace, merchant?.code ?? '') : upiWith(chosen, settings)
    // Without its town a Bharat QR cannot be made; the box for it stands there and says so.
    if (next.scheme === 'bharat' && next.city === '') setDraft(next)
    else void store(next)
  }
  const take = (sticker: Sticker) => {
    setScanning(false)
    setDraft(null)
    const { paymentQr, upiAddress } = sticker
    void save({ paymentQr, ...(upiAddress === '' ? {} : { upiAddress }) }, t('settings:field.upiAddress'))
  }
  useCommand('settings.readSticker', () => setScanning(true))
  return (
    <section className="settings-section" aria-label={t('settings:section.payment')}>
      <h2>{t('settings:section.payment')}</h2>
      {isIndian() ? (
        <SettingField
          name="upiAddress"
          stored={settings.upiAddress}
          save={save}
          hint={
            merchant === null ? t('settings:hint.upiAddress') : t('settings:hint.upiMerchant', { code: merchant.code })
          }
        />
      ) : null}
      <Choice
        label={t('settings:field.paymentQr')}
        options={schemesIn(shownCurrency()).map((value) => ({ value, label: t(`sticker:name.${value}`) }))}
        value={chosen.scheme}
        onChange={choose}
      />
      {chosen.scheme === 'bharat' ? <BharatFields details={chosen} onChange={(next) => void store(next)} /> : null}
      {chosen.scheme === 'bharat' || chosen.scheme === 'upi' ? null : (
        <AccountFields details={chosen} onChange={tell} />
      )}
      <div className="book-keys">
        <CommandButton command="settings.readSticker" />
      </div>
      {isScanning ? <StickerDialog onTake={take} onClose={() => setScanning(false)} /> : null}
    </section>
  )
}

/** The category of the acquirer stays when the code becomes one of UPI alone. */
function upiWith(chosen: PaymentQr, { upiAddress }: Settings): PaymentQr {
  const code = chosen.scheme === 'bharat' ? chosen.merchantCode : ''
  return upiAddress === '' || code === '' ? UPI_ALONE : { scheme: 'upi', merchant: { address: upiAddress, code } }
}
