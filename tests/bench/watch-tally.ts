// Reads a file of Tally's, and says how long it took, the longest stop of the thread meanwhile, and how far memory grew. In a process of
// its own, where nothing lies in memory but what reading needs. node watch-tally.ts <file>
import { fileTableReader } from '#main/files/file-table-reader.ts'
import { FailureError } from '#shared/kernel/result.ts'

const [file = ''] = process.argv.slice(2)
const before = process.memoryUsage().rss
let [last, pauseMs, most] = [performance.now(), 0, before]
const look = () => {
  const now = performance.now()
  pauseMs = Math.max(pauseMs, now - last)
  last = now
  most = Math.max(most, process.memoryUsage().rss)
}
const watch = setInterval(look, 1)
const startedAt = performance.now()
const value = await fileTableReader.read(file).then(
  ({ rows }) => rows.length - 1,
  (error: unknown) => (error instanceof FailureError ? error.failure.code : String(error))
)
const ms = performance.now() - startedAt
clearInterval(watch)
look()
console.log(JSON.stringify({ value, ms, pauseMs, mebibytes: (most - before) / 2 ** 20 }))
