import '#renderer/styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { showCurrency } from '#renderer/i18n/amounts.ts'
import { showLanguage } from '#renderer/i18n/i18n.ts'
import type { CustomerBridge } from '#shared/contract/customer-bridge.ts'
import { emptyView } from '#shared/customer-view/empty-view.ts'
import { CustomerPage } from './CustomerPage.tsx'

declare global {
  interface Window {
    /** Only in the customer's own window. */
    readonly counterbookCustomer?: CustomerBridge
  }
}

/** Nothing is drawn before the language is there, so that the first picture is the right one. */
async function start(): Promise<void> {
  const place = document.getElementById('root')
  const bridge = window.counterbookCustomer
  if (place === null || bridge === undefined) return
  const first = (await bridge.view()) ?? emptyView('en')
  showCurrency(first.currency)
  await showLanguage(first.language)
  createRoot(place).render(
    <StrictMode>
      <CustomerPage bridge={bridge} first={first} />
    </StrictMode>
  )
}

void start()
