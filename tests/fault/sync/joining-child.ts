// A new PC in a process of its own: it joins a shop by its code, or opens what it had, and does what it is told, a line each.
// node joining-child.mjs <folder> <server> <copy of the book> <dies when it has taken so many facts, 0: never>
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { systemTimer } from '#main/compose/system.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import type { Timer } from '#main/ports/timer.ts'
import { openTestApp, type TestClock } from '#tests/support/open-app.ts'

const [folder = '', server = '', out = '', dieAt = '0'] = process.argv.slice(2)
const ballast = path.join(folder, 'ballast')
const say = (text: string): void => void writeSync(1, `${text}\n`)

function taken(): number {
  const db = new Sqlite(app.file(), { readonly: true })
  try {
    return Number(db.prepare('select count(*) from received').pluck().get())
  } finally {
    db.close()
  }
}

/** Between two slices of what came the loop lets the thread go for a millisecond: nobody else waits so short. */
const timer: Timer = {
  elapsedMs: systemTimer.elapsedMs,
  after: (delayMs, work) =>
    systemTimer.after(delayMs, () => {
      if (delayMs === 1 && Number(dieAt) > 0 && taken() >= Number(dieAt)) process.kill(process.pid, 'SIGKILL')
      work()
    })
}
const clock: TestClock = { now: () => ({ epochMs: Date.now(), offsetMinutes: 330 }), set() {}, advance() {} }
const app = openTestApp({ folder, keep: true, drivesPrinters: true, clock, facing: { timer } })

async function join(): Promise<void> {
  const waiting = await app.call('sync.join', { server, counterName: 'Another' })
  if (waiting.step !== 'waiting') throw new Error(waiting.step)
  say(`code ${waiting.code}`)
  while ((await app.call('sync.joinState', {})).step !== 'joined') await pause(50)
  say('joined ')
}

/** Fills the disk to its last block; some of it is left for what SQLite needs to open. */
function fill(): void {
  const block = Buffer.alloc(65_536, 7)
  try {
    for (;;) writeFileSync(ballast, block, { flag: 'a' })
  } catch {
    say('filled ')
  }
}

async function quiet(): Promise<void> {
  for (;;) {
    const { waitingCount, trouble, taken: here, head } = await app.call('sync.now', {})
    if (waitingCount === 0 && trouble === null && here === head) break
    await pause(50)
  }
  say(`quiet ${taken()}`)
}

async function end(): Promise<void> {
  const file = app.file()
  await app.close()
  copyFileSync(file, out)
  for (const more of ['-wal', '-shm']) if (existsSync(`${file}${more}`)) copyFileSync(`${file}${more}`, `${out}${more}`)
  say(`peak ${/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]}`)
  process.exit(0)
}

const DO: { readonly [line: string]: () => unknown } = {
  quiet,
  end,
  'fill disk': fill,
  room() {
    rmSync(ballast, { force: true })
    say('room ')
  },
  async now() {
    const { trouble } = await app.call('sync.now', {})
    say(`stands ${JSON.stringify({ trouble, verify: verifyLedger(app.file()).firstFault })}`)
  }
}

if (app.file() === '') await join()
let text = ''
for await (const part of process.stdin.setEncoding('utf8')) {
  text += part
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n')) {
    const line = text.slice(0, at)
    text = text.slice(at + 1)
    await DO[line]?.()
  }
}
