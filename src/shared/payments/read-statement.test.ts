import { describe, expect, test } from 'vitest'
import { shippedRules } from '#tests/fixtures/statements/statement-rules.ts'
import { findColumns, headingFingerprint } from './find-columns.ts'
import { readStatement } from './read-statement.ts'
import type { LearnedMapping } from './statement-rule.ts'

const HDFC = ['Date', 'Narration', 'Chq./Ref.No.', 'Value Dt', 'Withdrawal Amt.', 'Deposit Amt.', 'Closing Balance']

function read(
  rows: string[][],
  fileName = 'statement.csv',
  learned: (key: string) => LearnedMapping | null = () => null
) {
  const table = { fileName, encoding: 'UTF-8', delimiter: ',', rows }
  const found = findColumns(rows, shippedRules, learned, fileName)
  return { found, ...readStatement(table, found) }
}

const remarks = (statement: ReturnType<typeof read>) =>
  statement.remarks.map(({ line, column, remark }) => `${line}${column} ${remark}`)

describe('which bank', () => {
  test.each([
    ['hdfc', HDFC],
    ['sbi', ['Txn Date', 'Value Date', 'Description', 'Ref No./Cheque No.', 'Debit', 'Credit', 'Balance']],
    [
      'icici',
      [
        ...['S No.', 'Value Date', 'Transaction Date', 'Cheque Number', 'Transaction Remarks'],
        ...['Withdrawal Amount (INR )', 'Deposit Amount (INR )', 'Balance (INR )']
      ]
    ],
    ['axis', ['Tran Date', 'CHQNO', 'PARTICULARS', 'DR', 'CR', 'BAL', 'SOL']],
    ['kotak', ['Sl. No.', 'Date', 'Description', 'Chq / Ref number', 'Amount', 'Dr / Cr', 'Balance', 'Dr / Cr']],
    ['pnb', ['Transaction Date', 'Cheque Number', 'Withdrawal', 'Deposit', 'Balance', 'Narration']],
    ['bank-of-baroda', ['DATE', 'NARRATION', 'CHQ.NO.', 'WITHDRAWAL(DR)', 'DEPOSIT(CR)', 'BALANCE(INR)']]
  ])('%s is told by its heading', (id, header) => {
    expect(findColumns([header], shippedRules, () => null, 'x.csv').rule.id).toBe(id)
  })

  test('a heading that nobody knows is left to a person, and what he says is remembered', () => {
    const rows = [
      ['Kiosk', 'When', 'How much'],
      ['7', '01-04-2026', '250.00']
    ]
    expect(findColumns(rows, shippedRules, () => null, 'x.csv').columns).toEqual({})
    const known = { ruleId: 'other', columns: { date: 1, amount: 2 }, dateOrder: 'dmy' } as const
    const statement = read(rows, 'x.csv', (key) => (key === headingFingerprint(rows[0] ?? []) ? known : null))
    expect(statement.found.isLearned).toBe(true)
    expect(statement.lines).toMatchObject([{ on: 20260401, amountMinor: 250_00 }])
  })

  test('a heading over two rows, as merged cells leave it', () => {
    const rows = [
      ['Transaction', 'Transaction', 'Amount', 'Dr /'],
      ['Date', 'Details', '', 'Cr'],
      ['01-04-2026', 'UPI/609112345678/Ramesh', '250.00', 'CR']
    ]
    expect(read(rows).lines).toMatchObject([{ amountMinor: 250_00, reference: '609112345678' }])
  })
})

