// The thread of a place whose folder is called "share" stands still until a file beside it says that it answers, as inside a call to a
// share that is away. One that is called "broken" has a fault in its program; every other answers at once.
import { existsSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'

const still = new Int32Array(new SharedArrayBuffer(4))

parentPort?.on('message', (order) => {
  if (order.do === 'end') {
    parentPort?.close()
    return
  }
  if (order.folder.endsWith('broken')) throw new Error('a bug')
  if (order.folder.endsWith('share')) while (!existsSync(`${order.folder}-answers`)) Atomics.wait(still, 0, 0, 20)
  parentPort?.postMessage(order.do === 'look' ? { look: { isThere: true, held: [] } } : { failure: null })
})
