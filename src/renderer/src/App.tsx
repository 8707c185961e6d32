import { CommandProvider } from '#renderer/commands/use-command.tsx'
import { NavigationProvider } from '#renderer/navigation/navigation.tsx'
import { type AppState, ShopProvider, useShop } from '#renderer/shop/shop-context.tsx'
import type { Failure, Result } from '#shared/kernel/result.ts'
import { Frame } from './frame/Frame.tsx'
import { FirstRun } from './screens/first-run/FirstRun.tsx'
import { NoAnswer } from './screens/shops/NoAnswer.tsx'
import { NoShop } from './screens/shops/NoShop.tsx'

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

/** A shop's screens, or what is wrong with it, or the first run when there is none. Another shop starts with screens of its own. */
function OpenShop() {
  const { app, ledger, isStartingShop } = useShop()
  const trouble = app.trouble as Failure | null
  // A shop that cannot be opened is not lost: the questions of a new book would say that it is.
  if (ledger === null && trouble !== null && !isStartingShop) return <NoShop trouble={trouble} />
  if (ledger === null || isStartingShop) return <FirstRun />
  return (
    <NavigationProvider key={ledger.shopId}>
      <Frame />
    </NavigationProvider>
  )
}
