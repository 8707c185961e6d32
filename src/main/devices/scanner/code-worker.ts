// The thread that looks for a code in one picture and ends. It is an entry of its own: started from source in plain
// Node, from `out/main` in the app.
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#shared/kernel/assert.ts'
import { readCodeInPicture } from './read-code-in-picture.ts'

assert(parentPort !== null, 'the reading thread is a worker')
const port = parentPort
const { file } = workerData as { readonly file: string }
void readCodeInPicture(file).then((read) => port.postMessage(read))
