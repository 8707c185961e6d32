// A thread that touches one folder of backups. It is an entry of its own: started from source in plain Node, from `out/main` in the app.
import fs from 'node:fs'
import path from 'node:path'
import { parentPort } from 'node:worker_threads'
import { ledgerFailureOf } from '#main/db/sqlite-failure.ts'
import { dropFiles, lookAtPlace } from '#main/files/look-at-place.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { PlaceAnswer, PlaceOrder } from './place-thread.ts'
import { stepBack } from './step-back.ts'

assert(parentPort !== null, 'the thread of a place is a worker')
const port = parentPort
stepBack()

function done(order: Exclude<PlaceOrder, { do: 'end' }>): PlaceAnswer {
  if (order.do === 'look') return { look: lookAtPlace(order.folder, order.shopMark) }
  if (order.do === 'put') return { failure: put(order.packed, order.folder, order.name) }
  dropFiles(order.paths)
  return { failure: null }
}

/** Whole or not at all. */
function put(packed: string, folder: string, name: string): string | null {
  const half = path.join(folder, `${name}.part`)
  try {
    fs.mkdirSync(folder, { recursive: true })
    fs.copyFileSync(packed, half)
    const handle = fs.openSync(half, 'r+')
    try {
      fs.fsyncSync(handle)
    } finally {
      fs.closeSync(handle)
    }
    fs.renameSync(half, path.join(folder, name))
    return null
  } catch (error) {
    // A place that was pulled out takes no orders either: what is half there stays, and nobody takes it for a backup.
    dropFiles([half])
    return ledgerFailureOf(error) ?? 'backup/place-refused'
  }
}

port.on('message', (order: PlaceOrder) => {
  if (order.do === 'end') port.close()
  else port.postMessage(done(order))
})
