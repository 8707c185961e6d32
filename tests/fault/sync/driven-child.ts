// A counter in a process of its own that does what it is told: one call of the app a line, one answer a line.
// node driven-child.mjs <folder> <dies: never | mid-apply:<n>>
import { writeSync } from 'node:fs'
import { systemTimer } from '#main/compose/system.ts'
import type { Timer } from '#main/ports/timer.ts'
import type { Channel } from '#shared/contract/channels.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { findNobody } from '#tests/support/lan-shop.ts'
import { openTestApp, type TestClock } from '#tests/support/open-app.ts'

const [folder = '', dies = 'never'] = process.argv.slice(2)
let left = dies === 'never' ? Number.POSITIVE_INFINITY : Number(dies.replace('mid-apply:', ''))
/** Between two slices of what came the thread is let go for a millisecond: nobody else waits so short. */
let looks = 0
const timer: Timer = {
  // Who shall die between two slices has many: by this clock each fact takes longer than a slice may.
  elapsedMs: () => systemTimer.elapsedMs() + (dies === 'never' ? 0 : 20 * looks++),
  after: (delayMs, work) =>
    systemTimer.after(delayMs, () => {
      if (delayMs === 1 && --left <= 0) process.kill(process.pid, 'SIGKILL')
      work()
    })
}
const clock: TestClock = { now: () => ({ epochMs: Date.now(), offsetMinutes: 330 }), set() {}, advance() {} }
const lan = { find: findNobody, host: '127.0.0.1', waitMs: 5_000 }
const app = openTestApp({ folder, keep: true, drivesPrinters: true, clock, facing: { timer, lan } })
const say = (answer: object): void => void writeSync(1, `${JSON.stringify(answer)}\n`)

async function answer(line: string): Promise<void> {
  const { channel, input } = JSON.parse(line) as { channel: Channel; input: never }
  try {
    say({ output: (await app.call(channel, input)) ?? null, file: app.file() })
  } catch (error) {
    if (error instanceof FailureError) say({ failure: error.failure })
    else say({ broken: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

let text = ''
for await (const part of process.stdin.setEncoding('utf8')) {
  text += part
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n')) {
    const line = text.slice(0, at)
    text = text.slice(at + 1)
    await answer(line)
  }
}
await app.close()
process.exit(0)
