import { bookDate } from '#shared/calendar/book-date.ts'
import { minor, ZERO } from '#shared/money/money.ts'
import { asDuplicate } from '#shared/receipt/as-duplicate.ts'
import { buildDayInvoice } from '#shared/receipt/build-day-invoice.ts'
import { buildDayReport } from '#shared/receipt/build-day-report.ts'
import { buildReceipt } from '#shared/receipt/build-receipt.ts'
import { buildStatement } from '#shared/receipt/build-statement.ts'
import { buildTestPage } from '#shared/receipt/build-test-page.ts'
import type { DayReportFacts } from '#shared/receipt/day-report-facts.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { ReceiptFacts, ReceiptShop, StatementFacts } from '#shared/receipt/receipt-facts.ts'
import { DAY_INVOICE } from './day-invoice-sample.ts'
import { receiptTranslate } from './receipt-translate.ts'
import { recoverySamples } from './recovery-samples.ts'

const english = receiptTranslate('en')
const hindi = receiptTranslate('hi')

export const SHOP: ReceiptShop = {
  name: 'Sharma Traders',
  place: 'Sadar Bazaar, Delhi 110006',
  phone: '98100 12345',
  gstin: '07ABCDE1234F1Z5',
  upiAddress: 'sharma.traders@examplebank',
  footText: 'Goods once sold are taken back within 7 days with this bill.'
}

const HINDI_SHOP: ReceiptShop = {
  ...SHOP,
  name: 'शर्मा ट्रेडर्स',
  place: 'सदर बाज़ार, दिल्ली ११०००६',
  footText: 'माल सात दिन के अंदर इस बिल के साथ वापस लिया जाएगा। धन्यवाद!'
}

/** A credit sale with part cash, the plainest receipt of the counter. */
export const CREDIT_SALE: ReceiptFacts = {
  language: 'en',
  kind: 'sale',
  shop: SHOP,
  counterName: 'Counter 1',
  personName: 'Ravi',
  number: 'B1-0231',
  bookOn: bookDate(2026, 11, 21),
  time: '10:41',
  occurredOn: null,
  party: { name: 'Ramesh Kirana', place: 'Karol Bagh', phone: '94140 55555' },
  lines: [{ text: 'Cotton bales', amountMinor: minor(125_000) }],
  amountMinor: minor(125_000),
  note: '',
  oldBalanceMinor: minor(1_245_000),
  newBalanceMinor: minor(1_320_000),
  cashMinor: minor(50_000),
  changeMinor: ZERO,
  upiMinor: ZERO,
  bankMinor: ZERO,
  creditMinor: minor(75_000),
  dueOn: bookDate(2026, 12, 21),
  reference: 'B2627-B1-0231',
  reversed: null
}

const CASH_SALE: ReceiptFacts = {
  ...CREDIT_SALE,
  number: 'B1-0230',
  party: null,
  lines: [],
  amountMinor: minor(26_000),
  cashMinor: minor(50_000),
  changeMinor: minor(24_000),
  creditMinor: ZERO,
  oldBalanceMinor: null,
  newBalanceMinor: null
}

const HINDI_SALE: ReceiptFacts = {
  ...CREDIT_SALE,
  language: 'hi',
  shop: HINDI_SHOP,
  counterName: 'काउंटर १',
  personName: 'रवि',
  party: { name: 'रमेश किराना एवं क्षत्रिय ब्रदर्स', place: 'करोल बाग़', phone: '94140 55555' },
  lines: [
    { text: 'बासमती चावल 25 kg', amountMinor: minor(245_000) },
    { text: 'अरहर दाल, छिलका रहित, द्वितीय श्रेणी', amountMinor: minor(98_050) },
    { text: 'सरसों तेल 15 L (टिन)', amountMinor: minor(211_525) }
  ],
  amountMinor: minor(554_575),
  cashMinor: minor(100_000),
  upiMinor: minor(200_000),
  creditMinor: minor(254_575),
  newBalanceMinor: minor(1_499_575)
}

