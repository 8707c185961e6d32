import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '#renderer/app-api.ts'
import type { LogFilter, LogRow } from '#shared/contract/edit-log-endpoints.ts'
import type { Failure } from '#shared/kernel/result.ts'

const PAGE = 100

interface Held {
  readonly rows: readonly LogRow[]
  readonly nextBeforeN: number | null
  readonly isReading: boolean
  readonly failure: Failure | null
}

/** The log from its end, a page at a time. A filter that lets little through is looked for further, call by call. */
export function useEditLog(filter: LogFilter): Held & { readonly readMore: () => void } {
  const [held, setHeld] = useState<Held>({ rows: [], nextBeforeN: null, isReading: true, failure: null })
  const era = useRef(0)
  const isAsking = useRef(false)
  const question = JSON.stringify(filter)
  const read = useCallback(
    async (from: number | null, before: readonly LogRow[], isNew: boolean) => {
      if (isNew) era.current += 1
      else if (isAsking.current) return
      const mine = era.current
      isAsking.current = true
      let rows = before
      let next = from
      do {
        const answer = await call('editLog.read', { filter: JSON.parse(question), beforeN: next, limit: PAGE })
        if (mine !== era.current) return
        if (!answer.ok) {
          setHeld((now) => ({ ...now, isReading: false, failure: answer.failure }))
          break
        }
        rows = [...rows, ...answer.value.rows]
        next = answer.value.nextBeforeN
        const isEnough = next === null || rows.length - before.length >= PAGE
        setHeld({ rows, nextBeforeN: next, isReading: !isEnough, failure: null })
        if (isEnough) break
      } while (next !== null)
      isAsking.current = false
    },
    [question]
  )
  useEffect(() => {
    void read(null, [], true)
    return () => {
      era.current += 1
    }
  }, [read])
  const readMore = useCallback(() => {
    if (held.nextBeforeN !== null) void read(held.nextBeforeN, held.rows, false)
  }, [held, read])
  return { ...held, readMore }
}
