import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { setTimeout as wait } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'

/** The threads of this process that were started and have not ended, whoever started them. */
export interface LiveThreads {
  /** Ends what still runs. Answers how many have not ended after so long: the runtime would wait for them for ever. */
  end(longestMs: number): Promise<number>
  stop(): void
}

const STARTED = 'worker_threads'

/**
 * Watches from here on. A thread that ends while the compiler works for it can lock up inside the runtime
 * (https://github.com/nodejs/node/issues/54918); a process that then leaves in the ordinary way never goes.
 */
export function watchThreads(): LiveThreads {
  const live = new Set<Worker>()
  const started = (message: unknown) => {
    const { worker } = message as { readonly worker: Worker }
    live.add(worker)
    worker.once('exit', () => live.delete(worker))
  }
  subscribe(STARTED, started)
  return {
    async end(longestMs) {
      const ended = Promise.all([...live].map((worker) => worker.terminate()))
      await Promise.race([ended, wait(longestMs, undefined, { ref: false })])
      return live.size
    },
    stop: () => unsubscribe(STARTED, started)
  }
}
