import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReceiptBlock, ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { RECEIPT_LANGUAGES } from '#shared/receipt/receipt-language.ts'
import { drawPaper } from './draw-paper.ts'
import { layOutPaper } from './layout-paper.ts'
import { isBlack } from './paper-bitmap.ts'
import { covers, FACES, faceOf } from './paper-faces.ts'
import { PaperFonts } from './paper-fonts.ts'
import { cleanText, lettersOf, REPLACEMENT } from './text-runs.ts'
import { TextSetter } from './text-setter.ts'

const fonts = await PaperFonts.load(path.join(import.meta.dirname, '../../../../resources/fonts'))

const hindi = fc
  .array(fc.constantFrom(...'रमेश क्षत्रिय ज्ञान र्क द्वि ्रू़ँ ि ृ ॐ १२३'), { maxLength: 60 })
  .map((letters) => letters.join(''))
const awkward = fc.constantFrom(
  '😀👨‍👩‍👧',
  'x'.repeat(200),
  'க்ஷ',
  'a\u0000b\tc\nd',
  '\u202eevil',
  '\ud800',
  'é\u0301\u0301',
  '',
  ' ',
  '₹\u00a01,23,456.00',
  'हि'.repeat(90),
  'رمیش کریانہ ₹\u00a01,250.00 (Delhi) 25 kg',
  'اردو'.repeat(60)
)
const anyText = fc
  .array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), hindi, awkward), { maxLength: 4 })
  .map((parts) => parts.join(' '))

const languages = fc.constantFrom(...RECEIPT_LANGUAGES)

const anyBlock: fc.Arbitrary<ReceiptBlock> = fc.oneof(
  fc.record({
    type: fc.constant('text' as const),
    text: anyText,
    align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
    size: fc.constantFrom('small' as const, 'body' as const, 'large' as const, 'title' as const),
    weight: fc.constantFrom('regular' as const, 'bold' as const),
    maxLines: fc.integer({ min: 1, max: 6 })
  }),
  fc.record({
    type: fc.constant('pair' as const),
    label: anyText,
    value: anyText,
    size: fc.constantFrom('small' as const, 'body' as const, 'large' as const),
    weight: fc.constantFrom('regular' as const, 'bold' as const)
  }),
  fc
    .array(
      fc.record({
        cells: fc.tuple(anyText, anyText, anyText),
        weight: fc.constantFrom('regular' as const, 'bold' as const)
      }),
      { maxLength: 4 }
    )
    .map((rows) => ({
      type: 'table' as const,
      columns: [
        { align: 'left' as const, width: 'fill' as const },
        { align: 'right' as const, width: 'fit' as const },
        { align: 'right' as const, width: 'fit' as const }
      ],
      rows,
      size: 'body' as const
    })),
  fc.record({ type: fc.constant('big-amount' as const), label: anyText, amount: anyText }),
  fc.record({ type: fc.constant('banner' as const), text: anyText }),
  fc.record({
    type: fc.constant('qr' as const),
    payload: fc.string({ minLength: 1, maxLength: 600 }),
    caption: anyText,
    detail: anyText
  }),
  fc.constantFrom<ReceiptBlock>(
    { type: 'rule', style: 'dashed' },
    { type: 'rule', style: 'double' },
    { type: 'ruler' },
    { type: 'space', size: 'large' },
    { type: 'cut' }
  )
)

const paperOf = (...blocks: ReceiptBlock[]): ReceiptDocument => ({ version: 1, language: 'en', title: '', blocks })

