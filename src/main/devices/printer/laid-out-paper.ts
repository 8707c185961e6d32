import type { PaperBitmap } from '#main/ports/printer.ts'
import type { TextWeight } from '#shared/receipt/receipt-document.ts'
import type { PrintedQr } from './qr-matrix.ts'
import type { MeasuredText } from './text-runs.ts'

/** One thing at its place on the paper. All measures are dots from the top left corner. */
export type PaperItem =
  | {
      readonly type: 'text'
      readonly x: number
      readonly baseline: number
      readonly text: MeasuredText
      readonly weight: TextWeight
      readonly sizePx: number
    }
  | {
      readonly type: 'fill' | 'invert'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
    }
  | { readonly type: 'picture'; readonly x: number; readonly y: number; readonly dots: PaperBitmap }
  | { readonly type: 'qr'; readonly x: number; readonly y: number; readonly qr: PrintedQr }

/** A paper with everything at its place, before it is drawn. */
export interface LaidOutPaper {
  readonly widthDots: number
  readonly heightDots: number
  readonly items: readonly PaperItem[]
  readonly isCut: boolean
  /** Fed to the tear bar even where there is a blade. */
  readonly isCutByHand: boolean
  readonly opensDrawer: boolean
  /** Letters that no font has, each once; they are printed as a replacement sign. */
  readonly missing: readonly string[]
  /** A code was too long for this width: its words stand in its place. */
  readonly isQrLeftOut: boolean
}
