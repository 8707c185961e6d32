import { openReportDesk } from '#main/app/run-reports.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { Handlers } from '#shared/contract/contract.ts'
import type { ShopKeeper } from './shop-keeper.ts'

type ReportHandlers = Pick<Handlers, 'report.run' | 'report.cancel'>

/** Reports of the open book. */
export function createReportHandlers({ keeper, emit }: { keeper: ShopKeeper; emit: EventSink }): ReportHandlers {
  const desk = openReportDesk(keeper.reports, emit)
  return {
    'report.run': (input) => desk.run(input),
    'report.cancel': (input) => desk.cancel(input)
  }
}
