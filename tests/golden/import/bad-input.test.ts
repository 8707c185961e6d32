// Files as they come: in any encoding, damaged, or something else altogether. Each is read, or refused by a code.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileTableReader } from '#main/files/file-table-reader.ts'
import type { ImportPlan } from '#shared/import/import-plan.ts'
import { planImport } from '#shared/import/plan-import.ts'
import { orThrow } from '#shared/kernel/result.ts'
import { emptyBook, plainIdFor } from '../../fixtures/import/empty-book.ts'
import { makeWorkbook, zip } from '../../fixtures/import/make-workbook.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'import-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let count = 0
function fileOf(content: string | Uint8Array, name = `file-${++count}.csv`): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

async function planOf(content: string | Uint8Array): Promise<Omit<ImportPlan, 'planId'>> {
  const table = await fileTableReader.read(fileOf(content))
  const choices = { kind: null, mapping: null, dateOrder: null }
  const { plan } = orThrow(planImport(table, choices, emptyBook, plainIdFor))
  expect(plan.takenLineCount + plan.remarks.filter((remark) => remark.isLeftOut).length).toBe(plan.lineCount)
  return plan
}

const remarksOf = (plan: Pick<ImportPlan, 'remarks'>) => plan.remarks.map(({ line, remark }) => `${line} ${remark}`)
const codeOf = (content: string | Uint8Array) =>
  fileTableReader.read(fileOf(content)).then(
    () => 'read',
    (error: { failure?: { code: string } }) => error.failure?.code
  )

const PARTIES = 'Name,Balance\r\nरमेश,500\r\nCafé,20\r\n'
const utf16 = (text: string, isBig: boolean, hasMark: boolean) => {
  const bytes = Buffer.from(hasMark ? `\ufeff${text}` : text, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}

describe('encodings', () => {
  test.each([
    ['UTF-8', Buffer.from(PARTIES), 'UTF-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${PARTIES}`), 'UTF-8'],
    ['UTF-16LE with a mark', utf16(PARTIES, false, true), 'UTF-16LE'],
    ['UTF-16BE with a mark', utf16(PARTIES, true, true), 'UTF-16BE'],
    ['UTF-16LE without a mark', utf16('Name,Balance\nRamesh,500\nSuresh,20\n', false, false), 'UTF-16LE'],
    ['UTF-16BE without a mark', utf16('Name,Balance\nRamesh,500\nSuresh,20\n', true, false), 'UTF-16BE'],
    ['Windows-1252', Buffer.from('Name,Balance\nCafé,500\nNaïve,20\n', 'latin1'), 'Windows-1252'],
    ['UTF-8 with one broken byte', Buffer.concat([Buffer.from(PARTIES.repeat(5)), Buffer.from([0xe0, 0xa4])]), 'UTF-8']
  ])('%s', async (_, bytes, encoding) => {
    const plan = await planOf(bytes)
    expect(plan.encoding).toBe(encoding)
    expect(plan.header).toEqual(['Name', 'Balance'])
    expect(plan.getMinor).toBe(52_000)
  })

  test('letters of Windows-1252 come through', async () => {
    expect((await planOf(Buffer.from('Name,Balance\nCafé,5\n', 'latin1'))).samples[0]?.[0]).toBe('Café')
  })
})

describe('delimiters and quotes', () => {
  test.each([',', ';', '\t', '|'])('%j', async (delimiter) => {
    const rows = [
      ['Name', 'Balance'],
      ['"Ra""m, esh;|"', '"1,25,000.50"'],
      ['"two\nlines"', '10'],
      ['Last', 'x']
    ]
    const plan = await planOf(rows.map((row) => row.join(delimiter)).join('\r\n'))
    expect(plan.delimiter).toBe(delimiter)
    expect(plan.getMinor).toBe(12_501_050)
    expect(remarksOf(plan)).toEqual(['4 amount-unreadable'])
  })

  test('decimals behind a comma, as files with semicolons write them', async () => {
    expect((await planOf('Name;Balance\nA;1.250,50\nB;3,25\n')).getMinor).toBe(125_375)
  })

  test('a quote that is never closed does not swallow the rest', async () => {
    expect(await codeOf('Name,Balance\nA,1\n"B,2\nC,3\n')).toBe('import/unreadable')
  })
})

describe('what is no table', () => {
  test.each([
    ['nothing', '', 'import/empty'],
    ['only blanks', '\n \r\n,,\n', 'import/empty'],
    ['garbage', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256)), 'import/not-a-csv-or-xlsx'],
    ['a PDF under another name', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<< /Type /Catalog >>\n', 'import/not-a-csv-or-xlsx'],
    [
      'an old workbook',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]),
      'import/not-a-csv-or-xlsx'
    ],
    ['a page of the web', '<!DOCTYPE html><table><tr><td>1</td></tr></table>', 'import/not-a-csv-or-xlsx'],
    ['an archive of something else', zip({ 'word/document.xml': '<x/>' }), 'import/unreadable'],
    ['half a workbook', makeWorkbook([['Name'], ['A']]).subarray(0, 700), 'import/unreadable'],
    ['an empty workbook', makeWorkbook([]), 'import/empty']
  ])('%s', async (_, content, code) => {
    expect(await codeOf(content)).toBe(code)
  })

  test('a file that is not there, and a folder', async () => {
    await expect(fileTableReader.read(path.join(folder, 'nowhere.csv'))).rejects.toMatchObject({
      failure: { code: 'import/unreadable' }
    })
    await expect(fileTableReader.read(folder)).rejects.toMatchObject({ failure: { code: 'import/unreadable' } })
  })
})

