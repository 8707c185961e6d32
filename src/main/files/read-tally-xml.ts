import { createReadStream } from 'node:fs'
import path from 'node:path'
import { SaxesParser } from 'saxes'
import { entryRows } from '#shared/exchange/tally-entry-rows.ts'
import {
  ENTRY_HEADING,
  ITEM_HEADING,
  itemRow,
  PARTY_HEADING,
  partyRow,
  plain,
  type TallyLine,
  type TallyMaster,
  type TallyVoucher
} from '#shared/exchange/tally-rows.ts'
import type { SourceTable } from '#shared/import/source-table.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'

/** Larger than any year of a shop. It is never held as a whole. */
const MOST_BYTES = 400_000_000
const PIECE = 256 * 1024

/** Tally writes `&#4;` before names of its own, which XML does not allow. */
const BAD_REFERENCE = /&#(?:x0*(?:[0-8b-fB-F]|1[0-9a-fA-F])|0*(?:[0-8]|1[1-24-9]|2\d|3[01]));/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to go.
const BAD_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu

/** Whether the first bytes of a file are XML, in any encoding that Tally writes. */
export const isXml = (head: Uint8Array): boolean => /^\ufeff?\s*<(?!html|table|!)[?A-Za-z]/iu.test(textOfHead(head))

const textOfHead = (head: Uint8Array): string => new TextDecoder(encodingOf(head)).decode(head.subarray(0, 400))

function encodingOf(head: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-8' {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0x3c && head[1] === 0)) return 'utf-16le'
  if ((head[0] === 0xfe && head[1] === 0xff) || (head[0] === 0 && head[1] === 0x3c)) return 'utf-16be'
  return 'utf-8'
}

/**
 * Reads a file of Tally's XML a piece at a time, whatever stands around its ledgers and vouchers: those of vouchers as a table of
 * entries, those of masters as lists of parties and of items, the parties first. Only what becomes a row is kept. Throws `import/tally-damaged` with line and
 * column, `import/not-a-csv-or-xlsx` when there is neither a ledger nor a voucher in it, and `import/too-large`.
 */
export async function readTallyXml(file: string, byteCount: number, head: Uint8Array): Promise<SourceTable> {
  const fileName = path.basename(file)
  if (byteCount > MOST_BYTES) refuse('import/too-large', { file: fileName })
  const encoding = encodingOf(head)
  const decoder = new TextDecoder(encoding)
  const reader = new TallyReader(fileName)
  let rest = ''
  try {
    for await (const piece of createReadStream(file, { highWaterMark: PIECE })) {
      const text = rest + decoder.decode(piece as Uint8Array, { stream: true })
      // A reference that is cut in two is kept for the next piece.
      const cut = text.lastIndexOf('&', text.length)
      const end = cut !== -1 && text.length - cut < 12 && !text.includes(';', cut) ? cut : text.length
      rest = text.slice(end)
      reader.take(text.slice(0, end))
    }
  } catch (error) {
    if (error instanceof FailureError || !(error instanceof Error && 'syscall' in error)) throw error
    refuse('import/unreadable', { file: fileName })
  }
  reader.take(rest + decoder.decode())
  return { fileName, encoding: encoding.toUpperCase(), delimiter: '', ...reader.finish() }
}

class TallyReader {
  private readonly parser = new SaxesParser()
  private readonly fileName: string
  private readonly parties: string[][] = []
  private readonly entries: string[][] = []
  private readonly open: string[] = []
  private found = 0
  private text = ''
  private ledger: Record<string, string> | null = null
  private item: Record<string, string> | null = null
  private readonly items: string[][] = []
  private readonly partyNames = new Set<string>()
  private position = ''
  private voucher: Record<string, string> | null = null
  private lines: TallyLine[] = []
  private line: Record<string, string> | null = null

  constructor(fileName: string) {
    this.fileName = fileName
    // Prefixes such as UDF are not always declared: names are taken as they stand.
    this.parser.on('error', () => this.damaged())
    this.parser.on('opentag', ({ name, attributes }) => this.begin(name, attributes as Record<string, string>))
    this.parser.on('text', (text) => {
      this.text += text
    })
    this.parser.on('closetag', ({ name }) => this.end(name))
  }

  private damaged(): never {
    return refuse('import/tally-damaged', { file: this.fileName, line: this.parser.line, column: this.parser.column })
  }

  take(text: string): void {
    if (text !== '') this.parser.write(text.replace(BAD_REFERENCE, '').replace(BAD_CHARACTER, ''))
  }

