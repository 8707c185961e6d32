// The thread of the credit lists. It is an entry of its own: started from source in plain Node, from `out/main` in the app.
import { openCreditLists } from '#main/app/read-credit-lists.ts'
import type { ListAsked, Listed } from './credit-list-thread.ts'
import { serveReading } from './reading-worker.ts'

serveReading<ListAsked, Listed>((store) => {
  const lists = openCreditLists(store)
  return (asked) =>
    asked.list === 'today' ? lists.today(asked.context, asked.request) : lists.collection(asked.context, asked.request)
})
