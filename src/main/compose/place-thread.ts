import { Worker } from 'node:worker_threads'
import type { PlaceHands, PlaceLook } from '#main/ports/backup-places.ts'
import { FailureError } from '#shared/kernel/result.ts'

/** What the thread of a place is told; it answers one order after another. */
export type PlaceOrder =
  | { readonly do: 'look'; readonly folder: string; readonly shopMark: string }
  | { readonly do: 'put'; readonly packed: string; readonly folder: string; readonly name: string }
  | { readonly do: 'drop'; readonly paths: readonly string[] }
  | { readonly do: 'end' }
export type PlaceAnswer = { readonly look: PlaceLook } | { readonly failure: string | null }

/** How long each is waited for. A share that sleeps is woken by the first look, and found by one of the next. */
export const LONGEST_MS = { look: 3_000, put: 600_000, drop: 30_000 }
/** A place that nobody asks about needs no thread. */
const IDLE_MS = 10_000
const SILENT: PlaceAnswer = { failure: 'backup/place-silent' }
const AWAY: PlaceLook = { isThere: false, held: [] }

/**
 * A thread for each place that is touched: a call to a share whose PC was switched off comes back when the system gives it up, and nobody
 * waits so long. Until it does the place is silent, and no further call is made to it.
 *
 * @param script `place-worker.ts` in the source tree, `place-worker.js` beside the main script in the built app.
 */
export function placesInThread(script: URL): PlaceHands {
  const hands = new Map<string, Hand>()
  function handAt(folder: string): Hand {
    const known = hands.get(folder)
    if (known !== undefined) return known
    const hand = startHand(script, () => hands.get(folder) === hand && hands.delete(folder))
    hands.set(folder, hand)
    return hand
  }
  return {
    async look(folder, shopMark) {
      const answer = await handAt(folder).ask({ do: 'look', folder, shopMark })
      return 'look' in answer ? answer.look : AWAY
    },
    async put(packed, folder, name) {
      const answer = await handAt(folder).ask({ do: 'put', packed, folder, name })
      return 'failure' in answer ? answer.failure : null
    },
    async drop(folder, paths) {
      if (paths.length > 0) await handAt(folder).ask({ do: 'drop', paths })
    },
    async close() {
      await Promise.all([...hands.values()].map((hand) => hand.end()))
    }
  }
}

interface Waiting {
  resolve(answer: PlaceAnswer): void
  reject(reason: Error): void
}

interface Hand {
  ask(order: Exclude<PlaceOrder, { do: 'end' }>): Promise<PlaceAnswer>
  end(): Promise<void>
}

const LONGEST_END_MS = 1_000

/** One order after another. Once one was waited for too long, the next are answered `SILENT` at once, until it is done after all. */
function startHand(script: URL, gone: () => void): Hand {
  const worker = new Worker(script, { name: 'place' })
  worker.unref()
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const waiting: Waiting[] = []
  let isSilent = false
  let idle: NodeJS.Timeout | null = null

  function rest(): void {
    isSilent = false
    worker.unref()
    idle = setTimeout(() => void end(), IDLE_MS).unref()
  }
  worker.on('message', (answer: PlaceAnswer) => {
    waiting.shift()?.resolve(answer)
    if (waiting.length === 0) rest()
  })
  const lost = (reason: Error) => {
    gone()
    for (const { reject } of waiting.splice(0)) reject(reason)
  }
  worker.once('error', lost)
  worker.once('exit', () => lost(new FailureError({ code: 'ledger/none-open' })))

  async function end(): Promise<void> {
    gone()
    worker.postMessage({ do: 'end' } satisfies PlaceOrder)
    let late: NodeJS.Timeout | undefined
    // One that stands still is left behind.
    await Promise.race([ended, new Promise<void>((resolve) => (late = setTimeout(resolve, LONGEST_END_MS)))])
    clearTimeout(late)
  }

  return {
    ask(order) {
      if (isSilent) return Promise.resolve(SILENT)
      if (idle !== null) clearTimeout(idle)
      // Whoever waits keeps the process alive, so that a command line has its backup before it ends.
      worker.ref()
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          isSilent = true
          worker.unref()
          resolve(SILENT)
        }, LONGEST_MS[order.do]).unref()
        waiting.push({
          resolve(answer) {
            clearTimeout(late)
            resolve(answer)
          },
          reject(reason) {
            clearTimeout(late)
            reject(reason)
          }
        })
        worker.postMessage(order)
      })
    },
    end
  }
}
