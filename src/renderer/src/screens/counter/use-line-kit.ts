import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { v7 } from 'uuid'
import type { Problem } from './draft-figures.ts'
import type { EntryDraft, LineField } from './entry-draft.ts'
import { storedTyped, storeTyped, type Typed } from './kept-drafts.ts'
import type { LineKit, LineNotice } from './line-kit.ts'

/** The typed line of a shop, kept on this PC letter by letter. */
export function useLineKit(shopId: string, focus: (field: LineField) => void): LineKit {
  const [typed, setTyped] = useState(() => storedTyped(shopId, v7()))
  const newest = useRef(typed)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [notice, say] = useState<LineNotice | null>(null)
  useEffect(() => storeTyped(shopId, typed), [shopId, typed])

  const put = useCallback((next: Typed) => {
    newest.current = next
    setProblem(null)
    setTyped(next)
  }, [])
  const change = useCallback(
    (make: (draft: EntryDraft) => EntryDraft) => put({ ...newest.current, draft: make(newest.current.draft) }),
    [put]
  )
  const stop = useCallback(
    (stopped: Problem) => {
      setProblem(stopped)
      focus(stopped.field)
    },
    [focus]
  )
  const now = useCallback(() => newest.current, [])
  return useMemo(
    () => ({ typed, now, put, change, focus, problem, stop, notice, say }),
    [typed, now, put, change, focus, problem, stop, notice]
  )
}