describe('layOutPaper', () => {
  test('any paper stays on the paper, and no line touches the one before it', () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 6 }), fc.constantFrom(256, 384, 576), (blocks, widthDots) => {
        const paper = layOutPaper(paperOf(...blocks), widthDots, fonts)
        let below = 0
        let baseline = -1
        for (const item of paper.items) {
          const right =
            item.type === 'qr'
              ? item.x + item.qr.size * item.qr.moduleDots
              : item.type === 'text'
                ? item.x + item.text.width
                : item.type === 'picture'
                  ? item.x + item.dots.widthDots
                  : item.x + item.width
          expect(item.x).toBeGreaterThanOrEqual(0)
          expect(right).toBeLessThanOrEqual(widthDots)
          if (item.type !== 'text') continue
          if (item.baseline !== baseline) expect(item.baseline - item.text.ascent).toBeGreaterThanOrEqual(below - 1)
          baseline = item.baseline
          below = Math.max(below, item.baseline + item.text.descent)
          expect(below).toBeLessThanOrEqual(paper.heightDots)
        }
      }),
      { numRuns: 60 }
    )
  })

  test('a code has four light modules around it and at least four dots a module, or is left out', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 1200 }),
        fc.constantFrom(256, 384, 576),
        (payload, widthDots) => {
          const block = { type: 'qr', payload, caption: 'pay', detail: 'a@b', instead: ['too long', 'to a@b'] } as const
          const paper = layOutPaper(paperOf(block), widthDots, fonts)
          const texts = paper.items.flatMap((item) =>
            item.type === 'text' ? [item.text.runs.map((run) => run.text).join('')] : []
          )
          expect(texts).toEqual(paper.isQrLeftOut ? block.instead : ['pay', 'a@b'])
          expect(paper.items.some((item) => item.type === 'qr')).toBe(!paper.isQrLeftOut)
          for (const item of paper.items) {
            if (item.type !== 'qr') continue
            expect(item.qr.moduleDots).toBeGreaterThanOrEqual(4)
            expect(item.x).toBeGreaterThanOrEqual(4 * item.qr.moduleDots)
            expect(item.x + (item.qr.size + 4) * item.qr.moduleDots).toBeLessThanOrEqual(widthDots)
          }
        }
      ),
      { numRuns: 60 }
    )
  })

  test('a name of ten thousand letters takes its lines and no more', () => {
    for (const letter of ['x', 'क्षि', '😀']) {
      const block = {
        type: 'text',
        text: letter.repeat(10_000),
        align: 'left',
        size: 'large',
        weight: 'bold',
        maxLines: 4
      } as const
      const paper = layOutPaper(paperOf(block), 384, fonts)
      expect(paper.items.length).toBe(4)
      const last = paper.items.at(-1)
      expect(last?.type === 'text' && last.text.runs.at(-1)?.text.endsWith('…')).toBe(true)
    }
  })
})

describe('TextSetter', () => {
  test('every letter is printed or replaced visibly, in order, and no line is too wide', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(200, 368, 560), languages, (text, widthDots, language) => {
        const setter = new TextSetter(fonts, [language])
        const lines = setter.wrap(text, 'bold', 24, widthDots, 1000)
        for (const line of lines) expect(line.width).toBeLessThanOrEqual(widthDots)
        const blankless = (letters: string) => [...letters].filter((letter) => letter.trim() !== '')
        const printed = blankless(lines.flatMap((line) => line.runs.map((run) => run.text)).join(''))
        const wanted = blankless(cleanText(text))
        const isIn = (letters: readonly string[]) => (letter: string) =>
          letters.includes(letter) || letter === REPLACEMENT
        expect(printed.every(isIn(wanted))).toBe(true)
        // Lines that run both ways are not in the order of reading, but they hold the same letters.
        const runsBothWays = lines.some((line) => line.runs.some((run) => run.level > 0))
        const inOrder = (letters: string[]) => (runsBothWays ? letters.sort() : letters).join('')
        if (setter.missing.length === 0) expect(inOrder(printed)).toBe(inOrder(wanted))
        for (const letter of setter.missing) expect(faceOf(letter, null, false), letter).toBe(null)
        for (const letter of lettersOf(cleanText(text)))
          if (!FACES.some((face) => covers(face, letter))) expect(setter.missing).toContain(letter)
        expect(printed.includes(REPLACEMENT)).toBe(setter.missing.length > 0 || wanted.includes(REPLACEMENT))
      }),
      { numRuns: 200 }
    )
  })

  test('breaks between words and never inside an amount', () => {
    const lines = new TextSetter(fonts, ['en']).wrap('Scan to pay ₹\u00a01,00,00,000.00', 'bold', 24, 200, 4)
    expect(lines.map((line) => line.runs.map((run) => run.text).join(''))).toEqual([
      'Scan to pay',
      '₹\u00a01,00,00,000.00'
    ])
  })
})

