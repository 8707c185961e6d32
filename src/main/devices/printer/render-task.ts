import type { RenderedJob, RenderedPicture } from '#main/ports/printer.ts'
import type { Failure, Result } from '#shared/kernel/result.ts'
import type { LettersJob } from '#shared/printing/printer-words.ts'
import type { Logo } from '#shared/receipt/logo.ts'

import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { RollFormat } from './render-paper.ts'

interface PaperTask {
  readonly taskNo: number
  readonly document: ReceiptDocument
  readonly logo: Logo | null
}

/** To let go of everything and end, when what is in hand is done. */
export type RenderEnd = { readonly type: 'end' }

/** What the main thread asks of the drawing thread. */
export type RenderTask =
  | (PaperTask & { readonly type: 'job'; readonly format: RollFormat })
  | (PaperTask & { readonly type: 'png'; readonly widthDots: number })
  | { readonly taskNo: number; readonly type: 'logo'; readonly file: Uint8Array }
  | { readonly taskNo: number; readonly type: 'letters'; readonly letters: LettersJob; readonly format: RollFormat }

export type RenderAnswer =
  | { readonly taskNo: number; readonly type: 'job'; readonly job: RenderedJob }
  | { readonly taskNo: number; readonly type: 'png'; readonly picture: RenderedPicture }
  | { readonly taskNo: number; readonly type: 'logo'; readonly logo: Result<Logo> }
  /** Expected: it has a text for the cashier. */
  | { readonly taskNo: number; readonly type: 'failed'; readonly failure: Failure }
  | { readonly taskNo: number; readonly type: 'error'; readonly message: string }

/** What the drawing thread is started with. */
export interface RenderWorkerData {
  readonly fontsDir: string
}
