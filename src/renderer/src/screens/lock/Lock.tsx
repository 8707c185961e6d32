import { useLayoutEffect, useState } from 'react'
import { CommandLayer, useCommand } from '#renderer/commands/use-command.tsx'
import { useText } from '#renderer/i18n/use-text.ts'
import { usePeople } from '#renderer/people/people-context.tsx'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { PeopleState } from '#shared/contract/people-endpoints.ts'
import { RecoverForm } from './RecoverForm.tsx'
import { UnlockForm } from './UnlockForm.tsx'
import '#renderer/people/people.css'

/** Above every screen and dialog that was open when it fell. */
const LOCK_LAYER = 100_000

/** Nobody works here: choose a name, type a PIN. Nothing of the book is on it. */
export function Lock({ state }: { readonly state: PeopleState }) {
  return (
    <CommandLayer layer={LOCK_LAYER} isOpen isModal>
      <div className="lock-frame">
        <LockBody state={state} />
      </div>
    </CommandLayer>
  )
}

function LockBody({ state }: { readonly state: PeopleState }) {
  const t = useText()
  const { settings } = useShop()
  const { take, showRecoveryCode } = usePeople()
  const [isRecovering, setRecovering] = useState(state.needsRecovery)
  useFocusBack()
  useCommand('lock.recover', () => setRecovering(true), !isRecovering)
  useCommand('lock.back', () => setRecovering(false), isRecovering && !state.needsRecovery)
  return (
    <main className="lock">
      <section className="lock-panel" aria-label={t('people:lock.title')}>
        <h1>{settings?.shopName || t('common:shopWithoutName')}</h1>
        {isRecovering ? (
          <RecoverForm
            isNewPc={state.needsRecovery}
            onDone={({ state: next, recoveryCode }) => {
              showRecoveryCode(recoveryCode)
              take(next)
            }}
          />
        ) : (
          <UnlockForm people={state.people} onDone={take} />
        )}
      </section>
    </main>
  )
}

/** Whoever comes back finds the focus where the lock fell. */
function useFocusBack(): void {
  useLayoutEffect(() => {
    const before = document.activeElement
    return () => {
      if (before instanceof HTMLElement) setTimeout(() => before.isConnected && before.focus())
    }
  }, [])
}
