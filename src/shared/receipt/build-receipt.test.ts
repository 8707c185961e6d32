import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bookDate } from '../calendar/book-date.ts'
import { minor, ZERO } from '../money/money.ts'
import { asDuplicate } from './as-duplicate.ts'
import { buildReceipt } from './build-receipt.ts'
import { payableOnReceipt } from './payable-on-receipt.ts'
import type { ReceiptBlock, ReceiptDocument } from './receipt-document.ts'
import type { ReceiptFacts, ReceiptKind } from './receipt-facts.ts'
import { STANDARD_LAYOUT } from './receipt-layout.ts'
import type { Translate } from './receipt-texts.ts'

/** Shows the key and what is filled in, so that a test reads which sentence was chosen. */
const keys: Translate = (key, params) => (params ? `${key}(${Object.values(params).join(',')})` : key)

const facts: ReceiptFacts = {
  language: 'en',
  kind: 'sale',
  shop: { name: 'Sharma', place: 'Delhi', phone: '', gstin: '', upiAddress: 'shop@bank', footText: '' },
  counterName: '',
  personName: 'Ravi',
  number: 'B1-1',
  bookOn: bookDate(2026, 11, 21),
  time: '10:41',
  occurredOn: null,
  party: { name: 'Ramesh', place: '', phone: '' },
  lines: [],
  amountMinor: minor(125_000),
  note: '',
  oldBalanceMinor: minor(1_245_000),
  newBalanceMinor: minor(1_320_000),
  cashMinor: minor(50_000),
  changeMinor: ZERO,
  upiMinor: ZERO,
  bankMinor: ZERO,
  creditMinor: minor(75_000),
  reference: 'B1-1',
  reversed: null
}

const blocksOf = (document: ReceiptDocument, type: ReceiptBlock['type']) =>
  document.blocks.filter((block) => block.type === type)
const pairsOf = (document: ReceiptDocument) =>
  document.blocks.flatMap((block) => (block.type === 'pair' ? [`${block.label} ${block.value}`] : []))

describe('the day to pay by', () => {
  const dueOn = bookDate(2026, 12, 21)
  const saysDue = (change: Partial<ReceiptFacts>, layout = STANDARD_LAYOUT) =>
    pairsOf(buildReceipt({ ...facts, dueOn, ...change }, keys, layout)).includes('dueOn 21-12-2026')

  test('stands under what is left on credit, for goods that were sold and that were bought', () => {
    const pairs = pairsOf(buildReceipt({ ...facts, dueOn }, keys))
    expect(pairs[pairs.indexOf('onCredit 750.00') + 1]).toBe('dueOn 21-12-2026')
    expect(saysDue({ kind: 'purchase', creditMinor: minor(-75_000) })).toBe(true)
  })

  test.each<[string, Partial<ReceiptFacts>]>([
    ['there is none', { dueOn: null }],
    ['nothing stays on credit', { creditMinor: ZERO }],
    ['it is taken off old dues', { kind: 'sale-return', creditMinor: minor(-75_000) }],
    ['it is money', { kind: 'got', creditMinor: minor(-75_000) }],
    ['the receipt was cancelled', { reversed: { number: 'X1-1', reason: '' } }]
  ])('is not said when %s', (_, change) => {
    expect(saysDue(change)).toBe(false)
  })

  test('is left out by a shop that does not want it', () => {
    expect(saysDue({}, { ...STANDARD_LAYOUT, hasDueDay: false })).toBe(false)
  })
})

describe('payableOnReceipt', () => {
  test('first the UPI part, then the unpaid part, then the whole balance', () => {
    expect(payableOnReceipt({ ...facts, upiMinor: minor(20_000) })).toBe(20_000)
    expect(payableOnReceipt(facts)).toBe(75_000)
    expect(payableOnReceipt({ ...facts, creditMinor: ZERO })).toBe(1_320_000)
    expect(payableOnReceipt({ ...facts, kind: 'got', creditMinor: minor(-50_000) })).toBe(1_320_000)
  })

  test.each<[string, Partial<ReceiptFacts>]>([
    ['nothing is owed', { creditMinor: ZERO, newBalanceMinor: ZERO }],
    ['we owe the party', { creditMinor: minor(-1), newBalanceMinor: minor(-100) }],
    ['the balance is not known', { creditMinor: ZERO, newBalanceMinor: null }],
    ['the shop takes no UPI', { shop: { ...facts.shop, upiAddress: '' } }],
    ['the receipt was cancelled', { reversed: { number: 'X1-1', reason: '' } }],
    ...(['purchase', 'gave', 'expense', 'contra', 'reversal', 'sale-return'] as const).map(
      (kind): [string, Partial<ReceiptFacts>] => [`it is a ${kind}`, { kind }]
    )
  ])('no QR when %s', (_, change) => {
    const paper = { ...facts, ...change }
    expect(payableOnReceipt(paper)).toBe(0)
    expect(blocksOf(buildReceipt(paper, keys), 'qr')).toEqual([])
  })
})

