import { useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { CommandButton } from '#renderer/components/Button.tsx'
import { Dialog } from '#renderer/components/Dialog.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { type Failure, ok, type Result } from '#shared/kernel/result.ts'
import { ShopList, type ShopRow } from './ShopList.tsx'

/** The shops of this PC, and below them the ways to another one. The open shop stays until another one is open. */
export function SwitchShop({ onClose }: { readonly onClose: () => void }) {
  const t = useText()
  const failureText = useFailureText()
  const { app, reload, settings, startShop } = useShop()
  const [failure, setFailure] = useState<Failure | null>(null)
  const startNew = async (): Promise<Result<unknown>> => {
    startShop(true)
    onClose()
    return ok(null)
  }
  const more: readonly ShopRow[] = [
    { key: 'file', name: t('common:openFile'), detail: '', open: () => call('shop.openFile', {}) },
    { key: 'new', name: t('common:newShop'), detail: '', open: startNew },
    {
      key: 'sample',
      name: t('common:trySample'),
      detail: '',
      open: () => call('shop.trySample', { language: settings?.language ?? app.systemLanguage })
    }
  ]
  const choose = async (row: ShopRow) => {
    const answer = await row.open()
    if (!answer.ok) return setFailure(answer.failure)
    if (answer.value === null) return
    await reload()
    onClose()
  }
  return (
    <Dialog title={t('common:switchShop')} onClose={onClose}>
      <ShopList more={more} onChoose={(row) => void choose(row)} />
      <Notice tone="bad">{failure === null ? '' : failureText(failure)}</Notice>
      <div className="dialog-buttons shop-keys">
        <span>{t('shops:hint')}</span>
        <CommandButton command="dialog.back" />
      </div>
    </Dialog>
  )
}
