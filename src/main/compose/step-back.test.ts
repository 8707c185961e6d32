import os from 'node:os'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

/** In a thread of its own: whoever stepped back needs a right to come forward again. */
const SCRIPT = `
  const { parentPort, workerData } = require('node:worker_threads')
  const os = require('node:os')
  const fs = require('node:fs')
  const own = () => process.platform === 'linux' ? os.getPriority(Number(fs.readlinkSync('/proc/thread-self').split('/').at(-1))) : null
  import(workerData).then(({ stepBack }) => {
    const before = own()
    stepBack()
    parentPort.postMessage({ before, after: own() })
  })`

test('a thread that steps back lets all others of its process be as they were', async () => {
  const whole = os.getPriority()
  const worker = new Worker(SCRIPT, { eval: true, workerData: new URL('./step-back.ts', import.meta.url).href })
  const { before, after } = await new Promise<{ before: number | null; after: number | null }>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  expect(after).toBe(before === null ? null : Math.max(before, 10))
  expect(os.getPriority()).toBe(whole)
})
