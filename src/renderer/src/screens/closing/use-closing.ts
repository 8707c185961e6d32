import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import type { ClosingView, CountResult, ShiftView } from '#shared/contract/views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { type CountDraft, draftOf, readCount } from './count-draft.ts'
import { keepDraft, keptDraft } from './kept-draft.ts'

/** Where the close stands. What should be in the drawer is in none of these before `result`. */
export type Step =
  | { readonly name: 'count' }
  | { readonly name: 'result'; readonly result: CountResult; readonly countId: string }
  | { readonly name: 'closed'; readonly closing: ClosingView }
  | { readonly name: 'handed'; readonly shift: ShiftView }

/** What the drawer is counted for: the close of the day, of a forgotten day alone, or somebody who takes over. */
export type Purpose =
  | { readonly type: 'close' }
  | { readonly type: 'forgotten' }
  | { readonly type: 'hand-over'; readonly person: string }

export interface CloseRequest {
  readonly reason: string
  readonly toOwnerMinor: number
  readonly toBankMinor: number
}

/** The close of a day from the first box to the Z. Every command has its id before the first try, so that trying again is safe. */
export function useClosing(shopId: string) {
  const [step, setStep] = useState<Step>({ name: 'count' })
  const [draft, setDraft] = useState<CountDraft>(() => keptDraft(shopId))
  const [failure, setFailure] = useState<Failure | null>(null)
  const countId = useRef<string>(crypto.randomUUID())
  const closeId = useRef(crypto.randomUUID())
  const shiftId = useRef<string>(crypto.randomUUID())
  const [purpose, setPurpose] = useState<Purpose>({ type: 'close' })
  const isAsking = useRef(false)
  const isForgotten = purpose.type === 'forgotten'

  const once = async (ask: () => Promise<void>) => {
    if (isAsking.current) return
    isAsking.current = true
    setFailure(null)
    await ask()
    isAsking.current = false
  }
  const change = (box: string, text: string) => {
    const next = { ...draft, [box]: text }
    setDraft(next)
    keepDraft(shopId, next)
    setFailure(null)
  }
  const accept = () =>
    once(async () => {
      const id = countId.current
      const answer = await call('closing.count', { id, count: readCount(draft).count, isForgotten })
      if (!answer.ok) return setFailure(answer.failure)
      // It is a fact now: coming back later must not count the same pieces a second time.
      keepDraft(shopId, {})
      setStep({ name: 'result', result: answer.value.result, countId: id })
    })
  /** Starts another count. The one before stays in the book beside it. */
  const recount = () => {
    countId.current = crypto.randomUUID()
    setDraft({})
    keepDraft(shopId, {})
    setFailure(null)
    setStep({ name: 'count' })
  }
  const close = (request: CloseRequest) =>
    once(async () => {
      if (step.name !== 'result') return
      if (purpose.type === 'hand-over') return handOver(step.countId, purpose.person, request)
      await closeWith({ countId: step.countId, ...request })
    })
  /** Nobody counted: the reason stands on the Z. */
  const closeUncounted = (reason: string) =>
    once(() => closeWith({ countId: null, reason, toOwnerMinor: 0, toBankMinor: 0 }))
  const closeWith = async (request: CloseRequest & { countId: string | null }) => {
    const answer = await call('closing.close', { id: closeId.current, isForgotten, ...request })
    if (!answer.ok) return setFailure(answer.failure)
    keepDraft(shopId, {})
    setStep({ name: 'closed', closing: answer.value.closing })
  }
  const handOver = async (countId: string, person: string, request: CloseRequest) => {
    const answer = await call('shift.handOver', { id: shiftId.current, countId, person, ...request })
    if (!answer.ok) return setFailure(answer.failure)
    shiftId.current = crypto.randomUUID()
    setStep({ name: 'handed', shift: answer.value.shift })
  }
  /** Somebody takes over: at once where the drawer was just closed, else after a count. Answers whether it is done. */
  const takeOver = async (person: string): Promise<boolean> => {
    let isDone = false
    await once(async () => {
      const answer = await call('shift.begin', { id: shiftId.current, person })
      isDone = answer.ok
      if (answer.ok) shiftId.current = crypto.randomUUID()
      else if (answer.failure.code === 'shift/count-first') setPurpose({ type: 'hand-over', person })
      else setFailure(answer.failure)
    })
    return isDone
  }
  const goFor = (next: Purpose) => {
    recount()
    setPurpose(next)
  }
  /** Takes up a count that was accepted earlier and never closed: the same id, so nothing is counted twice. */
  const takeUp = (earlier: CountResult['counts'][number]) =>
    once(async () => {
      const answer = await call('closing.count', { id: earlier.id, count: earlier.count, isForgotten })
      if (!answer.ok) return setFailure(answer.failure)
      countId.current = earlier.id
      setDraft(draftOf(earlier.count))
      setStep({ name: 'result', result: answer.value.result, countId: earlier.id })
    })
  return { step, purpose, draft, failure, change, accept, recount, close, closeUncounted, takeOver, goFor, takeUp }
}
