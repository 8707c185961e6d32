import { expect, test } from 'vitest'
import { bookDate } from '#shared/calendar/book-date.ts'
import { add, subtract } from '#shared/money/money.ts'
import { sampleFacts } from './sample-receipt.ts'

const words = { party: 'Ramesh', place: 'Delhi', items: ['Rice', 'Oil', 'Soap'] }
const shop = { name: 'Shop', place: '', phone: '', gstin: '', upiAddress: '', footText: '' }
const parts = {
  language: 'en',
  shop,
  shopAddress: 'Khari Baoli',
  counterName: '',
  personName: '',
  time: '10:00'
} as const

test.each(['INR', 'EUR', 'VND'] as const)(
  'a sample of goods in %s is a bill whose money adds up, with a tax of its own',
  (currency) => {
    const facts = sampleFacts('goods', words, { ...parts, currency, bookOn: bookDate(2026, 11, 21) })
    const bill = facts.bill?.bill
    expect(bill?.lines.map(({ text }) => text)).toEqual(words.items)
    expect(facts.amountMinor).toBe(bill?.totalMinor)
    expect(add(facts.cashMinor, facts.creditMinor)).toBe(facts.amountMinor)
    expect(subtract(facts.newBalanceMinor ?? facts.cashMinor, facts.oldBalanceMinor ?? facts.cashMinor)).toBe(
      facts.creditMinor
    )
    expect(Object.keys(bill?.taxes ?? {})).toEqual(currency === 'INR' ? ['cgst', 'sgst'] : ['vat'])
  }
)
