import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import { focusField } from '#renderer/focus/form-walk.tsx'
import type { TextKey, TextParams } from '#renderer/i18n/locale-parts.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { BillDraft } from './bill-draft.ts'
import { emptyBill } from './bill-draft.ts'
import { dropRefused, refusedBills, storeBill, storedBill, storeRefused } from './kept-bill.ts'
import { boxOf, fieldSpot, isSameSpot, lineSpot, type Spot } from './spots.ts'
import { heldTitle } from './use-held-bills.ts'

/** What the bill has to say, in its fixed place. */
export interface BillNotice {
  readonly tone: 'good' | 'warn' | 'bad'
  readonly key: TextKey
  readonly params?: TextParams
}

/** What is wrong, at the box where it can be put right. */
export interface Problem {
  readonly spot: Spot
  readonly key: TextKey
  readonly params?: TextParams
}

export const problemAt = (spot: Spot, failure: Failure): Problem => ({
  spot,
  key: `errors:${failure.code}`,
  params: failure.params ?? {}
})

const KEEP_AFTER_MS = 120

/** The bill of a shop as it is typed, kept on this PC; where the hand is, and the ways to move, to stop and to speak. */
export function useBillKit(shopId: string, isRounded: boolean) {
  const [draft, setDraft] = useState(() => storedBill(shopId, v7(), isRounded))
  const newest = useRef(draft)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [notice, say] = useState<BillNotice | null>(null)
  const hand = useHand(draft)
  useKeeping(shopId, draft)

  const put = useCallback((next: BillDraft) => {
    newest.current = next
    setProblem(null)
    setDraft(next)
  }, [])
  const change = useCallback((make: (draft: BillDraft) => BillDraft) => put(make(newest.current)), [put])
  const now = useCallback(() => newest.current, [])
  const { focus } = hand
  const stop = useCallback(
    (stopped: Problem) => {
      setProblem(stopped)
      focus(stopped.spot)
    },
    [focus]
  )
  useRecordedCheck(now, put, isRounded)
  useRefusedOnes(shopId, isRounded, say)
  return useMemo(
    () => ({
      keepRefused: (refused: BillDraft) => storeRefused(shopId, refused),
      draft,
      now,
      put,
      change,
      problem,
      stop,
      notice,
      say,
      isRounded,
      ...hand
    }),
    [shopId, draft, now, put, change, problem, stop, notice, isRounded, hand]
  )
}
export type BillKit = ReturnType<typeof useBillKit>

/** Where the hand is, and the way into any box, those included that are about to appear. */
function useHand(draft: BillDraft) {
  const boxes = useRef(new Map<string, HTMLInputElement>())
  const [spot, setSpot] = useState<Spot>(() => firstSpot(draft))
  const [wish, setWish] = useState<{ readonly spot: Spot }>(() => ({ spot }))
  useLayoutEffect(() => {
    focusField(boxes.current.get(boxOf(wish.spot)) ?? boxes.current.get('party'))
  }, [wish])
  const focus = useCallback((next: Spot) => {
    setSpot(next)
    setWish({ spot: next })
  }, [])
  const refs = useRef(new Map<string, (input: HTMLInputElement | null) => void>())
  const refOf = useCallback((box: string) => {
    const known = refs.current.get(box)
    if (known !== undefined) return known
    const made = (input: HTMLInputElement | null) => {
      if (input === null) boxes.current.delete(box)
      else boxes.current.set(box, input)
    }
    refs.current.set(box, made)
    return made
  }, [])
  const entered = useCallback((next: Spot) => setSpot((before) => (isSameSpot(before, next) ? before : next)), [])
  return useMemo(() => ({ spot, focus, refOf, entered }), [spot, focus, refOf, entered])
}

const firstSpot = (draft: BillDraft): Spot => {
  const last = draft.lines.at(-1)
  return draft.target === null || last === undefined ? fieldSpot('party') : lineSpot(last.key, 'item')
}

/** Writes the draft down a moment after the last key, and at once when the page goes. */
function useKeeping(shopId: string, draft: BillDraft): void {
  const newest = useRef(draft)
  newest.current = draft
  // biome-ignore lint/correctness/useExhaustiveDependencies: another draft is what is to be kept.
  useEffect(() => {
    const timer = setTimeout(() => storeBill(shopId, newest.current), KEEP_AFTER_MS)
    return () => clearTimeout(timer)
  }, [shopId, draft])
  useEffect(() => {
    const keep = () => storeBill(shopId, newest.current)
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      keep()
    }
  }, [shopId])
}

/** After a power cut the kept text may be a moment behind the book: a bill that is in it already is not typed again. */
function useRecordedCheck(now: () => BillDraft, put: (draft: BillDraft) => void, isRounded: boolean): void {
  useEffect(() => {
    const read = now()
    const look = async () => {
      const answer = await call('entry.get', { entryId: read.id })
      if (answer.ok && now().id === read.id) put(emptyBill(v7(), 'sale', isRounded))
    }
    void look()
  }, [now, put, isRounded])
}

/** Refused bills that the book could not hold when their screen was gone are handed to it as soon as it can. */
function useRefusedOnes(shopId: string, isRounded: boolean, say: (notice: BillNotice) => void): void {
  useEffect(() => {
    const handOver = async () => {
      for (const draft of refusedBills(shopId, isRounded)) {
        const held = await call('bill.hold', { id: draft.id, title: heldTitle(draft), draft: JSON.stringify(draft) })
        if (!held.ok) return
        dropRefused(shopId, draft.id)
        say({ tone: 'warn', key: 'bill:notice.refusedWaits', params: { name: draft.party.trim() } })
      }
    }
    void handOver()
  }, [shopId, isRounded, say])
}
