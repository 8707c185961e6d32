// Makes a backup beside an open book, as the app does, and says how long it took and for how long it ever stopped the thread that
// the counter works on. node watch-backup.ts <file> <folder>
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { backupsInThread } from '#main/compose/backup-in-thread.ts'
import { placesInThread } from '#main/compose/place-thread.ts'
import { systemClock } from '#main/compose/system.ts'
import { sourceWorkers } from '#main/compose/worker-scripts.ts'
import { openBook } from '#tests/support/open-book.ts'

const NANOSECONDS = 1e6
const [file = '', folder = ''] = process.argv.slice(2)
const book = openBook(file, systemClock)
// The index of the parties is built by the time that somebody has worked for an hour.
while (book.finder.build()) await pause(0)
await pause(500)
const { backup, place } = sourceWorkers()
const maker = backupsInThread(backup, path.join(folder, 'scratch'), placesInThread(place))
const stops = monitorEventLoopDelay({ resolution: 1 })
stops.enable()
const start = performance.now()
const job = { ledger: file, name: 'bench.counterbook.gz', folders: [path.join(folder, 'place')], passphrase: null }
const { byteCount } = await maker.make(job)
const wholeMs = performance.now() - start
stops.disable()
await maker.close()
book.store.close()
console.log(JSON.stringify({ byteCount, wholeMs, longestMs: stops.max / NANOSECONDS }))