  private begin(name: string, attributes: Record<string, string>): void {
    this.text = ''
    this.open.push(name)
    if (name === 'LEDGER' && this.voucher === null) this.ledger = { NAME: attributes.NAME ?? '' }
    else if (name === 'STOCKITEM' && this.voucher === null) this.item = { NAME: attributes.NAME ?? '' }
    else if (name === 'VOUCHER') {
      this.position = `${this.parser.line}:${this.parser.column}`
      this.voucher = { VOUCHERTYPENAME: attributes.VCHTYPE ?? '' }
      this.lines = []
    } else if (isLineList(name) && this.voucher !== null && this.line === null) this.line = {}
  }

  private end(name: string): void {
    const text = this.text.trim()
    this.text = ''
    this.open.pop()
    const parent = this.open.at(-1) ?? ''
    if (name === 'VOUCHER') this.endVoucher()
    else if (name === 'LEDGER' && this.ledger !== null) this.endLedger()
    else if (name === 'STOCKITEM' && this.item !== null) this.endItem()
    else if (isLineList(name) && isAt(parent, 'VOUCHER')) this.endLine()
    else if (this.line !== null && isLineList(parent)) this.line[name] = text
    else if (this.voucher !== null && parent === 'VOUCHER' && text !== '') this.voucher[name] = text
    else if (this.item !== null && text !== '') this.takeOfItem(name, text)
    else if (this.ledger !== null && text !== '') this.ledger[name] ||= text
  }

  /** Of the rates of an item the one on sales to another state is the whole rate. */
  private takeOfItem(name: string, text: string): void {
    if (this.item === null) return
    if (name === 'GSTRATEDUTYHEAD') this.item.HEAD = text
    else if (name !== 'GSTRATE') this.item[name] ||= text
    else if (/^(?:igst|integrated tax)$/iu.test(this.item.HEAD ?? '')) this.item.GSTRATE = text
  }

  private endItem(): void {
    this.found++
    const of = (name: string) => this.item?.[name] ?? ''
    this.items.push(
      itemRow({
        ...{ name: of('NAME'), group: of('PARENT'), unit: of('BASEUNITS'), hsn: of('HSNCODE'), taxRate: of('GSTRATE') },
        ...{ openingBalance: of('OPENINGBALANCE'), openingValue: of('OPENINGVALUE') }
      })
    )
    this.item = null
  }

  private endLine(): void {
    const { LEDGERNAME = '', AMOUNT = '', ISPARTYLEDGER = '' } = this.line ?? {}
    if (LEDGERNAME !== '') this.lines.push({ ledger: LEDGERNAME, amount: AMOUNT, isParty: ISPARTYLEDGER === 'Yes' })
    this.line = null
  }

  private endVoucher(): void {
    this.found++
    const {
      VOUCHERTYPENAME = '',
      DATE = '',
      VOUCHERNUMBER = '',
      PARTYLEDGERNAME = '',
      NARRATION = ''
    } = this.voucher ?? {}
    const voucher: TallyVoucher = {
      type: VOUCHERTYPENAME,
      date: DATE.replace(/^(\d{4})(\d\d)(\d\d)$/u, '$1-$2-$3'),
      number: VOUCHERNUMBER,
      partyLedger: PARTYLEDGERNAME,
      narration: NARRATION,
      position: this.position,
      lines: this.lines
    }
    this.entries.push(...entryRows(voucher, (ledger) => this.partyNames.has(plain(ledger))))
    this.voucher = null
  }

  private endLedger(): void {
    this.found++
    const {
      NAME = '',
      PARENT = '',
      OPENINGBALANCE = '',
      LEDGERMOBILE = '',
      LEDGERPHONE = '',
      ADDRESS = ''
    } = this.ledger ?? {}
    const master: TallyMaster = {
      name: NAME,
      parent: PARENT,
      openingBalance: OPENINGBALANCE,
      phone: LEDGERMOBILE || LEDGERPHONE,
      address: ADDRESS
    }
    const row = partyRow(master)
    if (row !== null) {
      this.parties.push(row)
      this.partyNames.add(plain(NAME))
    }
    this.ledger = null
  }

  /** The rows below their heading. A file that ends too early is damaged, one without ledgers and vouchers is something else. */
  finish(): Pick<SourceTable, 'rows' | 'others'> {
    this.parser.close()
    if (this.found === 0) return refuse('import/not-a-csv-or-xlsx', { file: this.fileName })
    const tables = {
      ...(this.entries.length > 0 ? { entries: [[...ENTRY_HEADING], ...this.entries] } : {}),
      ...(this.parties.length > 0 ? { parties: [[...PARTY_HEADING], ...this.parties] } : {}),
      ...(this.items.length > 0 ? { items: [[...ITEM_HEADING], ...this.items] } : {})
    }
    const rows = tables.entries ?? tables.parties ?? tables.items ?? [[...PARTY_HEADING]]
    return { rows, others: tables }
  }
}

const isLineList = (name: string): boolean => name === 'ALLLEDGERENTRIES.LIST' || name === 'LEDGERENTRIES.LIST'
const isAt = (parent: string, name: string): boolean => parent === name
