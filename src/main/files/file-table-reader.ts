import { open } from 'node:fs/promises'
import path from 'node:path'
import type { TableReader } from '#main/ports/table-reader.ts'
import type { SourceTable } from '#shared/import/source-table.ts'
import { orThrow, refuse } from '#shared/kernel/result.ts'
import { decodeText } from './decode-text.ts'
import { readCsv } from './read-csv.ts'
import { isXml, readTallyXml } from './read-tally-xml.ts'
import { readWorkbook } from './read-workbook.ts'

/** Larger than any book of a shop; what is larger is not one. */
const MOST_BYTES = 100_000_000
const HEAD_BYTES = 1_000

/** Reads CSV in any usual encoding, XLSX and the XML of Tally from the disk. What a file is, its first bytes say, not its name. */
export const fileTableReader: TableReader = {
  async read(file, mostBytes = MOST_BYTES) {
    const fileName = path.basename(file)
    const { head, byteCount } = await readHead(file, fileName)
    const table = isXml(head) ? await readTallyXml(file, byteCount, head) : await readTable(file, fileName, mostBytes)
    if (table.rows.length === 0) refuse('import/empty', { file: fileName })
    return table
  }
}

async function readTable(file: string, fileName: string, mostBytes: number): Promise<SourceTable> {
  const bytes = await readBytes(file, fileName, mostBytes)
  return isZip(bytes) ? workbook(bytes, fileName) : text(bytes, fileName)
}

/** The first bytes of a file, which say what it is, and how many it has in all. */
async function readHead(file: string, fileName: string): Promise<{ head: Uint8Array; byteCount: number }> {
  let handle: Awaited<ReturnType<typeof open>>
  try {
    handle = await open(file, 'r')
  } catch {
    return refuse('import/unreadable', { file: fileName })
  }
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) refuse('import/unreadable', { file: fileName })
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return { head: buffer.subarray(0, bytesRead), byteCount: stat.size }
  } finally {
    await handle.close()
  }
}

async function readBytes(file: string, fileName: string, mostBytes: number): Promise<Buffer> {
  let handle: Awaited<ReturnType<typeof open>>
  try {
    handle = await open(file, 'r')
  } catch {
    return refuse('import/unreadable', { file: fileName })
  }
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) refuse('import/unreadable', { file: fileName })
    if (stat.size > mostBytes) refuse('import/too-large', { file: fileName })
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]))

async function workbook(bytes: Buffer, fileName: string): Promise<SourceTable> {
  return { fileName, encoding: 'XLSX', delimiter: '', rows: orThrow(await readWorkbook(bytes, fileName)) }
}

function text(bytes: Buffer, fileName: string): SourceTable {
  const decoded = decodeText(bytes)
  if (decoded === null) return refuse('import/not-a-csv-or-xlsx', { file: fileName })
  const { rows, delimiter } = orThrow(readCsv(decoded.text, fileName))
  return { fileName, encoding: decoded.encoding, delimiter, rows }
}
