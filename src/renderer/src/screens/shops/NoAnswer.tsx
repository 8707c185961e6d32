import { useEffect, useRef } from 'react'
import { Button } from '#renderer/components/Button.tsx'
import { Notice } from '#renderer/components/Notice.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import type { Failure } from '#shared/kernel/result.ts'
import './shops.css'

/** Main could not even say which shop is open: why, and one key that asks again. */
export function NoAnswer({ failure }: { readonly failure: Failure }) {
  const t = useText()
  const failureText = useFailureText()
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.querySelector('button')?.focus(), [])
  return (
    <main ref={box} className="no-shop">
      <h1>{t('common:noAnswer')}</h1>
      <Notice tone="bad">{failureText(failure)}</Notice>
      <p>
        <Button chord="Enter" tone="main" onPress={() => window.location.reload()}>
          {t('commands:shops.again')}
        </Button>
      </p>
    </main>
  )
}
