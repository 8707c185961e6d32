import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { type Failure, FailureError, refuse } from '#shared/kernel/result.ts'

/** What a thread is told: to answer something, or to let go of the file and end. */
export type ReadingOrder<Asked> = { readonly no: number; readonly ask: Asked } | { readonly end: true }
export type ReadingAnswer<Answered> = { readonly no: number } & (
  | { readonly answer: Answered }
  | { readonly failure: Failure }
  | { readonly bug: string }
)

/** Answers from whichever book is open, on a thread that only reads: a large book does not hold up the counter. */
export interface ReadingThread<Asked, Answered> {
  /** Fails with `ledger/none-open` when the book is closed before the answer. */
  ask(asked: Asked): Promise<Answered>
  close(): Promise<void>
}

export interface ReadingThreadParts {
  /** A script that serves the questions (`reading-worker.ts`): its source, or what the build made of it. */
  readonly script: URL
  /** The book that is open now. */
  file(): string | null
  readonly name: string
  readonly memoryMb: number
}

/**
 * What nobody asked for so long is let go: the file, and what was read of it. Of a million entries and 100,000 parties that is some 150 MB,
 * and a list takes a few seconds to be read anew.
 */
export const IDLE_MS = 180_000
/** A list of a large book takes less. Whoever is not done by then is left behind. */
const LONGEST_END_MS = 3_000

/** Starts with the first question and ends when the file is another one, or nobody asked for `IDLE_MS`. */
export function readingThread<Asked, Answered>(parts: ReadingThreadParts): ReadingThread<Asked, Answered> {
  let running: Running<Asked, Answered> | null = null
  let idle: NodeJS.Timeout | null = null

  function keepUp(): void {
    if (idle !== null) clearTimeout(idle)
    idle = null
  }

  async function end(): Promise<void> {
    const ending = running
    running = null
    keepUp()
    await ending?.end()
  }

  return {
    async ask(asked) {
      const book = parts.file() ?? refuse('ledger/none-open')
      if (running?.file !== book || running.isGone()) {
        void end()
        running = start(parts, book)
      }
      const asking = running
      keepUp()
      try {
        return await asking.ask(asked)
      } finally {
        // Counted from the answer: who still waits is not told that the book was closed.
        if (running === asking && !asking.isBusy()) {
          keepUp()
          idle = setTimeout(() => void end(), IDLE_MS).unref()
        }
      }
    },
    close: end
  }
}

interface Running<Asked, Answered> {
  readonly file: string
  isGone(): boolean
  /** Whether somebody waits for an answer. */
  isBusy(): boolean
  ask(asked: Asked): Promise<Answered>
  end(): Promise<void>
}

interface Waiting<Answered> {
  readonly resolve: (answered: Answered) => void
  readonly reject: (error: Error) => void
}

function start<Asked, Answered>(parts: ReadingThreadParts, file: string): Running<Asked, Answered> {
  const worker = new Worker(parts.script, {
    ...{ workerData: { file }, name: parts.name },
    resourceLimits: { maxOldGenerationSizeMb: parts.memoryMb }
  })
  const waiting = new Map<number, Waiting<Answered>>()
  let lastNo = 0
  let isGone = false

  function gone(reason: Error): void {
    isGone = true
    for (const one of waiting.values()) one.reject(reason)
    waiting.clear()
  }

  worker.on('message', (answer: ReadingAnswer<Answered>) => {
    const one = waiting.get(answer.no)
    waiting.delete(answer.no)
    // A thread that has nothing to do keeps no process alive.
    if (waiting.size === 0) worker.unref()
    if ('answer' in answer) one?.resolve(answer.answer)
    else if ('failure' in answer) one?.reject(new FailureError(answer.failure))
    else one?.reject(new Error(`the thread ${parts.name} failed: ${answer.bug}`))
  })
  worker.once('error', gone)
  // Whoever still waits when the book is closed is told so.
  worker.once('exit', () => gone(new FailureError({ code: 'ledger/none-open' })))

  return {
    file,
    isGone: () => isGone,
    isBusy: () => waiting.size > 0,
    ask: (asked) =>
      new Promise((resolve, reject) => {
        const no = ++lastNo
        waiting.set(no, { resolve, reject })
        worker.ref()
        worker.postMessage({ no, ask: asked } satisfies ReadingOrder<Asked>)
      }),
    async end() {
      if (isGone) return
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      worker.ref()
      worker.postMessage({ end: true } satisfies ReadingOrder<Asked>)
      // It is asked, not ended: a thread that is ended inside SQLite takes the whole process with it.
      await Promise.race([ended, wait(LONGEST_END_MS, undefined, { ref: false })])
      // One that is left behind answers nobody any more.
      gone(new FailureError({ code: 'ledger/none-open' }))
      worker.unref()
    }
  }
}
