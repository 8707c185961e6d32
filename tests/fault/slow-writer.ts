import { parentPort, workerData } from 'node:worker_threads'
import { systemRandomness } from '#main/compose/system.ts'
import { composeApp } from '#main/compose.ts'
import { noDialogs } from '#main/ports/dialogs.ts'
import { silentLog } from '#main/ports/log.ts'
import type { Channel } from '#shared/contract/channels.ts'
import { contract } from '#shared/contract/contract.ts'

/** What the writer does, and the flag that says how far it is: 0 not begun, 1 inside its transaction. */
export interface SlowWrite {
  readonly folder: string
  readonly channel: Channel
  readonly input: unknown
  readonly flag: SharedArrayBuffer
}

const { folder, channel, input, flag } = workerData as SlowWrite
const progress = new Int32Array(flag)
let isSlow = false

/** A second app on the same file, which dawdles in the middle of its transaction: there it needs an id. */
const app = composeApp({
  userDataFolder: `${folder}/user-data`,
  documentsFolder: folder,
  resourcesFolder: 'resources',
  localesFolder: 'locales',
  systemLanguage: 'en',
  platform: process.platform,
  version: 'test',
  dialogs: noDialogs,
  emit: () => {},
  log: silentLog,
  randomness: {
    ...systemRandomness,
    newId() {
      if (isSlow && Atomics.load(progress, 0) === 0) {
        Atomics.store(progress, 0, 1)
        Atomics.notify(progress, 0)
        // Long enough for the first app to have looked at the book and to wait for the lock.
        Atomics.wait(progress, 0, 1, 300)
      }
      return systemRandomness.newId()
    }
  }
})
app.start()
isSlow = true
const handler = app.handlers[channel] as (input: unknown) => unknown
const answer = await handler(contract[channel].input.parse(input))
await app.close()
parentPort?.postMessage(answer)
