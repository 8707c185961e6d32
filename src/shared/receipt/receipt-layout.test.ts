import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { minor, ZERO } from '#shared/money/money.ts'
import { asDuplicate } from './as-duplicate.ts'
import { buildReceipt } from './build-receipt.ts'
import type { ReceiptDocument } from './receipt-document.ts'
import type { ReceiptFacts, ReceiptKind } from './receipt-facts.ts'
import {
  everySection,
  RECEIPT_SECTIONS,
  REQUIRED_SECTIONS,
  type ReceiptLayout,
  receiptLayoutSchema,
  STANDARD_LAYOUT,
  withoutLogo
} from './receipt-layout.ts'
import type { Translate } from './receipt-texts.ts'

/** Says the key and what fills its gaps: whatever a paper must hold can be found in it. */
const t: Translate = (key, params) => [key, ...Object.values(params ?? {})].join(' ')

const facts = (kind: ReceiptKind, isCancelled: boolean): ReceiptFacts => ({
  language: 'en',
  kind,
  shop: { name: 'Shop', place: 'Place', phone: '1', gstin: 'G', upiAddress: 'shop@bank', footText: 'Foot' },
  counterName: 'Counter',
  personName: 'Ravi',
  number: 'B1-0001',
  bookOn: 20261121 as BookDate,
  time: '10:30',
  occurredOn: null,
  party: { name: 'Ramesh', place: 'Delhi', phone: '2' },
  lines: [{ text: 'Rice', amountMinor: minor(123_45) }],
  amountMinor: minor(123_45),
  note: '',
  oldBalanceMinor: ZERO,
  newBalanceMinor: minor(123_45),
  cashMinor: ZERO,
  changeMinor: ZERO,
  upiMinor: ZERO,
  bankMinor: ZERO,
  creditMinor: minor(123_45),
  reference: 'B1-0001',
  reversed: isCancelled ? { number: 'X1-0007', reason: 'wrong' } : null
})

const line = fc.string({ maxLength: 120 })
const layouts: fc.Arbitrary<ReceiptLayout> = fc
  .record({
    order: fc.shuffledSubarray([...RECEIPT_SECTIONS], { minLength: RECEIPT_SECTIONS.length }),
    hidden: fc.subarray(RECEIPT_SECTIONS.filter((id) => !REQUIRED_SECTIONS.includes(id))),
    logoSize: fc.constantFrom('small', 'medium', 'wide'),
    shopNameSize: fc.constantFrom('body', 'large', 'title'),
    hasShopPlace: fc.boolean(),
    hasShopPhone: fc.boolean(),
    hasShopGstin: fc.boolean(),
    headLines: fc.array(line, { maxLength: 4 }),
    hasPartyPlace: fc.boolean(),
    hasPartyPhone: fc.boolean(),
    hasDueDay: fc.boolean(),
    hasLineNumbers: fc.boolean(),
    qrSize: fc.constantFrom('largest', 'medium'),
    footLines: fc.array(line, { maxLength: 6 }),
    spacing: fc.constantFrom('normal', 'compact'),
    billCopies: fc.integer({ min: 1, max: 3 }),
    paymentCopies: fc.integer({ min: 1, max: 3 }),
    isCut: fc.boolean()
  })
  .map(({ order, hidden, ...rest }) =>
    receiptLayoutSchema.parse({ ...rest, sections: order.map((id) => ({ id, isShown: !hidden.includes(id) })) })
  )

const kinds: readonly ReceiptKind[] = [
  'sale',
  'sale-return',
  'purchase',
  'got',
  'gave',
  'expense',
  'contra',
  'reversal'
]
const wordsOf = (document: ReceiptDocument): string => JSON.stringify(document.blocks)

