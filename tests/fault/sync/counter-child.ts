// A counter in a process of its own, on the folder of one that was enrolled. It sells, sends and takes until it is killed or told to end.
// node counter-child.mjs <folder> <sales> <pause ms> <dies: never | after-commit:<n> | mid-apply:<n>>
import { writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { systemTimer } from '#main/compose/system.ts'
import type { Timer } from '#main/ports/timer.ts'
import { openTestApp, type TestClock } from '#tests/support/open-app.ts'
import { sell } from '#tests/support/sharing-shop.ts'

const [folder = '', sales = '0', pauseMs = '0', dies = 'never'] = process.argv.slice(2)
const [place = 'never', at = '0'] = dies.split(':')
let left = Number(at)

const say = (text: string): void => void writeSync(1, `${text}\n`)
function dieAt(here: string): void {
  if (here === place && --left <= 0) process.kill(process.pid, 'SIGKILL')
}

/** Between two slices of what came the loop lets the thread go for a millisecond: nobody else waits so short. */
const timer: Timer = {
  elapsedMs: systemTimer.elapsedMs,
  after: (delayMs, work) =>
    systemTimer.after(delayMs, () => {
      if (delayMs === 1) dieAt('mid-apply')
      work()
    })
}
const clock: TestClock = { now: () => ({ epochMs: Date.now(), offsetMinutes: 330 }), set() {}, advance() {} }
const app = openTestApp({ folder, keep: true, drivesPrinters: true, clock, facing: { timer } })

let isOpen = true
process.stdin.setEncoding('utf8').on('data', (text: string) => {
  if (text.includes('end')) isOpen = false
})

async function work(): Promise<void> {
  say('ready')
  for (let sold = 0; isOpen && sold < Number(sales); sold++) {
    say(`sold ${await sell(app, 10_00 + sold)}`)
    dieAt('after-commit')
    if (sold % 5 === 0) void app.call('sync.now', {})
    await pause(Number(pauseMs))
  }
  while (isOpen) {
    const { waitingCount, trouble, taken, head } = await app.call('sync.now', {})
    if (waitingCount === 0 && trouble === null && taken === head) say(`quiet ${taken}`)
    await pause(50)
  }
  await app.close()
  say('ended')
  process.exit(0)
}
await work()
