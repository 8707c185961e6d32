import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PageMaker } from '#main/devices/printer/make-pages.ts'
import { PaperFonts } from '#main/devices/printer/paper-fonts.ts'
import { renderBitmap } from '#main/devices/printer/render-paper.ts'
import { buildReceipt } from '#shared/receipt/build-receipt.ts'
import { layOutLetters } from '#shared/receipt/layout-letters.ts'
import { rollBlocks } from '#shared/receipt/on-roll.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { ReceiptFacts } from '#shared/receipt/receipt-facts.ts'
import {
  RECEIPT_SECTIONS,
  REQUIRED_SECTIONS,
  type ReceiptLayout,
  receiptLayoutSchema
} from '#shared/receipt/receipt-layout.ts'
import { DELIVERED, INTRA, LONG_BILL } from './bill-papers.ts'
import { BUYER, billReceipt, JAIPUR, KIRANA, saleOf } from './bill-samples.ts'
import { receiptTranslate } from './receipt-translate.ts'

const folder = path.join(import.meta.dirname, '../../../resources/fonts')
const fonts = await PaperFonts.load(folder)
const pages = new PageMaker(folder)
const english = receiptTranslate('en')

/** Everything that is read on a paper, in one line, however it was broken. */
const PAPERS: Readonly<Record<string, (document: ReceiptDocument) => string>> = {
  '58 mm': (document) => onDots(document, 384),
  '80 mm': (document) => onDots(document, 576),
  letters: (document) =>
    layOutLetters(document, 32, () => true)
      .items.map((item) => (item.type === 'line' ? item.runs.map(({ text }) => text).join('') : ''))
      .join(' '),
  A4: (document) => onSheet(document)
}

function onDots(document: ReceiptDocument, widthDots: number): string {
  const { items } = renderBitmap(document, widthDots, fonts).paper
  return items.map((item) => (item.type === 'text' ? item.text.runs.map(({ text }) => text).join('') : '')).join(' ')
}

function onSheet(document: ReceiptDocument): string {
  const { html } = pages.make(document, 'a4', null, english)
  return html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
}

const plain = (words: string): string => words.replace(/\s+/g, ' ')
const unspaced = (words: string): string => words.replace(/\s+/g, '')

const invoice = (facts: ReceiptFacts, layout?: ReceiptLayout) => buildReceipt(facts, english, layout)