const PAYMENT: ReceiptFacts = {
  ...CREDIT_SALE,
  kind: 'got',
  number: 'R1-0107',
  lines: [],
  amountMinor: minor(1_500_000),
  cashMinor: minor(1_000_000),
  bankMinor: minor(500_000),
  creditMinor: minor(-1_500_000),
  newBalanceMinor: minor(-255_000),
  note: 'Cheque 004512, State Bank'
}

const LONG_NAMES: ReceiptFacts = {
  ...CREDIT_SALE,
  shop: { ...SHOP, name: 'Messrs Venkatanarasimharajuvaripeta Wholesale Provision Merchants & Commission Agents' },
  party: {
    name: 'Shri Ganesh Lakshmi Narasimha Dharmaraja Provision & General Stores (Unit of Rajarajeshwari Enterprises) 😀 தமிழ்',
    place: 'Opposite Old Bus Stand, Chikkaballapura Road, Near Anjaneya Temple, Hoskote Taluk',
    phone: '94140 55555'
  },
  lines: [
    { text: 'Supercalifragilisticexpialidocious-without-any-blank-in-it-at-all', amountMinor: minor(99_999_999_999) },
    { text: 'Rice', amountMinor: minor(1) }
  ],
  amountMinor: minor(100_000_000_000),
  cashMinor: ZERO,
  creditMinor: minor(100_000_000_000),
  oldBalanceMinor: minor(-500),
  newBalanceMinor: minor(99_999_999_500)
}

const CANCELLATION: ReceiptFacts = {
  ...CREDIT_SALE,
  kind: 'reversal',
  number: 'X1-0003',
  lines: [],
  cashMinor: ZERO,
  creditMinor: ZERO,
  oldBalanceMinor: minor(1_320_000),
  newBalanceMinor: minor(1_245_000),
  reversed: { number: 'B1-0231', reason: 'Wrong party' }
}

const EXPENSE: ReceiptFacts = {
  ...CREDIT_SALE,
  kind: 'expense',
  number: 'V1-0042',
  party: { name: 'Freight', place: '', phone: '' },
  lines: [{ text: 'Gopal Transport, 12 bales', amountMinor: minor(80_000) }],
  amountMinor: minor(80_000),
  cashMinor: minor(80_000),
  creditMinor: ZERO,
  oldBalanceMinor: null,
  newBalanceMinor: null
}

export const Z_REPORT: DayReportFacts = {
  language: 'en',
  title: 'z',
  zNo: 214,
  shop: SHOP,
  counterName: 'Counter 1',
  bookOn: bookDate(2026, 11, 21),
  openedAt: '09:12',
  closedAt: '20:47',
  personName: 'Ravi',
  firstNumber: 'B1-0187',
  lastNumber: 'B1-0231',
  counts: { sale: 45, 'sale-return': 1, purchase: 2, got: 9, gave: 1, expense: 4, contra: 1, reversal: 1 },
  openingFloatMinor: minor(200_000),
  cash: {
    cashSalesMinor: minor(1_452_000),
    duesReceivedCashMinor: minor(500_000),
    otherCashInMinor: ZERO,
    fromOwnerOrBankMinor: ZERO,
    cashRefundsMinor: ZERO,
    cashExpensesMinor: minor(135_000),
    cashPaidToPartiesMinor: ZERO,
    toOwnerMinor: minor(150_000),
    toBankMinor: ZERO,
    handoversMinor: ZERO,
    afterCountMinor: minor(26_000)
  },
  expectedMinor: minor(1_841_000),
  countedMinor: minor(1_840_000),
  overShortMinor: minor(-1_000),
  reason: 'Change given twice',
  isUncounted: false,
  nextPersonName: '',
  shifts: [],
  denominations: [
    { valueMinor: minor(50_000), count: 24, amountMinor: minor(1_200_000) },
    { valueMinor: minor(20_000), count: 9, amountMinor: minor(180_000) },
    { valueMinor: minor(10_000), count: 31, amountMinor: minor(310_000) },
    { valueMinor: minor(5_000), count: 12, amountMinor: minor(60_000) },
    { valueMinor: minor(2_000), count: 40, amountMinor: minor(80_000) },
    { valueMinor: minor(1_000), count: 10, amountMinor: minor(10_000) }
  ],
  tornMinor: ZERO,
  chequesMinor: ZERO,
  vouchersMinor: ZERO,
  closedToOwnerMinor: minor(1_466_000),
  closedToBankMinor: minor(200_000),
  nextFloatMinor: minor(200_000),
  upi: { waitingMinor: minor(120_000), claimedMinor: minor(701_000), provedMinor: minor(100_000) },
  bankMinor: minor(500_000),
  creditGivenMinor: minor(3_200_000),
  salesMinor: minor(5_647_000),
  returnsMinor: minor(42_000),
  recounts: [{ countedMinor: minor(1_830_000), time: '20:41' }],
  notices: ['The clock stood 12 minutes later at 16:20 than now.']
}

