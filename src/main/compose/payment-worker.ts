// The thread that matches payments. It is an entry of its own: started from source in plain Node, from `out/main` in the app.
import { reviewPayments } from '#main/app/list-payments.ts'
import { planStatement } from '#main/app/plan-statement.ts'
import type { MatchAnswered, MatchAsked } from './payment-thread.ts'
import { serveReading } from './reading-worker.ts'

serveReading<MatchAsked, MatchAnswered>(
  (store) => (asked) => (asked.ask === 'review' ? reviewPayments(store) : planStatement(store, asked.plan))
)
