import { useEffect, useLayoutEffect, useState } from 'react'
import { showCurrency } from '#renderer/i18n/amounts.ts'
import { showLanguage } from '#renderer/i18n/i18n.ts'
import type { CustomerBridge } from '#shared/contract/customer-bridge.ts'
import type { CustomerView } from '#shared/customer-view/customer-view.ts'
import { CustomerStage } from './CustomerStage.tsx'

/** The customer's window: whatever main says is drawn, and nothing is ever said back. */
export function CustomerPage({ bridge, first }: { readonly bridge: CustomerBridge; readonly first: CustomerView }) {
  const [view, setView] = useState(first)
  useEffect(() => {
    let newest: CustomerView | null = null
    const take = async (next: CustomerView) => {
      newest = next
      showCurrency(next.currency)
      await showLanguage(next.language)
      // A newer one that came while the words were read has been drawn already.
      if (newest === next) setView(next)
    }
    const stop = bridge.onView((next) => void take(next))
    // What was told between the first look and now.
    void bridge.view().then((now) => (now === null || newest !== null ? undefined : take(now)))
    return stop
  }, [bridge])
  const { theme } = view
  useLayoutEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
  return (
    <main className="customer-page">
      <CustomerStage view={view} />
    </main>
  )
}
