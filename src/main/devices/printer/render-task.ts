import type { PaperFormat, RenderedJob, RenderedPicture } from '#main/ports/printer.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'

/** What the main thread asks of the drawing thread. */
export type RenderTask =
  | { readonly taskNo: number; readonly type: 'job'; readonly document: ReceiptDocument; readonly format: PaperFormat }
  | { readonly taskNo: number; readonly type: 'png'; readonly document: ReceiptDocument; readonly widthDots: number }

export type RenderAnswer =
  | { readonly taskNo: number; readonly type: 'job'; readonly job: RenderedJob }
  | { readonly taskNo: number; readonly type: 'png'; readonly picture: RenderedPicture }
  | { readonly taskNo: number; readonly type: 'error'; readonly message: string }

/** What the drawing thread is started with. */
export interface RenderWorkerData {
  readonly fontsDir: string
}
