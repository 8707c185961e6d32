import { useState } from 'react'
import { CommandProvider } from '#renderer/commands/use-command.tsx'
import { NavigationProvider } from '#renderer/navigation/navigation.tsx'
import { type AppState, ShopProvider, useShop } from '#renderer/shop/shop-context.tsx'
import type { PeopleState } from '#shared/contract/people-endpoints.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import { Frame } from './frame/Frame.tsx'
import { PeopleProvider, usePeople } from './people/people-context.tsx'
import { RecoveryCodeDialog } from './people/RecoveryCodeDialog.tsx'
import { FirstRun } from './screens/first-run/FirstRun.tsx'
import { Lock } from './screens/lock/Lock.tsx'
import { NoAnswer } from './screens/shops/NoAnswer.tsx'
import { NoShop } from './screens/shops/NoShop.tsx'

export function App(props: { readonly state: Result<AppState>; readonly people: PeopleState | null }) {
  const { state } = props
  if (!state.ok) return <NoAnswer failure={state.failure} />
  return (
    <CommandProvider>
      <ShopProvider first={state.value}>
        <PeopleProvider first={props.people}>
          <OpenShop />
        </PeopleProvider>
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
  return <Attended shopId={ledger.shopId} />
}

/** The screens of whoever works here, behind the lock when nobody does. What was typed stays where it was. */
function Attended({ shopId }: { readonly shopId: string }) {
  const { state, era, recoveryCode } = usePeople()
  const isLocked = state?.isLocked === true
  const [wasOpen, setWasOpen] = useState(!isLocked)
  if (!isLocked && !wasOpen) setWasOpen(true)
  return (
    <>
      {wasOpen ? (
        <div className="behind-lock" hidden={isLocked} inert={isLocked}>
          <NavigationProvider key={`${shopId} ${era}`}>
            <Frame />
          </NavigationProvider>
        </div>
      ) : null}
      {isLocked ? <Lock state={state} /> : null}
      {recoveryCode === null || isLocked ? null : <RecoveryCodeDialog code={recoveryCode} />}
    </>
  )
}
