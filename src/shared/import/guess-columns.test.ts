import { describe, expect, test } from 'vitest'
import { columnLetters, guessColumns, missingFields } from './guess-columns.ts'

const guess = (...lines: string[]) =>
  guessColumns(
    lines.map((line) => line.split('|')),
    null
  )

describe('exports of other programs', () => {
  test('Khatabook: parties', () => {
    const found = guess("Name|Phone Number|You'll Get|You'll Give", 'Ramesh|9826012345|500|')
    expect(found).toMatchObject({
      kind: 'parties',
      headingRows: 1,
      mapping: { name: 0, phone: 1, debit: 2, credit: 3 }
    })
  })

  test('Khatabook: entries below a title', () => {
    const found = guess(
      'Transactions of my shop',
      '',
      'Date|Customer|Details|Debit(-)|Credit(+)',
      '1-4-2026|Ramesh||5|'
    )
    expect(found).toMatchObject({
      kind: 'entries',
      headingRows: 3,
      mapping: { date: 0, name: 1, text: 2, debit: 3, credit: 4 }
    })
  })

  test('Tally: a group summary with two heading rows', () => {
    const found = guess('Shop|', 'Sundry Debtors|', 'Particulars|Closing Balance|', '|Debit|Credit', 'Ramesh|500|')
    expect(found).toMatchObject({ kind: 'parties', headingRows: 4, mapping: { name: 0, debit: 1, credit: 2 } })
  })

  test('Tally: day book', () => {
    const found = guess('Date|Particulars|Vch Type|Vch No.|Debit Amount|Credit Amount', '1-Apr-26|Ramesh|Sales|1|500|')
    expect(found).toMatchObject({
      kind: 'entries',
      mapping: { date: 0, name: 1, entryKind: 2, number: 3, debit: 4, credit: 5 }
    })
  })

  test('Vyapar: parties with two balances', () => {
    const found = guess('Name|Email|Phone No.|Address|Receivable Balance|Payable Balance', 'R|||||')
    expect(found).toMatchObject({ kind: 'parties', mapping: { name: 0, phone: 2, place: 3, debit: 4, credit: 5 } })
  })

  test('Hindi', () => {
    const found = guess('तारीख|ग्राहक का नाम|प्रकार|राशि', '1-4-2026|रमेश|बिक्री|500')
    expect(found).toMatchObject({ kind: 'entries', mapping: { date: 0, name: 1, entryKind: 2, amount: 3 } })
  })

  test('invoices, one item a line', () => {
    const found = guess(
      'InvoiceNo|StockCode|Description|Quantity|InvoiceDate|UnitPrice|CustomerID|Country',
      '1|2|3|4|5|6|7|8'
    )
    expect(found).toMatchObject({
      kind: 'invoice-lines',
      mapping: { number: 0, itemCode: 1, text: 2, quantity: 3, date: 4, rate: 5, partyCode: 6, place: 7 }
    })
  })
})

describe('without headings', () => {
  test('parties by the look of the cells', () => {
    const found = guess('Ramesh|9826012345|500', 'Suresh|9826054321|1,200.50')
    expect(found).toMatchObject({
      kind: 'parties',
      headingRows: 0,
      header: ['A', 'B', 'C'],
      mapping: { name: 0, phone: 1, balance: 2 }
    })
  })

  test('entries by the look of the cells', () => {
    const found = guess('01-04-2026|Ramesh|sale|500', '02-04-2026|Suresh|got|20')
    expect(found).toMatchObject({
      kind: 'entries',
      headingRows: 0,
      mapping: { date: 0, name: 1, amount: 3, entryKind: 2 }
    })
  })

  test('headings in a language that is not known are still headings', () => {
    expect(guess('பெயர்|தொலைபேசி|நிலுவை', 'Ramesh|9826012345|500')).toMatchObject({
      headingRows: 1,
      mapping: { name: 0 }
    })
  })
})

test('what is missing is the first of each group of alternatives', () => {
  expect(missingFields('entries', {})).toEqual(['date', 'amount', 'entryKind'])
  expect(missingFields('entries', { date: 0, debit: 1 })).toEqual([])
  expect(missingFields('parties', { partyCode: 0 })).toEqual([])
})

test('columns are lettered as in a spreadsheet', () => {
  expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
})