describe('line boxes', () => {
  const tall = [
    'Ãǵ|jy',
    'हिन्दी र्क क्ष्म्य',
    'ट्रॉली ऑर्डर कॉफ़ी',
    'हुक्कू दृष्टि द्ध्र्यू',
    'ॐ श्रीं ह्रीं कृँ',
    'Ǻẟ ₹ Ḝ',
    'বাংলা ক্ষ্ম্য র্কী দ্ব্যূ',
    'ক্ষৃ ন্ত্রূ ষ্ট্রু ষ্ঠু দ্ধু',
    'অসমীয়া ৰ্ক ক্ষু ৱ্যূ',
    'ਪੰਜਾਬੀ ਸ੍ਰੀ ਖੁੱਲ੍ਹੇ ਕੂੰ',
    'ગુજરાતી ર્કીં ક્ષ્મ્યૂ હૃ',
    'ଓଡ଼ିଆ ର୍କୀ କ୍ଷ୍ମୂ ଜ୍ଞ୍ଜୃ',
    'ନ୍ତ୍ରୂ ସ୍ତ୍ରୁ ଦ୍ୱୁ କୃଷ୍ଣ',
    'தமிழ் ஸ்ரீ க்ஷௌ ஞூ ணூ',
    'తెలుగు క్ష్మ్యూ స్త్రీ ర్క్ష్యై',
    'ಕನ್ನಡ ಕ್ಷ್ಮ್ಯೂ ಸ್ತ್ರೀ ರ್ಕ್ಷೈ',
    'മലയാളം ക്ഷ്മ്യൂ സ്ത്രീ ഞ്ഞൂ',
    'اردو ٹھیک آٓ گِٹّ ئے یٰ',
    'نستعلیق پنجگانہ ٹیکنیکیں چمچے',
    '한국어 뷁 훑'
  ]

  test.each(['regular', 'bold'] as const)('no matra is cut off and no line inks another: %s', (weight) => {
    for (const sizePx of [20, 21, 22, 24, 26, 30, 34, 42, 56]) {
      for (const words of tall) {
        const line = new TextSetter(fonts, ['en']).line(words, weight, sizePx)
        const baseline = 150
        const canvas = fonts.canvas.createCanvas(Math.ceil(line.width) + 100, 300)
        const pen = canvas.getContext('2d')
        let at = 50
        pen.textAlign = 'left'
        for (const run of line.runs) {
          fonts.take(pen, { face: run.face, weight, sizePx, language: run.language })
          pen.direction = run.level % 2 === 1 ? 'rtl' : 'ltr'
          pen.fillText(run.text, at, baseline)
          at += run.width
        }
        const { data, width } = pen.getImageData(0, 0, canvas.width, canvas.height)
        const inked = Array.from({ length: 300 }, (_, y) => y).filter((y) => {
          for (let x = 0; x < width; x++) if ((data[(y * width + x) * 4 + 3] ?? 0) > 99) return true
          return false
        })
        expect(Math.min(...inked), `${words} at ${sizePx}`).toBeGreaterThanOrEqual(Math.floor(baseline - line.ascent))
        expect(Math.max(...inked), `${words} at ${sizePx}`).toBeLessThanOrEqual(Math.ceil(baseline + line.descent))
      }
    }
  })
})

describe('drawPaper', () => {
  test('draws the same dots in strips as in one piece, and a code of whole squares', () => {
    const text = { type: 'text', text: 'हिन्दी Ag', align: 'left', size: 'large', weight: 'bold', maxLines: 1 } as const
    const one = drawPaper(layOutPaper(paperOf(text), 384, fonts), fonts)
    const many = drawPaper(layOutPaper(paperOf(...Array.from({ length: 40 }, () => text)), 384, fonts), fonts)
    const ink = (from: number, to: number, bitmap: typeof one) => {
      let dots = 0
      for (let y = from; y < to; y++) for (let x = 0; x < 384; x++) if (isBlack(bitmap, x, y)) dots++
      return dots
    }
    expect(ink(0, many.heightDots, many)).toBe(40 * ink(0, one.heightDots, one))
    expect(many.heightDots).toBeGreaterThan(1024)
  })
})
