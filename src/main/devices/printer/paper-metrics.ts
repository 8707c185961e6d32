import type { TextSize } from '#shared/receipt/receipt-document.ts'

/** The measures of a paper in dots, chosen by its width. Below 20 dots Devanagari conjuncts fill in. */
export interface PaperMetrics {
  readonly widthDots: number
  /** Kept free at both edges: some printers clip the first columns. */
  readonly margin: number
  readonly textSizes: Readonly<Record<TextSize, number>>
  /** Tried for the big amount, largest first. */
  readonly bigAmountSizes: readonly number[]
  /** Between two lines of one text. */
  readonly leading: number
  /** Between two blocks. */
  readonly blockGap: number
  readonly columnGap: number
  readonly largestQrModule: number
  /** The largest module where a smaller code is wanted: still well read. */
  readonly mediumQrModule: number
}

const NARROW_LIMIT = 480

/** @param isCompact lines as close as their letters allow: for shops that save paper. */
export function paperMetrics(widthDots: number, isCompact = false): PaperMetrics {
  const isNarrow = widthDots < NARROW_LIMIT
  return {
    widthDots,
    margin: 8,
    textSizes: isNarrow ? { small: 20, body: 22, large: 26, title: 34 } : { small: 21, body: 24, large: 30, title: 42 },
    bigAmountSizes: isNarrow ? [44, 40, 36, 32, 28] : [56, 50, 44, 38, 32],
    leading: isCompact ? 0 : isNarrow ? 2 : 3,
    blockGap: isCompact ? 1 : isNarrow ? 3 : 4,
    columnGap: isNarrow ? 12 : 18,
    largestQrModule: isNarrow ? 7 : 8,
    mediumQrModule: 5
  }
}
