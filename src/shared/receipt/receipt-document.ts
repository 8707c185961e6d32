import type { Barcode } from './label-barcode.ts'
import type { LabelSheet } from './label-sheet.ts'
import type { TaughtCodePage } from './printer-settings.ts'
import type { ReceiptLanguage } from './receipt-language.ts'

export type TextSize = 'small' | 'body' | 'large' | 'title'
export type TextWeight = 'regular' | 'bold'
/** On a paper that is read from right to left, `left` and `right` change sides: `left` is where reading begins. */
export type TextAlign = 'left' | 'center' | 'right'

/** A column of a table: as wide as its widest cell, or all that is left. At most one column of a table is 'fill'. */
export interface TableColumn {
  readonly align: TextAlign
  readonly width: 'fit' | 'fill'
}

export interface TableRow {
  /** One text per column. */
  readonly cells: readonly string[]
  readonly weight: TextWeight
}

/** A column of goods on a sheet. */
export interface GoodsColumn extends TableColumn {
  readonly label: string
  /** The label in the second language. */
  readonly second?: string
  /** Left out on a small sheet. */
  readonly isExtra?: true
}

/**
 * One line of a bill. On a roll the name has a line of its own, with count, price and amount under it; on a sheet each cell
 * stands under its column.
 */
export interface GoodsRow {
  readonly name: string
  /** `12 DOZ × 240.00`; empty for a line that is an amount alone. */
  readonly reckoning: string
  readonly amount: string
  /** What else the roll says of it, small: HSN, rates, discount, batch. */
  readonly details: readonly string[]
  /** For a sheet: one text per column, with a line break where a cell says two things. */
  readonly cells: readonly string[]
}

/**
 * One piece of a receipt, from top to bottom. Texts are ready words: nothing is translated, added up or formatted
 * after the builders. A block says what it is, never how many dots it takes: that is the layout's. `second` says the same
 * in the second language that the shop prints, where it has one.
 */
export type ReceiptBlock =
  | {
      readonly type: 'text'
      readonly text: string
      readonly align: TextAlign
      readonly size: TextSize
      readonly weight: TextWeight
      /** Longer texts end in an ellipsis after this many printed lines. */
      readonly maxLines: number
      readonly second?: string
    }
  /** A label at the left edge and its value at the right edge of the same line. */
  | {
      readonly type: 'pair'
      readonly label: string
      readonly value: string
      readonly size: 'small' | 'body' | 'large'
      readonly weight: TextWeight
      /** The label in the second language. */
      readonly second?: string
    }
  | {
      readonly type: 'table'
      readonly columns: readonly TableColumn[]
      readonly rows: readonly TableRow[]
      readonly size: 'small' | 'body'
    }
  /** The lines of a bill; `sums` are the last row of the sheet's table. */
  | {
      readonly type: 'goods'
      readonly columns: readonly GoodsColumn[]
      readonly rows: readonly GoodsRow[]
      readonly sums: readonly string[]
    }
  /**
   * Parts that stand side by side on a sheet and one under the other on a roll. `on`: only there. Nothing that a printer
   * does (cut, drawer) stands inside.
   */
  | { readonly type: 'beside'; readonly columns: readonly (readonly ReceiptBlock[])[]; readonly on?: 'roll' | 'sheet' }
  /** The one amount that decides, in the largest type that fits. */
  | { readonly type: 'big-amount'; readonly label: string; readonly amount: string; readonly second?: string }
  /** White letters on a black bar, for what nobody may overlook. */
  | { readonly type: 'banner'; readonly text: string; readonly second?: string }
  | { readonly type: 'rule'; readonly style: 'thin' | 'thick' | 'double' | 'dashed' }
  /** At the largest module that fits, or smaller where paper is to be saved: never smaller than a phone can read. */
  | {
      readonly type: 'qr'
      /** Empty when it would be too long for any paper. */
      readonly payload: string
      readonly caption: string
      /** The caption in the second language. */
      readonly second?: string
      readonly detail: string
      /** Printed in the code's place on paper too narrow for it. Papers stored by earlier versions have none. */
      readonly instead?: readonly string[]
      readonly size?: 'medium'
      /** Exactly so many dots a module, for the test page. */
      readonly moduleDots?: number
    }
  /**
   * A picture by its name only, so that a stored paper stays small: it is handed to the drawing beside the paper. A paper that
   * is printed again bears the logo that the shop has then, and none when it was taken away.
   */
  | { readonly type: 'picture'; readonly picture: 'logo'; readonly size: 'small' | 'medium' | 'wide' }
  /** A label of an item: for the shelf, or to stick on the goods. Empty words are left out. */
  | {
      readonly type: 'label'
      readonly shop: string
      readonly name: string
      readonly price: string
      readonly mrp: string
      readonly barcode: Barcode | null
      readonly copies: number
    }
  | { readonly type: 'space'; readonly size: 'small' | 'medium' | 'large' }
  /** A scale in dots over the full width, for the test page. */
  | { readonly type: 'ruler' }
  /** Lines in the printer's own letters, one for each page that is tried: for the test page, below everything else. */
  | { readonly type: 'letter-samples'; readonly pages: readonly TaughtCodePage[] }
  /** `byHand`: only fed to the tear bar, whatever the printer could do. */
  | { readonly type: 'cut'; readonly byHand?: true }
  /** Opens the cash drawer. A job of its own, never part of a receipt, so that a reprint cannot open it. */
  | { readonly type: 'drawer' }

/** A paper, complete and independent of its width. Plain JSON: it is stored with its print job. */
export interface ReceiptDocument {
  readonly version: 1
  readonly language: ReceiptLanguage
  /** The language of the `second` texts of its blocks, when it has any. */
  readonly secondLanguage?: ReceiptLanguage
  /** What the paper is, in a few words: for lists and for screen readers. */
  readonly title: string
  /** How close its lines stand; left out when as usual. */
  readonly spacing?: 'compact'
  /** What the first papers of a bill are ("Original for recipient"), in order. Every further paper is a DUPLICATE. */
  readonly copyMarks?: readonly string[]
  /** A paper of labels alone: the sheet of stickers that a printer of sheets takes, and how many of the first are used up. */
  readonly labels?: { readonly sheet: LabelSheet; readonly skip: number }
  readonly blocks: readonly ReceiptBlock[]
}