/** The Z of a day with three cashiers, the last of whom nobody counted, closed the day after. */
export const Z_OF_SHIFTS: DayReportFacts = {
  ...Z_REPORT,
  cash: { ...Z_REPORT.cash, cashSalesMinor: minor(1_436_000), handoversMinor: minor(-10_000), afterCountMinor: ZERO },
  closedAt: '08:50',
  countedMinor: null,
  overShortMinor: null,
  isUncounted: true,
  reason: 'Ravi had left with the key',
  denominations: [],
  closedToOwnerMinor: ZERO,
  closedToBankMinor: ZERO,
  nextFloatMinor: minor(1_841_000),
  shifts: [
    { personName: 'Ravi', from: '09:12', to: '13:30', overShortMinor: minor(-12_000) },
    { personName: 'आशा देवी', from: '13:30', to: '18:05', overShortMinor: minor(2_000) },
    { personName: 'Ravi', from: '18:05', to: '08:50', overShortMinor: null }
  ],
  recounts: [],
  notices: ['Closed later, on 22-11-2026 at 08:50. Entries of later days are in the next Z.']
}

/** What one cashier leaves to the next. */
export const SHIFT_REPORT: DayReportFacts = {
  ...Z_REPORT,
  title: 'shift',
  zNo: null,
  closedAt: '13:30',
  nextPersonName: 'Asha',
  notices: []
}

export const STATEMENT: StatementFacts = {
  language: 'en',
  shop: SHOP,
  party: { name: 'रमेश किराना', place: 'Karol Bagh', phone: '94140 55555' },
  fromOn: bookDate(2026, 11, 1),
  toOn: bookDate(2026, 11, 21),
  printedOn: bookDate(2026, 11, 21),
  time: '18:05',
  personName: 'Ravi',
  openingBalanceMinor: minor(-50_000),
  rows: [
    {
      on: bookDate(2026, 11, 3),
      number: 'B1-0102',
      text: 'Bill, cotton bales',
      amountMinor: minor(1_240_000),
      balanceMinor: minor(1_190_000)
    },
    {
      on: bookDate(2026, 11, 9),
      number: 'R1-0077',
      text: 'Payment',
      amountMinor: minor(-1_200_000),
      balanceMinor: minor(-10_000)
    },
    {
      on: bookDate(2026, 11, 19),
      number: 'B1-0219',
      text: 'Bill',
      amountMinor: minor(11_255_000),
      balanceMinor: minor(11_245_000)
    },
    {
      on: bookDate(2026, 11, 21),
      number: 'B1-0231',
      text: 'Bill',
      amountMinor: minor(75_000),
      balanceMinor: minor(11_320_000)
    }
  ],
  closingBalanceMinor: minor(11_320_000),
  reference: 'S2627-0042'
}

const NARROW = 384
const WIDE = 576

export interface PaperSample {
  readonly name: string
  readonly widthDots: number
  readonly document: ReceiptDocument
}

