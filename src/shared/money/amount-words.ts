/** How one language says amounts. Word order and joining words differ, so each language brings its own sentences. */
export interface AmountWords {
  /** 0 to 99. */
  belowHundred(value: number): string
  readonly hundred: string
  readonly thousand: string
  readonly lakh: string
  readonly crore: string
  /** The sentences around the numbers; `rupees` and `paise` are numbers, for words that change with them. */
  rupeesOnly(words: string, rupees: number): string
  paiseOnly(words: string, paise: number): string
  both(rupeeWords: string, paiseWords: string, rupees: number, paise: number): string
}