/** What rule 46 names, for a registered buyer in the same state, as letters that must stand on the paper. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  'name, address and GSTIN of the supplier': [
    'Sharma Traders',
    '2114 Katra Ishwar Bhawan, Khari Baoli, Delhi 110006',
    '07ABCDE1234F1Z5'
  ],
  'a number': ['B1/26-27/00231'],
  'the date of its issue': ['21-11-2026'],
  'name, address and GSTIN of the recipient': [
    'Ramesh Kirana & General Stores',
    '14/2 Ajmal Khan Road, Karol Bagh, New Delhi 110005',
    '07AAACR5055K1Z7'
  ],
  'HSN of the goods': ['100630', '392310'],
  'description of the goods': ['Basmati rice 25 kg', 'Transport crate (returnable)'],
  'quantity and its unit code': ['4 BAG', '12.5 KGS', '12 DOZ'],
  'value, and taxable value after discount': ['44,767.50', '372.33', '44,395.17', '47,396.00'],
  'place of supply': ['Place of supply', 'Delhi (07)'],
  'whether tax is payable on reverse charge': ['Tax payable on reverse charge'],
  'total in words': ['Forty-seven Thousand Three Hundred Ninety-six'],
  'signature of the supplier': ['For Sharma Traders', 'Authorised signatory'],
  'whose copy it is': ['Original for recipient']
}

describe.each(Object.entries(PAPERS))('a tax invoice on %s holds', (paper, read) => {
  const words = unspaced(read(invoice(billReceipt(INTRA))))
  test.each(Object.entries(NAMED))('%s', (_named, letters) => {
    for (const one of letters) expect(words).toContain(unspaced(one))
  })

  test('rate and amount of each tax', () => {
    const named =
      paper === 'A4' ? ['9 + 9 %', '202.64', 'CGST', 'SGST', '1,500.56'] : ['CGST 9 %', 'SGST 9 %', '579.02']
    for (const one of named) expect(words).toContain(unspaced(one))
  })

  test('of an unregistered buyer in another state above Rs 50,000: address, state with its code, place of supply, IGST', () => {
    const large = saleOf(
      KIRANA.map((line) => ({ ...line, count: line.count * 2 })),
      {},
      { party: JAIPUR }
    )
    const said = plain(read(invoice(billReceipt(large))))
    for (const one of ['5 M.I. Road, Jaipur 302001', 'Rajasthan (08)', 'IGST', 'Place of supply']) {
      expect(unspaced(said)).toContain(unspaced(one))
    }
    expect(unspaced(said)).toContain('Deliveryatthisaddress')
    expect(unspaced(said)).not.toContain('Deliveryaddress')
  })

  test('the address of delivery where that is another one, with its state and code', () => {
    const said = unspaced(read(invoice(billReceipt(DELIVERED))))
    for (const one of ['Delivery address', 'Godown 3, Bawana Industrial Area, Delhi 110039', 'Rajasthan (08)']) {
      expect(said).toContain(unspaced(one))
    }
    expect(said).toContain(unspaced('State: Delhi (07)'))
    expect(said).not.toContain('Deliveryatthisaddress')
    expect(words).not.toContain('Deliveryaddress')
  })

  test('that tax is payable on reverse charge, when it is', () => {
    const bill = saleOf(KIRANA.slice(0, 1), { isReverseCharge: true })
    expect(plain(read(invoice(billReceipt(bill))))).toMatch(/Tax payable on reverse charge\s+Yes/)
  })
})

const layouts = fc
  .record({
    order: fc.shuffledSubarray([...RECEIPT_SECTIONS], { minLength: RECEIPT_SECTIONS.length }),
    hidden: fc.subarray(RECEIPT_SECTIONS.filter((id) => !REQUIRED_SECTIONS.includes(id))),
    hasHsn: fc.boolean(),
    hasTaxTable: fc.boolean(),
    hasDiscounts: fc.boolean(),
    hasShopGstin: fc.boolean(),
    hasShopPlace: fc.boolean(),
    hasPartyPlace: fc.boolean(),
    billCopies: fc.integer({ min: 1, max: 3 })
  })
  .map(({ order, hidden, ...flags }) =>
    receiptLayoutSchema.parse({
      ...flags,
      sections: order.map((id) => ({ id, isShown: !new Set<string>(hidden).has(id) }))
    })
  )

test('whatever a shop hides or moves, an invoice keeps seller, buyer, number, goods and total, and asks for money once', () => {
  const facts = billReceipt(INTRA)
  fc.assert(
    fc.property(layouts, (layout) => {
      const document = invoice(facts, layout)
      const roll = plain(JSON.stringify(rollBlocks(document.blocks)))
      for (const words of [
        'Sharma Traders',
        '07ABCDE1234F1Z5',
        'Khari Baoli',
        BUYER.name,
        BUYER.gstin,
        'B1/26-27/00231',
        'Basmati rice',
        '₹ 47,396.00',
        'Tax Invoice'
      ]) {
        expect(roll).toContain(words)
      }
      expect(rollBlocks(document.blocks).filter(({ type }) => type === 'goods')).toHaveLength(1)
      expect(rollBlocks(document.blocks).filter(({ type }) => type === 'qr').length).toBeLessThanOrEqual(1)
      expect(document.blocks.filter(({ type }) => type === 'cut')).toHaveLength(1)
      const sheet = onSheet(document)
      expect(sheet.match(/Scan to pay/g)?.length ?? 0).toBeLessThanOrEqual(1)
      expect(sheet).toContain('Basmati rice')
    }),
    { numRuns: 40 }
  )
})

test('a bill of 300 lines has each once, under a head that stands on every sheet, and its sums once at the end', () => {
  const { html } = pages.make(LONG_BILL.document, 'a4', null, english)
  const table = html.slice(html.indexOf('<table class="goods">'), html.indexOf('</table>'))
  expect(table.match(/<thead>/g)).toHaveLength(1)
  expect(table.match(/<tr>/g)).toHaveLength(302)
  expect(html).toContain('thead { display: table-header-group; }')
  expect(html).toContain('tr { break-inside: avoid; }')
  expect(table.indexOf('TOTAL')).toBeGreaterThan(table.indexOf('Transport crate (returnable) 300'))
})
