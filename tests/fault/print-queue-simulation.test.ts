import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PrintQueue } from '#main/devices/printer/print-queue.ts'
import {
  type Behaviour,
  enqueue,
  newLedgerFile,
  openPrintStore,
  printerAt,
  SimulatedPrinter,
  watchedWorld
} from './print-queue-world.ts'

const A = printerAt('a', 1)

/** `crash`: the process ends between the first byte and the answer. */
const behaviours: readonly (Behaviour | 'crash')[] = [
  'print',
  'hand-over',
  'refuse',
  'break',
  'die-before-first-byte',
  'crash'
]

/** Where a job ends that has left the queue. */
const LEFT = ['printed', 'sent', 'sent-unconfirmed'] as const

test('whatever printer and process do, no job is sent twice and none is lost', async () => {
  const opened = openPrintStore(newLedgerFile())
  let round = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...behaviours), { maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (script, count) => {
        round++
        const ids = Array.from({ length: count }, (_, at) => `${round}-${at}`)
        for (const id of ids) enqueue(opened.store, id, 'a')
        const received = await printAll(ids, [...script])
        expect(received).toEqual(ids)
        const states = ids.map((id) => opened.store.jobById(id)?.state)
        expect(states.every((state) => LEFT.some((left) => left === state))).toBe(true)
      }
    ),
    { numRuns: 60 }
  )
  opened.close()

  /** Runs one process after the other until every job has left the queue; answers what reached the paper. */
  async function printAll(ids: readonly string[], script: (Behaviour | 'crash')[]): Promise<string[]> {
    const received: string[] = []
    for (;;) {
      const crashAt = script.indexOf('crash')
      const part = script.splice(0, crashAt < 0 ? script.length : crashAt + 1)
      const device = new SimulatedPrinter(...part.map((one) => (one === 'crash' ? 'hang' : one)))
      const world = watchedWorld(opened.store)
      const queue = new PrintQueue(
        {
          ...world,
          onChange: (job) => {
            world.onChange(job)
            // No test waits for the pause before the next try.
            if (job.state === 'blocked') setImmediate(() => queue.wake('a'))
          }
        },
        () => device
      )
      const crashed = new Promise<void>((resolve) => {
        device.onSend = () => {
          if (crashAt >= 0 && device.script.length === 0) resolve()
        }
      })
      queue.start([A])
      const done = Promise.all(ids.map((id) => world.reached(id, ...LEFT)))
      await Promise.race([done, crashed])
      received.push(...device.received)
      expect(world.troubles).toEqual([])
      // A crashed process does nothing any more; here it is left waiting for its printer for ever.
      const isDone = ids.every((id) => LEFT.some((left) => left === opened.store.jobById(id)?.state))
      if (isDone) {
        await queue.stop()
        return received
      }
    }
  }
})
