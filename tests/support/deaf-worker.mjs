// A thread that is in the middle of something and hears nobody: as one in a long statement, for as long as anybody waits for it.
import { setInterval } from 'node:timers'

setInterval(() => {}, 60_000)