describe('rows as banks write them', () => {
  test('the reference is read without the zeros that fill it up, and out of the narration', () => {
    const { lines } = read([
      HDFC,
      ['01/04/26', 'UPI-RAMESH', '0000609112345678', '01/04/26', '', '1,00,000.00', '100000.00'],
      ['02/04/26', 'UPI-ASHA-asha@ybl-609212345678-PAY', '', '02/04/26', '', '50.00', '100050.00']
    ])
    expect(lines.map(({ reference }) => reference)).toEqual(['609112345678', '609212345678'])
    expect(lines[0]).toMatchObject({ on: 20260401, amountMinor: 1_00_000_00, fingerprint: 'utr:609112345678:10000000' })
  })

  test('negative styles and sides: only money that came in is a line', () => {
    const header = ['Date', 'Description', 'Amount', 'Dr / Cr']
    const { lines, counts } = read([
      header,
      ['01-04-2026', 'in', '1,200.00 Cr', ''],
      ['01-04-2026', 'out', '1,200.00 Dr', ''],
      ['01-04-2026', 'out', '(1,200.00)', ''],
      ['01-04-2026', 'in by column', '1,300.00', 'CR'],
      ['01-04-2026', 'out by column', '1,300.00', 'DR'],
      ['01-04-2026', 'out with a dash', '1,200.00-', '']
    ])
    expect(lines.map(({ amountMinor }) => amountMinor)).toEqual([1_200_00, 1_300_00])
    expect(counts).toMatchObject({ in: 2, out: 4, leftOut: 0 })
  })

  test('in a column of money in, what is negative was taken back', () => {
    const { lines, counts } = read([
      HDFC,
      ['01/04/26', 'UPI', '609112345678', '', '', '(1,200.00)', ''],
      ['01/04/26', 'UPI', '609112345679', '', '', '1,200.00 Cr', '']
    ])
    expect(lines.map(({ reference }) => reference)).toEqual(['609112345679'])
    expect(counts.out).toBe(1)
  })

  test('what cannot be read is left out with line and column', () => {
    const statement = read([
      ['HDFC BANK'],
      HDFC,
      ['31/02/26', 'no such day', '', '', '', '10.00', ''],
      ['01/04/26', 'no amount', '', '', '', 'ten', ''],
      ['01/04/26', 'both', '', '', '10.00', '10.00', ''],
      ['01/04/26', 'half a paisa', '', '', '', '10.005', ''],
      ['01/04/26', 'too much', '', '', '', '99999999999999', ''],
      ['01/04/26', 'a debit in the credit column', '', '', '', '10.00 Dr', ''],
      ['01/04/26', 'nothing', '', '', '', '', '']
    ])
    expect(statement.lines).toEqual([])
    expect(remarks(statement)).toEqual([
      '3A date-unreadable',
      '4F amount-unreadable',
      '5E both-sides',
      '6F amount-too-fine',
      '7F amount-too-large',
      '8F both-sides',
      '9F amount-missing'
    ])
  })

  test('a day of merged cells is the day above, a narration runs on below, stars and totals are passed over', () => {
    const statement = read([
      HDFC,
      Array<string>(7).fill('****'),
      ['01/04/26', 'UPI-RAMESH-', '', '', '', '10.00', '110.00'],
      ['', '609112345678-PAY', '', '', '', '', ''],
      ['', 'UPI-ASHA', '609112345679', '', '', '20.00', '130.00'],
      HDFC,
      ['02/04/26', 'Total Traders', '609112345670', '', '', '30.00', '160.00'],
      ['Grand Total', '', '', '', '0.00', '60.00', ''],
      ['', '', '', '', '', '', '']
    ])
    expect(statement.lines.map(({ on, text }) => [on, text])).toEqual([
      [20260401, 'UPI-RAMESH- 609112345678-PAY'],
      [20260401, 'UPI-ASHA'],
      [20260402, 'Total Traders']
    ])
    expect(statement.lines[0]?.reference).toBe('609112345678')
    expect(remarks(statement)).toEqual(['5A date-from-above'])
    expect(statement.balance).toBe('proved')
  })

  test('the same line twice is one line; two alike without a reference stay two', () => {
    const header = ['Date', 'Description', 'Credit']
    const statement = read([
      header,
      ['01-04-2026', 'UPI/609112345678/Ramesh', '10.00'],
      ['01-04-2026', 'UPI/609112345678/Ramesh', '10.00'],
      ['01-04-2026', 'cash machine', '10.00'],
      ['01-04-2026', 'cash machine', '10.00']
    ])
    expect(statement.lines.length).toBe(3)
    expect(new Set(statement.lines.map(({ fingerprint }) => fingerprint)).size).toBe(3)
    expect(remarks(statement)).toEqual(['3 duplicate'])
  })

  test('a number in every narration is no reference', () => {
    const header = ['Date', 'Description', 'Credit']
    const { lines } = read([
      header,
      ['01-04-2026', 'SETTLEMENT 123456789012', '10.00'],
      ['02-04-2026', 'SETTLEMENT 123456789012', '20.00']
    ])
    expect(lines.map(({ reference }) => reference)).toEqual(['', ''])
  })

  test('a telephone in every narration is no reference: each line has its own, or its row', () => {
    const header = ['Date', 'Description', 'Credit']
    const { lines, counts } = read([
      header,
      ['01-11-2025', 'UPI/919876543210@waicici-512345678901', '500.00'],
      ['15-11-2025', 'UPI/919876543210@waicici-512345678902', '500.00'],
      ['16-11-2025', 'UPI/919876543210/cash', '500.00'],
      ['17-11-2025', 'UPI/000000000000/cash', '500.00']
    ])
    expect(lines.map(({ reference }) => reference)).toEqual(['512345678901', '512345678902', '', ''])
    expect(new Set(lines.map(({ fingerprint }) => fingerprint)).size).toBe(4)
    expect(counts).toMatchObject({ in: 4, duplicate: 0 })
  })

  test('a number in narrations of several days is no reference; in one that went out again it is', () => {
    const header = ['Date', 'Description', 'Amount', 'Dr / Cr']
    const { lines, counts } = read([
      header,
      ['01-04-2026', 'SETTLEMENT 123456789012', '10.00', 'Cr'],
      ['02-04-2026', 'SETTLEMENT 123456789012', '10.00', 'Cr'],
      ['03-04-2026', 'UPI/609112345678', '20.00', 'Cr'],
      ['05-04-2026', 'UPI/REV/609112345678', '20.00', 'Dr']
    ])
    expect(lines.map(({ reference, amountMinor }) => [reference, amountMinor])).toEqual([
      ['', 10_00],
      ['', 10_00]
    ])
    expect(counts).toMatchObject({ in: 2, out: 1, notThrough: 1, duplicate: 0 })
  })

  test('what did not go through is no money; what went out again is said', () => {
    const header = ['Date', 'UTR', 'Amount', 'Type', 'Status']
    const statement = read([
      header,
      ['01-04-2026 10:12 AM', '609112345678', '10.00', 'Credit', 'FAILED'],
      ['01-04-2026 10:12 PM', '609112345679', '10.00', 'Credit', 'Success'],
      ['02-04-2026', '609112345679', '10.00', 'Refund', 'Success'],
      ['02-04-2026 10:12 PM', '609112345670', '10.00', 'Credit', 'Success']
    ])
    expect(statement.lines).toMatchObject([{ reference: '609112345670', time: '22:12' }])
    expect(remarks(statement)).toEqual(['2E did-not-go-through', '3 taken-back'])
    expect(statement.counts).toMatchObject({ in: 1, out: 1, notThrough: 2 })
  })

  test('a balance that does not follow is named, from old to new and from new to old', () => {
    const row = (amount: string, balance: string) => ['01/04/26', `x${amount}`, '', '', '', amount, balance]
    expect(read([HDFC, row('10.00', '10.00'), row('5.00', '15.00')]).balance).toBe('proved')
    expect(read([HDFC, row('5.00', '15.00'), row('10.00', '10.00')]).balance).toBe('proved')
    const broken = read([HDFC, row('10.00', '10.00'), row('5.00', '16.00'), row('4.00', '20.00')])
    expect(broken.balance).toBe('broken')
    expect(remarks(broken)).toEqual(['3G balance-jumps'])
  })

  test('letters that a wrong encoding broke are said', () => {
    const statement = read([
      ['Date', 'Description', 'Credit'],
      ['01-04-2026', 'Ram\ufffdsh', '10.00']
    ])
    expect(remarks(statement)).toEqual(['2B letters-broken'])
  })
})
