// The thread that looks for codes in pictures, one after the other. It is an entry of its own: started from source in
// plain Node, from `out/main` in the app.
import { parentPort } from 'node:worker_threads'
import { assert } from '#shared/kernel/assert.ts'
import { readCodeInPicture } from './read-code-in-picture.ts'
import type { CodeTask, ReadCode } from './thread-code-reader.ts'

assert(parentPort !== null, 'the reading thread is a worker')
const port = parentPort
port.on('message', ({ taskNo, file }: CodeTask) => {
  void readCodeInPicture(file).then((read) => port.postMessage({ taskNo, read } satisfies ReadCode))
})