describe('whatever a shop arranges', () => {
  test('a receipt holds its number, its day and its amount, once, and ends in one cut', () => {
    fc.assert(
      fc.property(layouts, fc.constantFrom(...kinds), (layout, kind) => {
        const paper = buildReceipt(facts(kind, false), t, layout)
        expect(wordsOf(paper)).toContain('number B1-0001')
        expect(wordsOf(paper)).toContain('21-11-2026 10:30')
        const amounts = paper.blocks.filter((block) => block.type === 'big-amount')
        expect(amounts.map(({ amount }) => amount)).toEqual([`rupees ${formatAmount(minor(123_45))} ₹`])
        expect(paper.blocks.filter((block) => block.type === 'cut')).toHaveLength(1)
        expect(paper.blocks.at(-1)?.type).toBe('cut')
      })
    )
  })

  test('a cancelled paper says what it is, and so does a cancellation', () => {
    fc.assert(
      fc.property(layouts, fc.constantFrom(...kinds), (layout, kind) => {
        const said = wordsOf(buildReceipt(facts(kind, true), t, layout))
        if (kind === 'reversal') expect(said).toContain('cancels X1-0007')
        else {
          expect(said).toContain('{"type":"banner","text":"cancelled"}')
          expect(said).toContain('cancelledBy X1-0007')
        }
        expect(said).not.toContain('"qr"')
      })
    )
  })

  test('a reprint says DUPLICATE at both ends', () => {
    fc.assert(
      fc.property(layouts, fc.constantFrom(...kinds), (layout, kind) => {
        const { blocks } = asDuplicate(buildReceipt(facts(kind, false), t, layout), 2, t)
        expect(blocks[0]).toEqual({ type: 'banner', text: 'duplicate 2' })
        expect(blocks.at(-2)).toEqual({ type: 'banner', text: 'duplicate 2' })
      })
    )
  })

  test('no two lines part the same two sections, and none stands at the top', () => {
    fc.assert(
      fc.property(layouts, fc.constantFrom(...kinds), fc.boolean(), (layout, kind, isCancelled) => {
        const { blocks } = buildReceipt(facts(kind, isCancelled), t, layout)
        expect(blocks[0]?.type).not.toBe('rule')
        for (let at = 1; at < blocks.length; at++) {
          expect(blocks[at]?.type === 'rule' && blocks[at - 1]?.type === 'rule').toBe(false)
        }
      })
    )
  })
})

describe('receiptLayoutSchema', () => {
  const sections = STANDARD_LAYOUT.sections

  test.each(REQUIRED_SECTIONS)('refuses a paper without its %s', (id) => {
    const hidden = sections.map((section) => (section.id === id ? { ...section, isShown: false } : section))
    expect(receiptLayoutSchema.safeParse({ sections: hidden }).success).toBe(false)
    expect(receiptLayoutSchema.safeParse({ sections: sections.filter((one) => one.id !== id) }).success).toBe(false)
  })

  test('refuses a section that stands twice, and one that nobody knows', () => {
    expect(receiptLayoutSchema.safeParse({ sections: [...sections.slice(0, -1), sections[0]] }).success).toBe(false)
    expect(receiptLayoutSchema.safeParse({ sections: [...sections, { id: 'advert', isShown: true }] }).success).toBe(
      false
    )
  })

  test('a layout stored by an older version is made whole', () => {
    expect(receiptLayoutSchema.parse({ sections, logoSize: 'wide' })).toEqual({ ...STANDARD_LAYOUT, logoSize: 'wide' })
  })

  test('the form offers every section, also those that the stored layout does not name', () => {
    const few = { ...STANDARD_LAYOUT, sections: sections.filter(({ id }) => REQUIRED_SECTIONS.includes(id)) }
    const offered = everySection(few)
    expect(offered.map(({ id }) => id).toSorted()).toEqual([...RECEIPT_SECTIONS].toSorted())
    expect(offered.filter(({ isShown }) => isShown)).toHaveLength(REQUIRED_SECTIONS.length)
  })

  test('a shop without a logo keeps no place for one', () => {
    expect(wordsOf(buildReceipt(facts('sale', false), t, STANDARD_LAYOUT))).toContain('"picture"')
    expect(wordsOf(buildReceipt(facts('sale', false), t, withoutLogo(STANDARD_LAYOUT)))).not.toContain('"picture"')
  })
})
