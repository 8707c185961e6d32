import type { TallyChange } from './tally.ts'
import type { Typist } from './typist.ts'

/** The shop whose day is played. */
export const SHOP = {
  name: 'Sharma Traders',
  place: 'Karol Bagh, Delhi',
  upiAddress: 'sharma.traders@okaxis',
  openingCash: '2000',
  person: 'Ravi'
} as const

/** Something that is entered at the counter, what it does to the tally, and what its paper asks for. */
export interface DayEntry {
  readonly name: string
  /** What is typed. `look` is called where the screen is worth a picture. */
  readonly keys: (typist: Typist, look: (name: string) => Promise<void>) => Promise<void>
  readonly change: TallyChange
  /** No paper, a paper without a code, or the amount in rupees that the code on it asks for. */
  readonly paper: 'none' | 'plain' | { readonly asksFor: string }
}

/** From the first question to the counter: every question is answered, only what differs from the default is typed. */
export async function answerFirstRun(typist: Typist, look: (name: string) => Promise<void>): Promise<void> {
  await look('first run, where the shop is')
  await typist.line('delhi')
  await look('first run, the language that fits there')
  await typist.type('e')
  await typist.press('Enter')
  await typist.line(SHOP.name)
  await typist.line(SHOP.place)
  await look('first run, the trade')
  await typist.press('Enter')
  await typist.type(SHOP.upiAddress)
  await look('first run, the UPI address')
  await typist.press('Enter')
  await typist.line(SHOP.openingCash)
  await typist.line(SHOP.person)
}

