import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { v7 } from 'uuid'
import { call } from '#renderer/app-api.ts'
import type { Problem } from './draft-figures.ts'
import { type EntryDraft, isEmptyDraft, type LineField } from './entry-draft.ts'
import { storedTyped, storeTyped, type Typed, withoutRecorded } from './kept-drafts.ts'
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
  useEffect(() => {
    const read = newest.current
    const look = async () => {
      const ids = [read.draft, ...read.kept].filter((draft) => !isEmptyDraft(draft)).map((draft) => draft.id)
      const answers = await Promise.all(ids.map((entryId) => call('entry.get', { entryId })))
      const recordedIds = new Set(ids.filter((_, at) => answers[at]?.ok))
      if (recordedIds.size > 0) put(withoutRecorded(newest.current, read, recordedIds, v7()))
    }
    void look()
  }, [put])
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
