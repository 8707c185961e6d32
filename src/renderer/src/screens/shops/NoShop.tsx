import { useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import { CommandLayer, useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { useRestoreFile } from '#renderer/components/backup/use-restore-file.tsx'
import { KeyBar } from '#renderer/components/KeyBar.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { nameOfFile, ShopList } from '#renderer/frame/ShopList.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { Failure, Result } from '#shared/kernel/result.ts'
import { CodeDialog } from './CodeDialog.tsx'
import './shops.css'

/** The shop that was open last cannot be opened: why, what is safe, and the keys that lead on. */
export function NoShop({ trouble }: { readonly trouble: Failure }) {
  return (
    <CommandLayer layer={1} isOpen>
      <div className="frame no-shop-frame">
        <NoShopBody trouble={trouble} />
        <KeyBar />
      </div>
    </CommandLayer>
  )
}

function NoShopBody({ trouble }: { readonly trouble: Failure }) {
  const t = useText()
  const failureText = useFailureText()
  const { app, reload, startShop } = useShop()
  const [failure, setFailure] = useState(trouble)
  const [tries, setTries] = useState(0)
  const isWorking = useRef(false)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => list.current?.querySelector<HTMLElement>('[role="listbox"]')?.focus(), [])

  const openWith = async (ask: () => Promise<Result<unknown>>) => {
    if (isWorking.current) return
    isWorking.current = true
    const opened = await ask()
    isWorking.current = false
    if (!opened.ok) {
      setFailure(opened.failure)
      setTries((before) => before + 1)
    } else if (opened.value !== null) await reload()
  }
  const openLast = async (): Promise<Result<unknown>> => {
    const shops = await call('shop.list', {})
    const last = shops.ok ? shops.value[0] : undefined
    return last === undefined ? shops : call('shop.open', { key: last.key })
  }
  useCommand('shops.again', () => void openWith(openLast))
  useCommand('shops.openFile', () => void openWith(() => call('shop.openFile', {})))
  const restoring = useRestoreFile({ onRestored: () => void reload(), onFailure: setFailure })
  useCommand('shops.restore', () => void restoring.choose())
  useCommand('shops.sample', () => void openWith(() => call('shop.trySample', { language: app.systemLanguage })))
  const [isTypingCode, setTypingCode] = useState(false)
  useCommand('shops.code', () => setTypingCode(true))
  useCommand('shops.new', () => startShop(true))

  const place = String(failure.params?.file ?? failure.params?.folder ?? '')
  return (
    <main className="no-shop">
      <h1>{place === '' ? t('shops:title') : t('shops:titleOf', { name: nameOfFile(place) })}</h1>
      <Notice key={tries} tone="bad">
        {failureText(failure)}
      </Notice>
      <p className="no-shop-file">{place}</p>
      <p>
        <CommandButton command="shops.again" tone="main" />
      </p>
      <h2>{t('shops:others')}</h2>
      <div ref={list}>
        <ShopList more={[]} onChoose={(row) => void openWith(row.open)} />
      </div>
      <p className="no-shop-hint">{t('shops:hint')}</p>
      {restoring.dialog}
      {isTypingCode ? (
        <CodeDialog
          onClose={() => setTypingCode(false)}
          onKnown={() => {
            setTypingCode(false)
            void openWith(openLast)
          }}
        />
      ) : null}
    </main>
  )
}
