/** Words that stand in the name column of rows that sum the others up or carry a balance, in reports of any program. */
const TOTAL = new RegExp(
  [
    String.raw`^(?:(?:grand|sub|net|page|column|all)[\s-]*)?totals?(?:\s*(?:amount|balance|due|outstanding))?$`,
    String.raw`^(?:opening|closing)\s+balance$`,
    String.raw`^balance\s*(?:c/?[fd]|b/?[fd]|carried forward|brought forward)\.?$`,
    '^(?:कुल|कुल योग|कुल जोड़|योग|जोड़|टोटल|कुल बाकी|कुल राशि)$'
  ]
    .join('|')
    .normalize('NFKC'),
  'iu'
)

/**
 * Whether a row is a total and not an entry: its first filled cell, without colon and count, is one of the words
 * that totals bear. A party that is called "Total Traders" is a party.
 */
export function isTotalRow(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell.trim() !== '') ?? ''
  return isTotalText(first)
}

export function isTotalText(raw: string): boolean {
  const text = raw
    .normalize('NFKC')
    .replace(/\([^)]*\)\s*$/u, '')
    .replace(/[:.\-=\s]+$/u, '')
    .replace(/\s+/gu, ' ')
    .trim()
  return text.length <= 40 && TOTAL.test(text)
}
