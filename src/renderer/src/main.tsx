import './zod-without-eval.ts'
import './styles/base.css'
import './styles/frame.css'
import './styles/controls.css'
import './styles/tables.css'
import './styles/words.css'
import './styles/dialogs.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { LANGUAGES } from '#shared/settings/settings.ts'
import { App } from './App.tsx'
import { call } from './app-api.ts'
import { showCurrency } from './i18n/amounts.ts'
import { showLanguage } from './i18n/i18n.ts'

/** When main cannot say which language the shop speaks. */
const browserLanguage = () => LANGUAGES.find((language) => navigator.language.startsWith(language)) ?? 'en'

/** Nothing is drawn before the shop and its language are known, so that the first picture is the right one. */
async function start(): Promise<void> {
  const place = document.getElementById('root')
  if (place === null) throw new Error('index.html has no root')
  const [state, people] = await Promise.all([call('app.state', {}), call('person.state', {})])
  if (state.ok && state.value.ledger !== null) showCurrency(state.value.ledger.currency)
  await showLanguage(state.ok ? (state.value.settings?.language ?? state.value.systemLanguage) : browserLanguage())
  createRoot(place).render(
    <StrictMode>
      <App state={state} people={people.ok ? people.value : null} />
    </StrictMode>
  )
}

void start()