describe('rows that cannot be taken are named', () => {
  test('parties', async () => {
    const plan = await planOf(
      [
        'Name,Phone,Balance',
        'Ramesh,1,500',
        ',2,500',
        `${'x'.repeat(10_000)},3,500`,
        '🧵🪡 ধাগা,4,500',
        'Zero,5,0',
        'Huge,6,1e20',
        'Fine,7,12.345',
        'Word,8,lots',
        ',,',
        'Ramesh,1,500',
        'Minus,9,(250)',
        'Total,,1250'
      ].join('\n')
    )
    expect(remarksOf(plan)).toEqual([
      '3 name-missing',
      '4 name-too-long',
      '7 amount-too-large',
      '8 amount-too-fine',
      '9 amount-unreadable',
      '10 empty-row',
      '11 duplicate-in-file',
      '13 total-row'
    ])
    expect(plan).toMatchObject({
      lineCount: 12,
      takenLineCount: 4,
      newParties: 4,
      newEntries: 3,
      getMinor: 100_000,
      giveMinor: 25_000
    })
    expect(plan.remarks.find((remark) => remark.remark === 'name-too-long')?.value).toHaveLength(81)
  })

  test('entries', async () => {
    const plan = await planOf(
      [
        'Sharma Stores,,,',
        'Date;Party;Type;Amount',
        '21-11-2026;Ramesh;Sale;500',
        ';Ramesh;Sale;500',
        '31-02-2026;Ramesh;Sale;500',
        '21-11-2027;Ramesh;Sale;500',
        '21-11-2026;Ramesh;Journal;500',
        '21-11-2026;Ramesh;Receipt;0',
        '21-11-2026;;Receipt;20',
        '20-11-2026;;Sale;20',
        '20-11-2026;Ramesh;Receipt;12.345',
        '20-11-2026;Tea;Expense;30',
        ';Total;;1250'
      ].join('\n')
    )
    expect(remarksOf(plan)).toEqual([
      '1 before-header',
      '4 date-missing',
      '5 date-unreadable',
      '6 date-in-future',
      '7 kind-unknown',
      '8 amount-zero',
      '9 name-missing',
      '11 amount-too-fine',
      '13 total-row'
    ])
    expect(plan.totals).toEqual([
      { kind: 'sale', count: 2, amountMinor: 52_000 },
      { kind: 'expense', count: 1, amountMinor: 3000 }
    ])
  })

  test('invoices: a bad line keeps its whole invoice out', async () => {
    const plan = await planOf(
      [
        'InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID',
        '1,A,2,21-11-2026,0.125,C1',
        '1,B,1,21-11-2026,0.003,C1',
        '2,A,x,21-11-2026,5,C1',
        '2,B,1,21-11-2026,5,C1',
        ',B,1,21-11-2026,5,C1',
        'C3,B,-1,21-11-2026,5,C1',
        '4,B,-1,21-11-2026,5,C1',
        '5,B,1,21-11-2026,5,C1',
        '5,B,1,21-11-2026,5,',
        '6,B,1,21-11-2026,5,C1',
        '6,D,-1,21-11-2026,5,C1',
        '7,B,1,21-11-2026,0,C1'
      ].join('\n')
    )
    expect(remarksOf(plan)).toEqual([
      '4 amount-unreadable',
      '5 invoice-incomplete',
      '6 number-missing',
      '11 amount-zero',
      '12 amount-zero',
      '13 zero-value-line',
      '2 rounded-to-paisa',
      '8 unbalanced-invoice',
      '9 invoice-split',
      '10 invoice-split'
    ])
    expect(plan.totals).toEqual([
      { kind: 'sale', count: 3, amountMinor: 25 + 500 + 500 },
      { kind: 'sale-return', count: 2, amountMinor: 1000 }
    ])
  })

  test('missing columns are named, and nothing is taken', async () => {
    const table = await fileTableReader.read(fileOf('InvoiceNo,Quantity,UnitPrice\n1,2,3\n'))
    const { plan } = orThrow(
      planImport(table, { kind: 'invoice-lines', mapping: null, dateOrder: null }, emptyBook, plainIdFor)
    )
    expect(plan).toMatchObject({ missing: ['date', 'partyCode'], newEntries: 0, takenLineCount: 0 })
  })
})

describe('workbooks', () => {
  test('numbers keep their digits, dates are days, formulas their value', async () => {
    const plan = await planOf(
      makeWorkbook([
        ['Date', 'Party', 'Type', 'Amount'],
        [{ serial: '46347' }, 'Ramesh', 'Sale', { number: '1234.0999999999999' }],
        [{ serial: '46347.5' }, 'Ramesh', 'Receipt', { formula: '0.1+0.2', value: '0.30000000000000004' }],
        [{ number: '46346' }, 'Suresh', 'Sale', { number: '1.2E5' }],
        ['20-11-2026', 'Suresh', 'Sale', { error: '#DIV/0!' }],
        ['', 'Total', '', { number: '9' }]
      ])
    )
    expect(plan).toMatchObject({
      encoding: 'XLSX',
      delimiter: '',
      kind: 'entries',
      firstOn: 20261120,
      lastOn: 20261121
    })
    expect(plan.totals).toEqual([
      { kind: 'sale', count: 2, amountMinor: 123_410 + 12_000_000 },
      { kind: 'got', count: 1, amountMinor: 30 }
    ])
    expect(remarksOf(plan)).toEqual(['5 amount-unreadable', '6 total-row'])
  })
})
