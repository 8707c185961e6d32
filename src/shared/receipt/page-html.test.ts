import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stemsFor } from './page-fonts.ts'
import { type PageLook, pageHtml } from './page-html.ts'
import { escaped } from './page-words.ts'
import type { ReceiptBlock, ReceiptDocument } from './receipt-document.ts'
import type { Translate } from './receipt-texts.ts'

const t: Translate = (key, params) => `${key}(${Object.values(params ?? {}).join('|')})`
const look: PageLook = {
  sheet: 'a4',
  fonts: [{ stem: 'noto-sans-latin', weight: 400, base64: 'AAAA' }],
  logoPng: 'TE9HTw==',
  barsOf: () => null,
  qrOf: (payload) => (payload === 'too long' ? null : { size: 2, isDark: (row, column) => row === column })
}
const paper = (...blocks: ReceiptBlock[]): ReceiptDocument => ({ version: 1, language: 'en', title: 'T', blocks })
const bodyOf = (...blocks: ReceiptBlock[]): string => {
  const { html } = pageHtml(paper(...blocks), look, t)
  return html.slice(html.indexOf('<main'), html.indexOf('</main>'))
}

const text = (words: string): ReceiptBlock => ({
  type: 'text',
  text: words,
  align: 'left',
  size: 'body',
  weight: 'regular',
  maxLines: 1
})
const row = (word: string, weight: 'regular' | 'bold' = 'regular') => ({ cells: [word, '1.00'], weight })
const table = (...rows: ReturnType<typeof row>[]): ReceiptBlock => ({
  type: 'table',
  columns: [
    { align: 'left', width: 'fill' },
    { align: 'right', width: 'fit' }
  ],
  rows,
  size: 'body'
})

describe('pageHtml', () => {
  test('whatever a person wrote stays words: no tag, no attribute, no end of the page comes of it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '&', '"', "'", 'a', '/', ' ', '\u202e', 'क') }),
        (words) => {
          const empty = bodyOf(text(''), table(row('')), { type: 'banner', text: '' })
          const full = bodyOf(text(words), table(row(words)), { type: 'banner', text: words })
          const tags = (html: string) => html.match(/<[^>]*>/g)
          expect(tags(full)).toEqual(tags(empty))
          expect(full.split(escaped(words)).length).toBeGreaterThanOrEqual(4)
        }
      )
    )
    const { html, footHtml } = pageHtml({ ...paper(), title: '</title><script>' }, look, t)
    expect(html + footHtml).not.toContain('<script')
  })

  test('a bold first row is the head of its table, on every page; every row stands once', () => {
    const html = bodyOf(table(row('Day', 'bold'), row('one'), row('two')))
    expect(html).toMatch(/<thead><tr><th class="bold">.*Day.*<\/thead>/)
    expect(html.match(/<tr>/g)).toHaveLength(3)
    expect(bodyOf(table(row('one'), row('two')))).not.toContain('<thead>')
  })

  test('a table of words has the whole width, numbered or not; figures alone stand close together', () => {
    const numbered: ReceiptBlock = {
      type: 'table',
      columns: [
        { align: 'right', width: 'fit' },
        { align: 'left', width: 'fill' }
      ],
      rows: [row('1')],
      size: 'body'
    }
    const figures: ReceiptBlock = { ...numbered, columns: [{ align: 'right', width: 'fill' }] }
    expect(bodyOf(numbered)).not.toContain('is-narrow')
    expect(bodyOf(table(row('one')))).not.toContain('is-narrow')
    expect(bodyOf(figures)).toContain('is-narrow')
    // A dozen sums a month would run off the edge of a narrow column.
    const months: ReceiptBlock = {
      ...numbered,
      columns: Array.from({ length: 12 }, () => ({ align: 'right', width: 'fit' }))
    }
    expect(bodyOf(months)).not.toContain('is-narrow')
  })

  test('the page asks nothing of any other place and runs nothing', () => {
    const { html } = pageHtml(paper(text('x'), { type: 'picture', picture: 'logo', size: 'wide' }), look, t)
    expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:")
    expect(html).not.toMatch(/https?:|javascript:|<link|<iframe/)
    expect(html).toContain('src="data:image/png;base64,TE9HTw=="')
  })

  test('the second language stands beside the first, and is as harmless', () => {
    const second = '<b>'
    const blocks: ReceiptBlock[] = [
      { ...(text('x') as Extract<ReceiptBlock, { type: 'text' }>), second },
      { type: 'pair', label: 'Cash', value: '1.00', size: 'body', weight: 'regular', second },
      { type: 'big-amount', label: 'Total', amount: '1.00', second },
      { type: 'banner', text: 'DUPLICATE', second },
      { type: 'qr', payload: 'short', caption: 'Scan', detail: '', second }
    ]
    const { html } = pageHtml({ ...paper(...blocks), language: 'ur', secondLanguage: 'hi' }, look, t)
    expect(html).toContain('<html lang="ur" dir="rtl">')
    expect(html.match(/<bdi lang="hi">&lt;b&gt;<\/bdi>/g)).toHaveLength(blocks.length)
  })

  test('a code is drawn in whole squares; one that no code holds is words', () => {
    const code = (payload: string): ReceiptBlock => ({
      type: 'qr',
      payload,
      caption: 'Scan',
      detail: 'shop@bank',
      instead: ['pay to shop@bank']
    })
    expect(bodyOf(code('short'))).toContain('<path d="M4 4h1v1h-1zM5 5h1v1h-1z"/>')
    expect(bodyOf(code('too long'))).not.toContain('Scan')
    expect(bodyOf(code('too long'))).toContain('pay to shop@bank')
  })

  test('what only a roll has leaves nothing on a sheet; the foot holds both numbers', () => {
    expect(bodyOf({ type: 'cut' }, { type: 'drawer' }, { type: 'ruler' }).trim()).toBe('<main class="is-narrow">')
    expect(pageHtml(paper(), look, t).footHtml).toContain(
      'pageOf(<span class="pageNumber"></span>|<span class="totalPages"></span>)'
    )
  })
})

test('only the fonts whose letters occur go into a page, Latin first', () => {
  const stems = [
    'noto-sans-bengali',
    'noto-sans-devanagari',
    'noto-sans-latin',
    'noto-sans-latin-ext',
    'noto-sans-kr',
    'noto-nastaliq-urdu',
    'noto-sans-arabic'
  ]
  expect(stemsFor('Ramesh 12', stems)).toEqual(['noto-sans-latin'])
  expect(stemsFor('रमेश ₹ 12', stems)).toEqual(['noto-sans-latin', 'noto-sans-latin-ext', 'noto-sans-devanagari'])
  expect(stemsFor('رمیش 한', stems)).toEqual(['noto-sans-latin', 'noto-sans-arabic', 'noto-sans-kr'])
  expect(
    stemsFor(
      'رمیش',
      stems.filter((stem) => !stem.includes('arabic'))
    )
  ).toContain('noto-nastaliq-urdu')
})
