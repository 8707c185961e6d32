import type { ListContext } from '#main/app/read-credit-lists.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { readingThread } from './reading-thread.ts'

export type ListAsked =
  | { readonly list: 'collection'; readonly context: ListContext; readonly request: Parsed<'credit.collection'> }
  | { readonly list: 'today'; readonly context: ListContext; readonly request: Parsed<'credit.today'> }
export type Listed = Output<'credit.collection'> | Output<'credit.today'>

/** The lists of whichever book is open, on a thread that only reads. */
export interface CreditListThread {
  collection(context: ListContext, request: Parsed<'credit.collection'>): Promise<Output<'credit.collection'>>
  today(context: ListContext, request: Parsed<'credit.today'>): Promise<Output<'credit.today'>>
  close(): Promise<void>
}

/** A hundred thousand parties with what is open of them take about a tenth of it. */
const MEMORY_MB = 512

/**
 * @param script `credit-list-worker.ts` in the source tree, `credit-list-worker.js` beside the main script in the built app.
 * @param file the book that is open now.
 */
export function creditListThread(script: URL, file: () => string | null): CreditListThread {
  const thread = readingThread<ListAsked, Listed>({ script, file, name: 'credit-lists', memoryMb: MEMORY_MB })
  return {
    collection: (context, request) =>
      thread.ask({ list: 'collection', context, request }) as Promise<Output<'credit.collection'>>,
    today: (context, request) => thread.ask({ list: 'today', context, request }) as Promise<Output<'credit.today'>>,
    close: thread.close
  }
}
