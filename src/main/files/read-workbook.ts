import readXlsxFile from 'read-excel-file/node'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { excelNumber } from './excel-number.ts'
import { withoutEmptyEnd } from './read-csv.ts'
import { unpackedSize } from './zip-size.ts'

/** What a workbook may unpack to: a small file can hold gigabytes of nothing. */
const MOST_UNPACKED_BYTES = 400_000_000

/** What the reader hands over for a cell. Numbers stay the text that the file holds. */
type Cell = string | boolean | Date | null

/**
 * The rows of a workbook's first sheet that has any. Numbers come as decimal text, dates as `yyyy-mm-dd`, formulas as
 * the value that they had when the file was saved. Fails with `import/unreadable` or `import/too-large`.
 */
export async function readWorkbook(bytes: Buffer, fileName: string): Promise<Result<readonly (readonly string[])[]>> {
  const size = unpackedSize(bytes)
  if (size === null) return fail('import/unreadable', { file: fileName })
  if (size > MOST_UNPACKED_BYTES) return fail('import/too-large', { file: fileName })
  try {
    const sheets = await readXlsxFile(bytes, { parseNumber: excelNumber })
    const tables = sheets.map((sheet) =>
      withoutEmptyEnd(sheet.data.map((row) => row.map((cell) => cellText(cell as Cell))))
    )
    return ok(tables.find((rows) => rows.length > 0) ?? [])
  } catch {
    return fail('import/unreadable', { file: fileName })
  }
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (cell instanceof Date) return dateText(cell)
  return typeof cell === 'boolean' ? String(cell).toUpperCase() : cell
}

/** Dates of a workbook have no time zone; the reader gives them as UTC. */
function dateText(date: Date): string {
  if (Number.isNaN(date.valueOf())) return ''
  const [day = '', time = ''] = date.toISOString().split('T')
  return time.startsWith('00:00') ? day : `${day} ${time.slice(0, 5)}`
}
