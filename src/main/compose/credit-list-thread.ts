import { Worker } from 'node:worker_threads'
import type { ListContext } from '#main/app/read-credit-lists.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { type Failure, FailureError, refuse } from '#shared/kernel/result.ts'

type Asked =
  | { readonly list: 'collection'; readonly context: ListContext; readonly request: Parsed<'credit.collection'> }
  | { readonly list: 'today'; readonly context: ListContext; readonly request: Parsed<'credit.today'> }
type Listed = Output<'credit.collection'> | Output<'credit.today'>

/** What the thread is told: to make a list, or to let go of the file and end. */
export type ListOrder = { readonly no: number; readonly ask: Asked } | { readonly end: true }
export type ListAnswer = { readonly no: number } & (
  | { readonly answer: Listed }
  | { readonly failure: Failure }
  | { readonly bug: string }
)

interface Waiting {
  readonly resolve: (listed: Listed) => void
  readonly reject: (error: Error) => void
}

/** The lists of whichever book is open, on a thread that only reads: a large book does not hold up the counter. */
export interface CreditListThread {
  collection(context: ListContext, request: Parsed<'credit.collection'>): Promise<Output<'credit.collection'>>
  today(context: ListContext, request: Parsed<'credit.today'>): Promise<Output<'credit.today'>>
  close(): Promise<void>
}

/** A hundred thousand parties with what is open of them take about a tenth of it. */
const MEMORY_MB = 512
/** What nobody asked for so long is let go: the file, and what was read of it. */
const IDLE_MS = 600_000

/**
 * Starts with the first list and ends when the file is another one, or nobody asked for ten minutes.
 *
 * @param script `credit-list-worker.ts` in the source tree, `credit-list-worker.js` beside the main script in the built app.
 * @param file the book that is open now.
 */
export function creditListThread(script: URL, file: () => string | null): CreditListThread {
  let running: Running | null = null
  let idle: NodeJS.Timeout | null = null

  async function end(): Promise<void> {
    const ending = running
    running = null
    if (idle !== null) clearTimeout(idle)
    await ending?.end()
  }

  function ask(asked: Asked): Promise<Listed> {
    const book = file() ?? refuse('ledger/none-open')
    if (running?.file !== book || running.isGone()) {
      void end()
      running = start(script, book)
    }
    if (idle !== null) clearTimeout(idle)
    idle = setTimeout(() => void end(), IDLE_MS).unref()
    return running.ask(asked)
  }

  return {
    collection: (context, request) =>
      ask({ list: 'collection', context, request }) as Promise<Output<'credit.collection'>>,
    today: (context, request) => ask({ list: 'today', context, request }) as Promise<Output<'credit.today'>>,
    close: end
  }
}

interface Running {
  readonly file: string
  isGone(): boolean
  ask(asked: Asked): Promise<Listed>
  end(): Promise<void>
}

function start(script: URL, file: string): Running {
  const worker = new Worker(script, {
    ...{ workerData: { file }, name: 'credit-lists' },
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB }
  })
  const waiting = new Map<number, Waiting>()
  let lastNo = 0
  let isGone = false

  function gone(reason: Error): void {
    isGone = true
    for (const one of waiting.values()) one.reject(reason)
    waiting.clear()
  }

  worker.on('message', (answer: ListAnswer) => {
    const one = waiting.get(answer.no)
    waiting.delete(answer.no)
    // A thread that has nothing to do keeps no process alive.
    if (waiting.size === 0) worker.unref()
    if ('answer' in answer) one?.resolve(answer.answer)
    else if ('failure' in answer) one?.reject(new FailureError(answer.failure))
    else one?.reject(new Error(`a credit list failed: ${answer.bug}`))
  })
  worker.once('error', gone)
  // Whoever still waits when the book is closed is told so.
  worker.once('exit', () => gone(new FailureError({ code: 'ledger/none-open' })))

  return {
    file,
    isGone: () => isGone,
    ask: (asked) =>
      new Promise((resolve, reject) => {
        const no = ++lastNo
        waiting.set(no, { resolve, reject })
        worker.ref()
        worker.postMessage({ no, ask: asked } satisfies ListOrder)
      }),
    async end() {
      if (isGone) return
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      worker.ref()
      worker.postMessage({ end: true } satisfies ListOrder)
      await ended
    }
  }
}
