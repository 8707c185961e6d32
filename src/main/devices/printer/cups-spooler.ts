import { spawn } from 'node:child_process'
import { type Failure, fail, ok, type Result } from '#shared/kernel/result.ts'
import type { PrinterCondition } from '#shared/printing/printer-status.ts'
import type { SpooledJob, Submitted, SystemSpooler } from './system-spooler.ts'

/** A printing system that is stuck must not hold the queue for ever. */
const ANSWER_MS = 10_000

/** A name that cannot be taken for an option or for several names. CUPS itself allows no others. */
const QUEUE_NAME = /^[^-\s,/#@'"][^\s,/#@'"]{0,126}$/

/** CUPS through its own programs, which take names as arguments: nothing goes through a shell. */
export const cupsSpooler: SystemSpooler = {
  async queueState(queue) {
    if (!QUEUE_NAME.test(queue)) return queueGone(queue)
    const [state, accepting] = await Promise.all([run('lpstat', ['-l', '-p', queue]), run('lpstat', ['-a', queue])])
    const failure = (await failureOf(state, queue)) ?? (await failureOf(accepting, queue))
    if (failure !== null) return { ok: false, failure }
    const [first = ''] = state.stdout.split('\n')
    if (/ disabled since /.test(first) || / not accepting requests /.test(accepting.stdout))
      return fail('print/queue-stopped', { queue })
    return ok(/now printing/.test(first) ? conditionIn(state.stdout) : conditionIn(alertsOf(state.stdout)))
  },

  submit: (queue, bytes, title) => submit(['raw'], queue, bytes, title),

  async jobState(queue, job) {
    const active = await run('lpstat', ['-l', '-W', 'not-completed', '-o', queue])
    const failure = await failureOf(active, queue)
    if (failure !== null) return { ok: false, failure }
    const waiting = entryOf(active.stdout, job)
    if (waiting !== null) return held(queue, waiting)
    const past = entryOf((await run('lpstat', ['-l', '-W', 'completed', '-o', queue])).stdout, job)
    if (past === null) return ok({ phase: 'gone', heldBy: null })
    // It names what went wrong; of a job that went well it says this or that.
    return ok({ phase: /cancel|abort|stopped/.test(alertsOf(past)) ? 'dropped' : 'done', heldBy: null })
  },

  async cancel(_queue, job) {
    await run('cancel', [job])
  }
}

/** CUPS, fed with what its own filters make a page of. `options` as `lp -o` takes them. */
export const cupsWith = (options: readonly string[]): SystemSpooler => ({
  ...cupsSpooler,
  submit: (queue, bytes, title) => submit(options, queue, bytes, title)
})

async function submit(options: readonly string[], queue: string, bytes: Uint8Array, title: string): Promise<Submitted> {
  if (!QUEUE_NAME.test(queue)) return { type: 'refused', failure: queueGone(queue).failure }
  const taken = await run('lp', ['-d', queue, ...options.flatMap((option) => ['-o', option]), '-t', title], bytes)
  const job = /request id is (\S+)/.exec(taken.stdout)?.[1]
  if (job !== undefined) return { type: 'taken', job }
  const failure = (await failureOf(taken, queue)) ?? fail('print/spooler-refused', { queue }).failure
  // Its own word that it took nothing is believed; a program that was cut off has said nothing.
  return taken.code === null ? { type: 'unknown', failure } : { type: 'refused', failure }
}

async function held(queue: string, entry: string): Promise<Result<SpooledJob>> {
  if (/job-printing/.test(entry)) return ok({ phase: 'printing', heldBy: conditionIn(entry) })
  const state = await cupsSpooler.queueState(queue)
  if (!state.ok && state.failure.code !== 'print/queue-stopped') return state
  return ok({ phase: 'waiting', heldBy: state.ok ? conditionIn(entry) : 'offline' })
}

/** The lines about one job, or null. They begin with its name; what belongs to it is indented. */
function entryOf(list: string, job: string): string | null {
  const lines = list.split('\n')
  const at = lines.findIndex((line) => line.split(/\s/, 1)[0] === job)
  if (at < 0) return null
  const next = lines.findIndex((line, index) => index > at && /^\S/.test(line))
  return lines.slice(at, next < 0 ? undefined : next).join('\n')
}

const alertsOf = (list: string): string => /^\s*Alerts: (.*)$/m.exec(list)?.[1] ?? ''

/** What the words of the printing system say of the printer behind it. */
const SIGNS: readonly (readonly [RegExp, PrinterCondition])[] = [
  [/media-(empty|needed)/, 'paper-out'],
  [/(cover|door|interlock)-open/, 'cover-open'],
  [/connecting-to-device|may not exist|unavailable|not responding|is busy|waiting for printer|offline/i, 'unreachable']
]

const conditionIn = (words: string): PrinterCondition | null => SIGNS.find(([sign]) => sign.test(words))?.[1] ?? null

interface Answer {
  /** Null when the program could not be started or was cut off. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Why a program of CUPS failed; null when it did not. */
async function failureOf({ code, stderr }: Answer, queue: string): Promise<Failure | null> {
  if (code === 0) return null
  if (/not accepting/i.test(stderr)) return fail('print/queue-stopped', { queue }).failure
  if (/invalid destination|does not exist|unknown (printer|destination)|not-found/i.test(stderr)) {
    // Without the system behind them the programs say the same of every queue.
    const scheduler = await run('lpstat', ['-r'])
    if (/is running/.test(scheduler.stdout)) return queueGone(queue).failure
  }
  return fail('print/no-spooler', { queue, reason: stderr.trim().slice(0, 200) }).failure
}

const queueGone = (queue: string) => fail('print/queue-gone', { queue })

function run(program: string, args: readonly string[], input?: Uint8Array): Promise<Answer> {
  return new Promise((resolve) => {
    // The words that are read here are the untranslated ones.
    const child = spawn(program, args, { env: { ...process.env, LC_ALL: 'C', LANG: 'C' }, timeout: ANSWER_MS })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.on('error', (error) => resolve({ code: null, stdout: '', stderr: error.message }))
    child.on('close', (code) => resolve({ code, stdout, stderr }))
    // A program that ends without reading everything has said why.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
