import type { JobToSend } from '#main/ports/printer.ts'
import type { PrinterProfile } from '#shared/printing/printer-profile.ts'
import type { PrinterCondition } from '#shared/printing/printer-status.ts'
import type { Patience } from './patience.ts'
import type { Fence, PrinterConversation } from './printer-conversation.ts'
import { stoppedBy } from './printer-status.ts'

export interface SendingManner {
  readonly patience: Patience
  readonly fenceWay: PrinterProfile['fence']
  /** Whether the printer answers questions. */
  readonly isHeard: boolean
  /** Whether it shall tell every change by itself. */
  readonly wantsUnasked: boolean
  /** Whether the line is closed after the job, and the printer's closing of its side is waited for. */
  readonly endsLine: boolean
}

/** How long a printer is listened to for late answers to what was asked for a job that broke off. */
const LATE_ANSWERS_MS = 1000

export type Sent =
  | { readonly type: 'proved' }
  /** Everything was taken. `wasAsked`: for proof, in vain. */
  | { readonly type: 'unproved'; readonly wasAsked: boolean }
  /** Something else than a printer answered. */
  | { readonly type: 'stranger' }
  /** It takes no more and says nothing. */
  | { readonly type: 'stalled' }
  | { readonly type: 'not-begun'; readonly reason: string }
  | { readonly type: 'lost'; readonly reason: string }

/** How a wait ended. */
type Waited = { readonly type: 'done' } | Exclude<Sent, { type: 'proved' | 'not-begun' }>

const CHUNK_BYTES = 4096
const ESC_INIT = [0x1b, 0x40] as const
const UNASKED_ON = [0x1d, 0x61, 0xff] as const

/** Sends one job and finds out what became of it. Never rejects. */
export async function sendOnLine(talk: PrinterConversation, job: JobToSend, manner: SendingManner): Promise<Sent> {
  if (talk.line.endedBy !== null) return { type: 'not-begun', reason: talk.line.endedBy }
  const wait = new Waiting(talk, job, manner)
  const writing = writeAll(talk, manner.wantsUnasked ? withUnasked(job.bytes) : job.bytes)
  const written = await wait.until(writing, 'writing')
  // What is still to be written goes on its way when the printer takes it; then the line closes by itself.
  if (written.type === 'stalled') void writing.then(() => talk.end())
  if (written.type !== 'done') return written
  if (manner.fenceWay !== 'none') return proveOnLine(talk, job, manner, wait)
  // Without proof the last word counts: paper that ran out is waited for, so that nobody takes half a receipt for a whole one.
  if (manner.isHeard) {
    const told = await wait.until(
      talk.ask(manner.patience.answerMs).then(() => wait.released()),
      'asking'
    )
    return told.type === 'done' ? { type: 'unproved', wasAsked: false } : told
  }
  if (manner.endsLine && job.hasPaper) await endLine(talk, manner.patience)
  return talk.isStranger ? { type: 'stranger' } : { type: 'unproved', wasAsked: false }
}

async function proveOnLine(
  talk: PrinterConversation,
  job: JobToSend,
  { fenceWay }: SendingManner,
  wait: Waiting
): Promise<Sent> {
  const fence: Fence = fenceWay === 'gs-h' ? { way: 'gs-h', mark: job.mark } : { way: 'gs-r' }
  const proved = await wait.until(talk.fence(fence), 'proving')
  if (proved.type !== 'done') return proved
  if (fenceWay === 'gs-h' || !job.isAfterBroken) return { type: 'proved' }
  // Without a mark the answer may be for the broken job, whose rest the printer still had: it proves nothing. When no
  // more of them come, the next one is this run's own.
  for (;;) {
    const listenedFrom = performance.now()
    const quiet = await wait.until(
      pause(LATE_ANSWERS_MS).then(() => wait.released()),
      'asking'
    )
    if (quiet.type !== 'done') return quiet
    if (talk.lastReachedAt < listenedFrom) return { type: 'unproved', wasAsked: false }
  }
}

async function writeAll(talk: PrinterConversation, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) await talk.write(bytes.subarray(at, at + CHUNK_BYTES))
}

/** Asks for automatic status right behind the reset that the job begins with, which would end it. */
function withUnasked(bytes: Uint8Array): Uint8Array {
  const at = bytes[0] === ESC_INIT[0] && bytes[1] === ESC_INIT[1] ? 2 : 0
  const all = new Uint8Array(bytes.length + UNASKED_ON.length)
  all.set(bytes.subarray(0, at))
  all.set(UNASKED_ON, at)
  all.set(bytes.subarray(at), at + UNASKED_ON.length)
  return all
}

/** Every byte is on its way. A silent printer that closes its side has read them all; one that does not is let be. */
async function endLine(talk: PrinterConversation, { closeMs, lingerMs }: Patience): Promise<void> {
  talk.end()
  const timer = setTimeout(() => talk.line.destroy(), lingerMs)
  timer.unref()
  void talk.line.ended.then(() => clearTimeout(timer))
  await Promise.race([talk.line.ended, talk.stranger, new Promise((resolve) => setTimeout(resolve, closeMs))])
}

/** Waits on a printer as long as it explains itself, and tells the job what it waits for. */
class Waiting {
  readonly #talk: PrinterConversation
  readonly #job: JobToSend
  readonly #manner: SendingManner
  #heldBy: PrinterCondition | null = null

  constructor(talk: PrinterConversation, job: JobToSend, manner: SendingManner) {
    this.#talk = talk
    this.#job = job
    this.#manner = manner
  }

  /** Resolves when nothing stops the printer any more. */
  async released(): Promise<void> {
    while (this.#hold()) await pause(this.#manner.patience.pollMs)
  }

  async until(awaited: Promise<unknown>, step: 'writing' | 'asking' | 'proving'): Promise<Waited> {
    const { patience, isHeard } = this.#manner
    const talk = this.#talk
    const end = Promise.race<Waited>([
      awaited.then(() => ({ type: 'done' })),
      talk.stranger.then(() => ({ type: 'stranger' })),
      talk.line.ended.then((reason) => ({ type: 'lost', reason }))
    ])
    talk.lastSignAt = performance.now()
    let wellSince = performance.now()
    for (;;) {
      const next = await Promise.race([end, pause(patience.pollMs)])
      if (next !== null) return next
      const now = performance.now()
      const isHeld = this.#hold()
      // Questions go out only between commands: everything of the job is written by then.
      if (step !== 'writing' && isHeard) void talk.ask(patience.answerMs)
      if (isHeld) {
        wellSince = now
        if (step === 'writing') continue
      }
      if (now - talk.lastSignAt > patience.idleMs) return { type: 'stalled' }
      const saysWell = talk.lastAnswerAt > wellSince + patience.fenceMs / 2
      if (step === 'proving' && saysWell && now - wellSince > patience.fenceMs)
        return { type: 'unproved', wasAsked: true }
    }
  }

  #hold(): boolean {
    const heldBy = stoppedBy(this.#talk.conditions ?? [])
    if (heldBy !== this.#heldBy) {
      this.#heldBy = heldBy
      this.#job.onHold(heldBy)
    }
    return heldBy !== null
  }
}

const pause = (ms: number): Promise<null> =>
  new Promise((resolve) => {
    setTimeout(() => resolve(null), ms)
  })
