/**
 * Rows as CSV for spreadsheets: a byte order mark so that Excel reads UTF-8, CRLF ends, and an apostrophe before a
 * text that a spreadsheet would take for a formula. Numbers, also negative ones, stay numbers.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return CSV_BEGIN + csvLines(rows)
}

/** What stands before the first line of a file of CSV. */
export const CSV_BEGIN = '\ufeff'

/** The same rows without the beginning, for a file that is written piece by piece. */
export const csvLines = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')

const NUMBER = /^-?\d+(\.\d+)?$/

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
