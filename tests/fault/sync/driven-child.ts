// A counter in a process of its own that does what it is told: one call of the app a line, one answer a line.
// node driven-child.mjs <folder>
import { writeSync } from 'node:fs'
import type { Channel } from '#shared/contract/channels.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { openTestApp, type TestClock } from '#tests/support/open-app.ts'

const [folder = ''] = process.argv.slice(2)
const clock: TestClock = { now: () => ({ epochMs: Date.now(), offsetMinutes: 330 }), set() {}, advance() {} }
const app = openTestApp({ folder, keep: true, drivesPrinters: true, clock })
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
