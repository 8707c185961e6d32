import type { EventSink } from '#main/ports/event-sink.ts'
import type { ReportReader } from '#main/ports/report-reader.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'

/** Reports as screens ask for them: each run by its own id, so that it can be called off. */
export interface ReportDesk {
  run(input: Parsed<'report.run'>): Promise<Output<'report.run'>>
  cancel(input: Parsed<'report.cancel'>): Output<'report.cancel'>
}

/** @param reader that of the open book; fails with `ledger/none-open`. */
export function openReportDesk(reader: () => ReportReader, emit: EventSink): ReportDesk {
  const running = new Map<string, AbortController>()
  return {
    async run({ runId, query, offset, limit }) {
      const control = new AbortController()
      // The same id again means the run that was asked for last.
      running.get(runId)?.abort()
      running.set(runId, control)
      try {
        return await reader().run(query, {
          ...{ offset, limit, signal: control.signal },
          onProgress: (done, total) => emit('work.progress', { work: 'report', runId, done, total })
        })
      } finally {
        if (running.get(runId) === control) running.delete(runId)
      }
    },
    cancel({ runId }) {
      running.get(runId)?.abort()
      return {}
    }
  }
}
