/** Sheets of stickers as shops buy them, by how many are on an A4. */
export const LABEL_SHEETS = ['65', '24'] as const
export type LabelSheet = (typeof LABEL_SHEETS)[number]

interface LabelGrid {
  readonly columns: number
  readonly rows: number
  /** In millimetres: a sticker, the edges above and left of the first, and the gap between two columns. */
  readonly widthMm: number
  readonly heightMm: number
  readonly topMm: number
  readonly leftMm: number
  readonly gapMm: number
}

export const LABEL_GRIDS: Readonly<Record<LabelSheet, LabelGrid>> = {
  '65': { columns: 5, rows: 13, widthMm: 38.1, heightMm: 21.2, topMm: 10.7, leftMm: 4.75, gapMm: 2.5 },
  '24': { columns: 3, rows: 8, widthMm: 63.5, heightMm: 33.9, topMm: 12.9, leftMm: 7.25, gapMm: 2.5 }
}

export const perSheet = ({ columns, rows }: LabelGrid): number => columns * rows
