/** Letters of one size on a line. A letter of double size takes two columns, or two rows, or both. */
export interface LetterRun {
  readonly text: string
  readonly width: 1 | 2
  readonly height: 1 | 2
  readonly isBold: boolean
  /** White on black. */
  readonly isInverted: boolean
}

/** One thing on a paper of letters, from top to bottom. */
export type LetterItem =
  /** Runs that fill a line from the left edge; blanks among them do the aligning. */
  | { readonly type: 'line'; readonly runs: readonly LetterRun[] }
  /** A code in the middle of the paper. */
  | { readonly type: 'qr'; readonly payload: string }

/** A paper as a printer with letters of its own prints it: every line as it stands, in columns of one letter. */
export interface LetterPaper {
  readonly columns: number
  readonly items: readonly LetterItem[]
  readonly isCut: boolean
  /** Only fed to the edge where it is torn, whatever the printer could do. */
  readonly isCutByHand: boolean
  readonly opensDrawer: boolean
  /** A code was too long for the paper: its words stand in its place. */
  readonly isQrLeftOut: boolean
}

/** The width of the letters that every receipt printer has, in dots. The narrower ones differ from maker to maker. */
const LETTER_DOTS = 12

/** How many letters stand on a line: 32 on 58 mm, 48 on 80 mm, 42 on the 512 dots of 180 dpi. */
export const columnsOf = (widthDots: number): number => Math.floor(widthDots / LETTER_DOTS)

/** The columns that runs take. */
export const runColumns = (runs: readonly LetterRun[]): number =>
  runs.reduce((columns, run) => columns + [...run.text].length * run.width, 0)