const both = (name: string, document: ReceiptDocument): PaperSample[] => [
  { name: `${name}-58`, widthDots: NARROW, document },
  { name: `${name}-80`, widthDots: WIDE, document }
]

/** One paper of each sort, as a shop would print it. */
export const PAPER_SAMPLES: readonly PaperSample[] = [
  ...both('credit-sale-en', buildReceipt(CREDIT_SALE, english)),
  ...both('sale-hi', buildReceipt(HINDI_SALE, hindi)),
  ...both('long-names', buildReceipt(LONG_NAMES, english)),
  ...both('z-report-en', buildDayReport(Z_REPORT, english)),
  ...both('z-of-shifts-en', buildDayReport(Z_OF_SHIFTS, english)),
  ...both('shift-en', buildDayReport(SHIFT_REPORT, english)),
  ...both('shift-hi', buildDayReport({ ...SHIFT_REPORT, language: 'hi', shop: HINDI_SHOP }, hindi)),
  ...both('day-invoice-en', buildDayInvoice(DAY_INVOICE, english)),
  ...both('day-invoice-hi', buildDayInvoice({ ...DAY_INVOICE, language: 'hi', shop: HINDI_SHOP }, hindi)),
  ...both('statement-en', buildStatement(STATEMENT, english)),
  { name: 'cash-sale-change-80', widthDots: WIDE, document: buildReceipt(CASH_SALE, english) },
  { name: 'payment-advance-80', widthDots: WIDE, document: buildReceipt(PAYMENT, english) },
  {
    name: 'payment-advance-hi-58',
    widthDots: NARROW,
    document: buildReceipt({ ...PAYMENT, language: 'hi', shop: HINDI_SHOP, counterName: '', personName: '' }, hindi)
  },
  { name: 'duplicate-58', widthDots: NARROW, document: asDuplicate(buildReceipt(CREDIT_SALE, english), 2, english) },
  { name: 'duplicate-hi-80', widthDots: WIDE, document: asDuplicate(buildReceipt(HINDI_SALE, hindi), 3, hindi) },
  { name: 'cancellation-80', widthDots: WIDE, document: buildReceipt(CANCELLATION, english) },
  {
    name: 'cancelled-again-58',
    widthDots: NARROW,
    document: buildReceipt({ ...CREDIT_SALE, reversed: { number: 'X1-0003', reason: 'Wrong party' } }, english)
  },
  { name: 'expense-58', widthDots: NARROW, document: buildReceipt(EXPENSE, english) },
  {
    name: 'x-report-hi-58',
    widthDots: NARROW,
    document: buildDayReport(
      {
        ...Z_REPORT,
        language: 'hi',
        shop: HINDI_SHOP,
        title: 'x',
        zNo: null,
        cash: { ...Z_REPORT.cash, cashSalesMinor: minor(1_426_000), afterCountMinor: ZERO },
        closedAt: '',
        countedMinor: null,
        overShortMinor: null,
        closedToOwnerMinor: ZERO,
        closedToBankMinor: ZERO,
        nextFloatMinor: null,
        notices: []
      },
      hindi
    )
  },
  {
    name: 'statement-hi-58',
    widthDots: NARROW,
    document: buildStatement({ ...STATEMENT, language: 'hi', shop: HINDI_SHOP }, hindi)
  },
  ...recoverySamples(SHOP.name),
  {
    name: 'test-page-58',
    widthDots: NARROW,
    document: buildTestPage(
      {
        language: 'en',
        printerName: 'Counter printer',
        reachedBy: '192.168.1.60:9100',
        widthDots: NARROW,
        on: bookDate(2026, 11, 21),
        time: '10:41'
      },
      english
    )
  },
  {
    name: 'test-page-hi-80',
    widthDots: WIDE,
    document: buildTestPage(
      {
        language: 'hi',
        printerName: 'काउंटर प्रिंटर',
        reachedBy: '192.168.1.60:9100',
        widthDots: WIDE,
        on: bookDate(2026, 11, 21),
        time: '10:41'
      },
      hindi
    )
  }
]