describe('buildReceipt', () => {
  test('says who owes whom in words, and how the balance came about', () => {
    expect(pairsOf(buildReceipt(facts, keys))).toEqual([
      'number(B1-1) dateTime(21-11-2026,10:41)',
      'cash 500.00',
      'onCredit 750.00',
      'oldYouOwe 12,450.00',
      'thisBill plus(1,250.00)',
      'paidNow minus(500.00)',
      'newYouOwe 13,200.00'
    ])
    const advance = { ...facts, oldBalanceMinor: minor(-200_000), newBalanceMinor: minor(-125_000) }
    expect(pairsOf(buildReceipt(advance, keys))).toEqual(
      expect.arrayContaining(['oldWeOwe 2,000.00', 'newWeOwe 1,250.00'])
    )
  })

  test('prints no arithmetic that does not add up', () => {
    const strange = buildReceipt({ ...facts, newBalanceMinor: minor(1) }, keys)
    expect(pairsOf(strange)).not.toContain('thisBill plus(1,250.00)')
    expect(pairsOf(strange)).toContain('newYouOwe 0.01')
  })

  test('never counts change as cash', () => {
    const sale = { ...facts, cashMinor: minor(150_000), changeMinor: minor(75_000), creditMinor: minor(50_000) }
    expect(pairsOf(buildReceipt(sale, keys)).slice(1, 5)).toEqual([
      'cashGiven 1,500.00',
      'change minus(750.00)',
      'cash 750.00',
      'onCredit 500.00'
    ])
  })

  test('a shop address that makes no link is printed in words', () => {
    const paper = buildReceipt({ ...facts, shop: { ...facts.shop, upiAddress: 'not an address' } }, keys)
    expect(blocksOf(paper, 'qr')).toEqual([])
    expect(paper.blocks).toContainEqual(expect.objectContaining({ text: 'payByUpiTo(not an address)' }))
  })

  test('a code that no paper holds is left out, and the receipt says why and how to pay', () => {
    const upiAddress = `${'a'.repeat(245)}@bank`
    const shop = { ...facts.shop, name: 'x'.repeat(99), upiAddress }
    const paper = buildReceipt({ ...facts, shop, reference: 'r'.repeat(35), number: 'n'.repeat(50) }, keys)
    expect(blocksOf(paper, 'qr')).toEqual([
      expect.objectContaining({ payload: '', instead: ['qrTooLong', `payByUpiTo(${upiAddress})`] })
    ])
  })

  test('an entry of an earlier day names that day; a cancellation names what it cancels', () => {
    expect(pairsOf(buildReceipt({ ...facts, occurredOn: bookDate(2026, 11, 19) }, keys))).toContain(
      'occurredOn 19-11-2026'
    )
    const cancellation = buildReceipt(
      { ...facts, kind: 'reversal', reversed: { number: 'B1-0', reason: 'wrong' } },
      keys
    )
    expect(cancellation.blocks).toContainEqual(expect.objectContaining({ text: 'cancels(B1-0)' }))
    const cancelled = buildReceipt({ ...facts, reversed: { number: 'X1-0', reason: '' } }, keys)
    expect(blocksOf(cancelled, 'banner')).toEqual([{ type: 'banner', text: 'cancelled' }])
  })

  test('any facts make a paper of plain JSON with one cut, and its steps lead from the old to the new balance', () => {
    const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map(minor)
    const kind = fc.constantFrom<ReceiptKind>(
      'sale',
      'sale-return',
      'purchase',
      'got',
      'gave',
      'expense',
      'contra',
      'reversal'
    )
    fc.assert(
      fc.property(kind, fc.nat(1_000_000), amount, amount, (ofKind, amountMinor, creditMinor, old) => {
        const effect = minor(ofKind === 'got' ? -amountMinor : ofKind === 'gave' ? amountMinor : creditMinor)
        const newBalanceMinor = minor(old + effect)
        const paper = buildReceipt(
          {
            ...facts,
            kind: ofKind,
            amountMinor: minor(amountMinor),
            creditMinor,
            oldBalanceMinor: old,
            newBalanceMinor
          },
          keys
        )
        expect(JSON.parse(JSON.stringify(paper))).toEqual(paper)
        expect(blocksOf(paper, 'cut').length).toBe(1)
        expect(paper.blocks.at(-1)?.type).toBe('cut')
        if (ofKind === 'expense' || ofKind === 'contra') return
        const steps = pairsOf(paper).flatMap((words) => /(plus|minus)\(([\d,.]+)\)$/.exec(words)?.slice(1) ?? [])
        let total = 0
        for (let at = 0; at < steps.length; at += 2) {
          total += (steps[at] === 'plus' ? 1 : -1) * Number(steps[at + 1]?.replace(/[,.]/g, ''))
        }
        expect(total).toBe(effect)
      })
    )
  })
})

describe('asDuplicate', () => {
  test('is marked at both ends, keeps the paper, and never opens the drawer', () => {
    const original = buildReceipt(facts, keys)
    const copy = asDuplicate({ ...original, blocks: [{ type: 'drawer' }, ...original.blocks] }, 2, keys)
    expect(blocksOf(copy, 'banner')).toEqual([
      { type: 'banner', text: 'duplicate(2)' },
      { type: 'banner', text: 'duplicate(2)' }
    ])
    expect(copy.blocks[0]?.type).toBe('banner')
    expect(copy.blocks.at(-1)?.type).toBe('cut')
    expect(blocksOf(copy, 'drawer')).toEqual([])
    expect(blocksOf(copy, 'qr')).toEqual(blocksOf(original, 'qr'))
  })
})
