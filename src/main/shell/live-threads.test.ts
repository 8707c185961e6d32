import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { afterEach, expect, test } from 'vitest'
import { type LiveThreads, watchThreads } from './live-threads.ts'

let threads: LiveThreads
afterEach(() => threads.stop())

/** Whoever waits for the end asks for it before the thread starts: one that is slow says both of its words in one turn. */
const started = async (script: string): Promise<{ readonly gone: Promise<unknown> }> => {
  const worker = new Worker(`require('node:worker_threads').parentPort.postMessage('up');${script}`, { eval: true })
  const gone = once(worker, 'exit')
  await once(worker, 'message')
  return { gone }
}

test('threads are ended, and one that ended by itself is no longer counted', async () => {
  threads = watchThreads()
  await (await started('')).gone
  await started('setInterval(() => undefined, 1000)')
  expect(await threads.end(30_000)).toBe(0)
})

test('a thread that cannot be ended is not waited for, and is counted', async () => {
  threads = watchThreads()
  // Inside such a call nothing reaches the thread: it stands in for one that locked up in the runtime.
  const { gone } = await started(
    `require('node:child_process').spawnSync(process.execPath, ['-e', 'setTimeout(() => {}, 3000)'])`
  )
  await wait(50)
  expect(await threads.end(200)).toBe(1)
  await gone
  expect(await threads.end(200)).toBe(0)
})