export const DAY_ENTRIES: readonly DayEntry[] = [
  {
    name: 'a new party in Devanagari, with its first credit sale',
    keys: async (typist, look) => {
      await typist.type('रमेश किराना 1250')
      await look('counter, a party that is not known yet')
      await typist.press('Alt+C')
      await typist.line('cotton bales')
    },
    change: { sales: 1_250_00, credit: 1_250_00, owes: { 'रमेश किराना': 1_250_00 } },
    paper: { asksFor: '1250.00' }
  },
  {
    name: 'a credit sale to रमेश, found by ramesh, with a sum for its amount',
    keys: async (typist, look) => {
      await typist.type('ramesh 250+90*3')
      await look('counter, ramesh finds रमेश')
      await typist.press('Enter')
      await look('counter, old and new balance before Accept')
      await typist.press('Ctrl+A')
    },
    change: { sales: 520_00, credit: 520_00, owes: { 'रमेश किराना': 520_00 } },
    paper: { asksFor: '520.00' }
  },
  {
    name: 'a payment in cash',
    keys: async (typist) => {
      await typist.press('F6')
      await typist.line('ramesh 500')
      await typist.press('Enter')
    },
    change: { dues: 500_00, owes: { 'रमेश किराना': -500_00 } },
    paper: { asksFor: '1270.00' }
  },
  {
    name: 'a sale paid in part by cash and UPI, the rest on credit',
    keys: async (typist, look) => {
      await typist.line('ramesh 3000')
      await typist.type('rice, 2 bags')
      await typist.press('Ctrl+P')
      await typist.line('1000')
      await typist.line('800')
      await look('counter, part cash, part UPI, the rest on credit')
      await typist.press('Enter')
    },
    change: {
      sales: 3_000_00,
      cashSales: 1_000_00,
      upiWaiting: 800_00,
      credit: 1_200_00,
      owes: { 'रमेश किराना': 1_200_00 }
    },
    paper: { asksFor: '800.00' }
  },
  {
    name: 'a cash sale with change',
    keys: async (typist, look) => {
      await typist.press('Enter')
      await typist.type('260')
      await typist.press('Ctrl+P')
      await typist.type('500')
      await look('counter, change to give back')
      await typist.press('Ctrl+A')
    },
    change: { sales: 260_00, cashSales: 260_00 },
    paper: 'plain'
  },
  {
    name: 'a cash sale of 25k',
    keys: async (typist) => {
      await typist.line('25k')
      await typist.press('Enter')
    },
    change: { sales: 25_000_00, cashSales: 25_000_00 },
    paper: 'plain'
  },
  {
    name: 'an expense',
    keys: async (typist) => {
      await typist.press('F5')
      await typist.line('tea 60')
      await typist.press('Enter')
    },
    change: { expenses: 60_00 },
    paper: 'none'
  },
  {
    name: 'freight',
    keys: async (typist, look) => {
      await typist.press('F5')
      await look('counter, what money is paid out for')
      await typist.line('freight 800')
      await typist.line('tempo from Sadar')
    },
    change: { expenses: 800_00 },
    paper: 'none'
  },
  {
    name: 'cash to the bank',
    keys: async (typist, look) => {
      await typist.press('F4')
      await look('counter, contra')
      await typist.press('Enter')
      await typist.line('10k')
      await typist.press('Enter')
    },
    change: { toBank: 10_000_00 },
    paper: 'none'
  },
  {
    name: 'a credit sale of 1.5L to a new party',
    keys: async (typist) => {
      await typist.type('Anita Stores 1.5L')
      await typist.press('Alt+C')
      await typist.line('edible oil')
    },
    change: { sales: 1_50_000_00, credit: 1_50_000_00, owes: { 'Anita Stores': 1_50_000_00 } },
    paper: { asksFor: '150000.00' }
  },
  {
    name: 'a payment by UPI, which the customer shows on the phone',
    keys: async (typist, look) => {
      await typist.press('F6', 'F6')
      await typist.line('anita 50,000')
      await look('counter, paid by UPI')
      await typist.press('Enter')
    },
    change: { upiWaiting: 50_000_00, owes: { 'Anita Stores': -50_000_00 } },
    paper: { asksFor: '50000.00' }
  },
  {
    name: 'a cash sale that is a slip',
    keys: async (typist) => {
      await typist.line('99')
      await typist.press('Enter')
    },
    change: { sales: 99_00, cashSales: 99_00 },
    paper: 'plain'
  },
  {
    name: 'its reversal, with a reason',
    keys: async (typist, look) => {
      await typist.press('Alt+X')
      await typist.type('Entered twice')
      await look('counter, a reversal with its reason')
      await typist.press('Enter')
    },
    change: { sales: -99_00, refunds: 99_00 },
    paper: 'plain'
  },
  {
    name: 'a purchase on credit from a new supplier',
    keys: async (typist) => {
      await typist.press('F9')
      await typist.type('Gopal Mills 40,000')
      await typist.press('Alt+C')
      await typist.line('sugar, 40 bags')
    },
    change: { owes: { 'Gopal Mills': -40_000_00 } },
    paper: 'none'
  },
  {
    name: 'cash paid to the supplier',
    keys: async (typist) => {
      await typist.press('F5')
      await typist.line('gopal 5000')
      await typist.press('Enter')
    },
    change: { paidOut: 5_000_00, owes: { 'Gopal Mills': 5_000_00 } },
    paper: 'plain'
  },
  {
    name: 'goods that come back',
    keys: async (typist) => {
      await typist.press('Alt+F5')
      await typist.line('ramesh 120')
      await typist.press('Enter')
    },
    change: { returns: 120_00, owes: { 'रमेश किराना': -120_00 } },
    paper: 'plain'
  },
  {
    name: 'a sale of yesterday, by F2',
    keys: async (typist) => {
      await typist.press('F2')
      await typist.line('y')
      await typist.line('anita 999.50')
      await typist.line('soap')
    },
    change: { sales: 999_50, credit: 999_50, owes: { 'Anita Stores': 999_50 } },
    paper: { asksFor: '999.50' }
  },
  {
    name: 'the same again for today, by Alt+2',
    keys: async (typist) => {
      await typist.press('Alt+2', 'Ctrl+A')
    },
    change: { sales: 999_50, credit: 999_50, owes: { 'Anita Stores': 999_50 } },
    paper: { asksFor: '999.50' }
  },
  {
    name: 'a payment in cash and UPI',
    keys: async (typist) => {
      await typist.press('F6')
      await typist.line('ramesh 350')
      await typist.press('Ctrl+P')
      await typist.line('200')
      await typist.type('150')
      await typist.press('Ctrl+A')
    },
    change: { dues: 200_00, upiWaiting: 150_00, owes: { 'रमेश किराना': -350_00 } },
    paper: { asksFor: '150.00' }
  },
  {
    name: 'a sale by UPI to a new party',
    keys: async (typist) => {
      await typist.type('Bharat Cloth 7500')
      await typist.press('Alt+C', 'F8', 'F8', 'F8', 'Ctrl+A')
    },
    change: { sales: 7_500_00, upiWaiting: 7_500_00, owes: { 'Bharat Cloth': 0 } },
    paper: { asksFor: '7500.00' }
  },
  {
    name: 'a small credit sale with a note for the shop alone',
    keys: async (typist) => {
      await typist.line('रम 45')
      await typist.press('Alt+N')
      await typist.type('broken carton')
      await typist.press('Ctrl+A')
    },
    change: { sales: 45_00, credit: 45_00, owes: { 'रमेश किराना': 45_00 } },
    paper: { asksFor: '45.00' }
  }
]

/** An entry that nobody planned: one line typed and accepted. `asksFor` null: a paper without a code. */
export function plainEntry(line: string, change: TallyChange, asksFor: string | null): DayEntry {
  return {
    name: line,
    keys: async (typist) => {
      await typist.line(line)
      await typist.press('Enter')
    },
    change,
    paper: asksFor === null ? 'plain' : { asksFor }
  }
}
