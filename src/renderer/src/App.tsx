import { CommandProvider } from '#renderer/commands/use-command.tsx'
import { useFailureText, useText } from '#renderer/i18n/use-text.ts'
import { NavigationProvider } from '#renderer/navigation/navigation.tsx'
import { type AppState, ShopProvider, useShop } from '#renderer/shop/shop-context.tsx'
import type { Failure, Result } from '#shared/kernel/result.ts'
import { EmptyState } from './components/EmptyState.tsx'
import { Frame } from './frame/Frame.tsx'
import { FirstRun } from './screens/first-run/FirstRun.tsx'

export function App({ state }: { readonly state: Result<AppState> }) {
  if (!state.ok) return <NoAnswer failure={state.failure} />
  return (
    <CommandProvider>
      <ShopProvider first={state.value}>
        <OpenShop />
      </ShopProvider>
    </CommandProvider>
  )
}

/** A shop's screens, or the first run when none is open. Another shop starts with screens of its own. */
function OpenShop() {
  const { ledger, isStartingShop } = useShop()
  if (ledger === null || isStartingShop) return <FirstRun />
  return (
    <NavigationProvider key={ledger.shopId}>
      <Frame />
    </NavigationProvider>
  )
}

function NoAnswer({ failure }: { readonly failure: Failure }) {
  const t = useText()
  const failureText = useFailureText()
  return <EmptyState title={t('common:noAnswer')}>{failureText(failure)}</EmptyState>
}
