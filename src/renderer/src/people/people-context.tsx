import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { call, listen } from '#renderer/app-api.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import type { PeopleState, PersonView } from '#shared/contract/people-endpoints.ts'
import { watchIdle } from './idle-watch.ts'
import { keepsScreens } from './keeps-screens.ts'

export interface People {
  readonly state: PeopleState | null
  /** Shows what a command has just answered. */
  readonly take: (state: PeopleState) => void
  readonly lock: () => void
  /** Grows when the screens of one person must not stand in front of the next. */
  readonly era: number
  /** A recovery code that was just made: shown once, over everything, until it is put away. */
  readonly recoveryCode: string | null
  readonly showRecoveryCode: (code: string | null) => void
}

const PeopleContext = createContext<People | null>(null)

export function usePeople(): People {
  const people = useContext(PeopleContext)
  if (people === null) throw new Error('PeopleProvider is missing')
  return people
}

/** Who works here, for every screen; and the lock that falls by itself when nobody touches anything. */
export function PeopleProvider(props: { readonly first: PeopleState | null; readonly children: ReactNode }) {
  const { ledger } = useShop()
  const [state, setState] = useState(props.first)
  const [era, setEra] = useState(0)
  const [recoveryCode, showRecoveryCode] = useState<string | null>(null)
  const last = useRef<PersonView | null>(props.first?.person ?? null)
  const take = useCallback((next: PeopleState) => {
    const { person } = next
    if (person !== null) {
      if (!keepsScreens(last.current, person)) setEra((now) => now + 1)
      last.current = person
    }
    setState(next)
  }, [])
  const shopId = ledger?.shopId ?? null
  // biome-ignore lint/correctness/useExhaustiveDependencies: another shop has other people.
  useEffect(() => {
    let isCurrent = true
    const read = async () => {
      const answer = await call('person.state', {})
      if (isCurrent && answer.ok) take(answer.value)
    }
    void read()
    const stops = [
      listen('person.changed', () => void read()),
      // A book that was restored is opened anew, and locked, under the same shop.
      listen('ledger.changed', ({ cause }) => {
        if (cause === 'opened') void read()
      })
    ]
    return () => {
      isCurrent = false
      for (const stop of stops) stop()
    }
  }, [shopId, take])
  const lock = useCallback(() => void lockNow('asked', take), [take])
  useIdleLock(state, take)
  const people = useMemo<People>(
    () => ({ state, take, lock, era, recoveryCode, showRecoveryCode }),
    [state, take, lock, era, recoveryCode]
  )
  return <PeopleContext value={people}>{props.children}</PeopleContext>
}

async function lockNow(why: 'asked' | 'idle', take: (state: PeopleState) => void): Promise<void> {
  const answer = await call('person.lock', { why })
  if (answer.ok) take(answer.value)
}

const TOUCHES = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

function useIdleLock(state: PeopleState | null, take: (state: PeopleState) => void): void {
  const minutes = state?.isOn && !state.isLocked ? state.lockMinutes : 0
  useEffect(() => {
    if (minutes === 0) return
    const watch = watchIdle(minutes * 60_000, Date.now, () => void lockNow('idle', take))
    for (const touch of TOUCHES) window.addEventListener(touch, watch.seen, { capture: true, passive: true })
    return () => {
      watch.stop()
      for (const touch of TOUCHES) window.removeEventListener(touch, watch.seen, { capture: true })
    }
  }, [minutes, take])
}
