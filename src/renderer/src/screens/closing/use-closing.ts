import { useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import type { ClosingView, CountResult } from '#shared/contract/views.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { type CountDraft, draftOf, readCount } from './count-draft.ts'
import { keepDraft, keptDraft } from './kept-draft.ts'

/** Where the close stands. What should be in the drawer is in none of these before `result`. */
export type Step =
  | { readonly name: 'count' }
  | { readonly name: 'result'; readonly result: CountResult; readonly countId: string }
  | { readonly name: 'closed'; readonly closing: ClosingView }

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
  const isAsking = useRef(false)

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
      const answer = await call('closing.count', { id, count: readCount(draft).count })
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
      const answer = await call('closing.close', { id: closeId.current, countId: step.countId, ...request })
      if (!answer.ok) return setFailure(answer.failure)
      keepDraft(shopId, {})
      setStep({ name: 'closed', closing: answer.value.closing })
    })
  /** Takes up a count that was accepted earlier and never closed: the same id, so nothing is counted twice. */
  const takeUp = (earlier: CountResult['counts'][number]) =>
    once(async () => {
      const answer = await call('closing.count', { id: earlier.id, count: earlier.count })
      if (!answer.ok) return setFailure(answer.failure)
      countId.current = earlier.id
      setDraft(draftOf(earlier.count))
      setStep({ name: 'result', result: answer.value.result, countId: earlier.id })
    })
  return { step, draft, failure, change, accept, recount, close, takeUp }
}
