// A thread that answers each question, after as many milliseconds as it is asked for, with the number of the thread it is.
import { setTimeout } from 'node:timers'
import { parentPort, threadId } from 'node:worker_threads'

parentPort?.on('message', (order) => {
  if ('end' in order) parentPort?.close()
  else setTimeout(() => parentPort?.postMessage({ no: order.no, answer: threadId }), order.ask)
})
