import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { LogoMaker, PaperFormat, PaperRenderer, RenderedJob, RenderedPicture } from '#main/ports/printer.ts'
import { assert } from '#shared/kernel/assert.ts'

import { FailureError, type Result } from '#shared/kernel/result.ts'
import { GENERIC_PROFILE, type PrinterProfile } from '#shared/printing/printer-profile.ts'
import { lettersJob } from '#shared/printing/printer-words.ts'
import type { Logo } from '#shared/receipt/logo.ts'

import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { RenderAnswer, RenderEnd, RenderTask, RenderWorkerData } from './render-task.ts'

/** Starts the drawing thread. Injected, because its script lies elsewhere in the built app than in the source tree. */
export type StartRenderWorker = () => Worker

/** @param script `render-worker.ts` in the source tree, `render-worker.js` beside the main script in the built app. */
export function renderWorkerAt(script: URL, fontsDir: string): StartRenderWorker {
  return () => new Worker(script, { workerData: { fontsDir } satisfies RenderWorkerData, name: 'paper' })
}

/** A long paper is drawn in less. Whoever is not done by then is left behind. */
const LONGEST_END_MS = 3_000

/** What is not said of a printer: its paper is a roll, and it gets pictures. */
const PICTURES = { paper: 'roll', words: 'picture', transport: { type: 'virtual' } } as const

interface Pending {
  readonly resolve: (answer: RenderAnswer) => void
  readonly reject: (error: Error) => void
}

type DistributiveOmit<Task, Key extends PropertyKey> = Task extends unknown ? Omit<Task, Key> : never

/**
 * Draws papers on a thread of its own, which is started at the first paper and again after it died. While nothing is
 * being drawn it does not keep the process alive.
 */
export class WorkerPaperRenderer implements PaperRenderer, LogoMaker {
  readonly #start: StartRenderWorker
  readonly #modelOf: (id: string | undefined) => PrinterProfile
  readonly #pending = new Map<number, Pending>()
  #worker: Worker | null = null
  #lastTaskNo = 0

  constructor(start: StartRenderWorker, modelOf: (id: string | undefined) => PrinterProfile = () => GENERIC_PROFILE) {
    this.#start = start
    this.#modelOf = modelOf
  }

  async renderJob(document: ReceiptDocument, format: PaperFormat, logo: Logo | null = null): Promise<RenderedJob> {
    const { widthDots, hasCutter, hasDrawer } = format
    const model = this.#modelOf(format.profile)
    const roll = { widthDots, hasCutter, hasDrawer, model }
    const letters = lettersJob(document, { ...PICTURES, ...format }, model)
    const answer = await this.#ask(
      letters === null ? { type: 'job', document, logo, format: roll } : { type: 'letters', letters, format: roll }
    )
    assert(answer.type === 'job', 'the drawing thread answers what it was asked')
    return answer.job
  }

  async renderPng(document: ReceiptDocument, widthDots: number, logo: Logo | null = null): Promise<RenderedPicture> {
    const answer = await this.#ask({ type: 'png', document, logo, widthDots })
    assert(answer.type === 'png', 'the drawing thread answers what it was asked')
    return answer.picture
  }

  async prepareLogo(file: Uint8Array): Promise<Result<Logo>> {
    const answer = await this.#ask({ type: 'logo', file })
    assert(answer.type === 'logo', 'the drawing thread answers what it was asked')
    return answer.logo
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    this.#rejectAll(new Error('the drawing thread was closed'))
    if (worker === null) return
    const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
    // It is asked, not ended: a thread that is ended while it loads or runs native code can take the whole process with it.
    worker.postMessage({ type: 'end' } satisfies RenderEnd)
    worker.ref()
    await Promise.race([ended, wait(LONGEST_END_MS, undefined, { ref: false })])
    worker.unref()
  }

  #ask(task: DistributiveOmit<RenderTask, 'taskNo'>): Promise<RenderAnswer> {
    const taskNo = ++this.#lastTaskNo
    return new Promise((resolve, reject) => {
      this.#pending.set(taskNo, { resolve, reject })
      const worker = this.#worker ?? this.#startWorker()
      worker.ref()
      worker.postMessage({ ...task, taskNo } satisfies RenderTask)
    })
  }

  #startWorker(): Worker {
    const worker = this.#start()
    this.#worker = worker
    worker.on('message', (answer: RenderAnswer) => this.#settle(answer))
    const died = (error: Error) => {
      if (this.#worker !== worker) return
      this.#worker = null
      this.#rejectAll(error)
    }
    worker.on('error', (error) => died(error instanceof Error ? error : new Error(String(error))))
    worker.on('exit', (code) => died(new Error(`the drawing thread ended with code ${code}`)))
    return worker
  }

  #settle(answer: RenderAnswer): void {
    const pending = this.#pending.get(answer.taskNo)
    this.#pending.delete(answer.taskNo)
    if (this.#pending.size === 0) this.#worker?.unref()
    if (answer.type === 'error') pending?.reject(new Error(answer.message))
    else if (answer.type === 'failed') pending?.reject(new FailureError(answer.failure))
    else pending?.resolve(answer)
  }

  #rejectAll(error: Error): void {
    for (const { reject } of this.#pending.values()) reject(error)
    this.#pending.clear()
  }
}
