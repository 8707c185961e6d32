import { useCallback, useEffect, useRef, useState } from 'react'
import { call, listen } from '#renderer/app-api.ts'
import type { Failure } from '#shared/kernel/result.ts'
import type { Report, ReportQuery } from '#shared/reports/report.ts'

const PAGE = 1_000
/** A report that is there sooner is not announced: a flash of progress only disturbs. */
const SILENT_MS = 250

export interface RunningReport {
  readonly report: Report | null
  readonly failure: Failure | null
  /** How far the run is, in steps of its own; null while nothing runs, or only just. */
  readonly progress: { readonly done: number; readonly total: number } | null
  /** Whether something was recorded since the report was made. */
  readonly isStale: boolean
  readonly again: () => void
  readonly stop: () => void
  /** Reads the rows after those that are there. */
  readonly readMore: () => void
}

interface Held {
  readonly report: Report | null
  readonly failure: Failure | null
}

/** Runs a report on main's own thread and keeps what came of it. What was there before stays until the new one has come. */
export function useReport(query: ReportQuery): RunningReport {
  const [held, setHeld] = useState<Held>({ report: null, failure: null })
  const [progress, setProgress] = useState<RunningReport['progress']>(null)
  const [isStale, setStale] = useState(false)
  const [round, setRound] = useState(0)
  const running = useRef<string | null>(null)
  const question = JSON.stringify(query)

  const ask = useCallback(async (of: ReportQuery, offset: number): Promise<Held & { readonly isOurs: boolean }> => {
    const runId = crypto.randomUUID()
    running.current = runId
    const shown = setTimeout(() => running.current === runId && setProgress({ done: 0, total: 0 }), SILENT_MS)
    const answer = await call('report.run', { runId, query: of, offset, limit: PAGE })
    clearTimeout(shown)
    const isOurs = running.current === runId
    if (isOurs) {
      running.current = null
      setProgress(null)
    }
    return answer.ok
      ? { report: answer.value, failure: null, isOurs }
      : { report: null, failure: answer.failure, isOurs }
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question, or asking once more, is the reason to run.
  useEffect(() => {
    const before = running.current
    if (before !== null) void call('report.cancel', { runId: before })
    setStale(false)
    void ask(JSON.parse(question) as ReportQuery, 0).then(({ report, failure, isOurs }) => {
      if (!isOurs) return
      setHeld((now) => (failure === null ? { report, failure } : { report: now.report, failure }))
    })
  }, [question, round, ask])
  useEffect(() => listen('ledger.changed', () => setStale(true)), [])
  useEffect(
    () =>
      listen('work.progress', (now) => {
        if (now.work === 'report')
          setProgress((shown) => (shown === null ? null : { done: now.done, total: now.total }))
      }),
    []
  )
  useEffect(
    () => () => {
      if (running.current !== null) void call('report.cancel', { runId: running.current })
      running.current = null
    },
    []
  )

  const stop = useCallback(() => {
    if (running.current !== null) void call('report.cancel', { runId: running.current })
  }, [])
  const readMore = useCallback(() => {
    const { report } = held
    if (report === null || running.current !== null || report.rows.length >= report.rowCount) return
    void ask(report.query, report.rows.length).then((more) => {
      if (!more.isOurs || more.report === null) return
      const rows = [...report.rows, ...more.report.rows]
      setHeld({ report: { ...report, rows }, failure: null })
    })
  }, [held, ask])
  return { ...held, progress, isStale, again: () => setRound((now) => now + 1), stop, readMore }
}
