import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { PaperFonts } from '#main/devices/printer/paper-fonts.ts'
import { renderBitmap, renderJob } from '#main/devices/printer/render-paper.ts'
import { RECEIPT_LANGUAGE_FACTS, RECEIPT_LANGUAGES } from '#shared/receipt/receipt-language.ts'
import { differenceFromGolden } from './golden-paper.ts'
import { LANGUAGE_SAMPLES, type LanguageSample, TWO_LANGUAGE_SAMPLES } from './language-samples.ts'
import { readEscpos } from './read-escpos.ts'
import { readWithJsqr, readWithZbar } from './read-qr.ts'

// The pictures that are compared are the ones that are shown to whoever reads the documentation.
const SHOWN = path.join(import.meta.dirname, '../../../docs/receipts')
const TABLE = path.join(SHOWN, 'README.md')
const fonts = await PaperFonts.load(path.join(import.meta.dirname, '../../../resources/fonts'))

const nameOf = ({ language, widthMm }: LanguageSample) => `${language}-${widthMm}`
const payloadOf = ({ document }: LanguageSample) =>
  document.blocks.flatMap((block) => (block.type === 'qr' ? [block.payload] : []))[0] ?? 'no code'

/** What the tests found, a cell of the table for each paper. */
const cells = new Map<string, string>()

describe.each(LANGUAGE_SAMPLES.map((sample) => ({ name: nameOf(sample), sample })))('$name', ({ name, sample }) => {
  test('looks as it was found good, misses no letter, and its code is read from the bytes that went out', async () => {
    const { widthDots, document } = sample
    const { paper, bitmap } = renderBitmap(document, widthDots, fonts)
    const job = renderJob(document, { widthDots, hasCutter: true, hasDrawer: false }, fonts)
    const { bitmap: fromBytes } = await readEscpos(job.bytes)
    const payload = payloadOf(sample)
    const found = {
      picture: differenceFromGolden(name, fromBytes, SHOWN) ?? 'equal',
      missing: paper.missing.join(' ') || 'none',
      zbarimg: readWithZbar(fromBytes) === payload ? 'read' : 'not read',
      jsqr: readWithJsqr(fromBytes) === payload ? 'read' : 'not read'
    }
    cells.set(name, `${found.picture} · ${found.missing} · ${found.zbarimg} · ${found.jsqr} · [picture](${name}.png)`)
    expect(Buffer.from(fromBytes.bits).equals(Buffer.from(bitmap.bits))).toBe(true)
    expect(found).toEqual({ picture: 'equal', missing: 'none', zbarimg: 'read', jsqr: 'read' })
  })
})

describe.each(TWO_LANGUAGE_SAMPLES.map((sample) => ({ name: `two-${nameOf(sample)}`, sample })))(
  '$name, in two languages',
  ({ name, sample }) => {
    test('looks as it was found good, misses no letter, and its code is read', async () => {
      const { widthDots, document } = sample
      const { paper, bitmap } = renderBitmap(document, widthDots, fonts)
      expect(differenceFromGolden(name, bitmap)).toBe(null)
      expect(paper.missing).toEqual([])
      expect(readWithZbar(bitmap)).toBe(payloadOf(sample))
    })
  }
)

test('the table of all languages says what these tests found', () => {
  const table = tableOf(cells)
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(TABLE, table)
  expect(existsSync(TABLE) ? readFileSync(TABLE, 'utf8') : '').toBe(table)
})

function tableOf(found: ReadonlyMap<string, string>): string {
  const rows = RECEIPT_LANGUAGES.map((language) => {
    const { englishName, ownName } = RECEIPT_LANGUAGE_FACTS[language]
    const name = englishName === ownName ? englishName : `${englishName}, ${ownName}`
    return `| ${name} | ${found.get(`${language}-58`)} | ${found.get(`${language}-80`)} |`
  })
  return `# Receipts in sixteen languages

Written by \`tests/golden/receipts/languages.test.ts\`, which fails when this page is no longer true. Each cell says, of one bill with long names,
several scripts, a part payment, an old balance and a payment code: is the picture equal, dot by dot, to the one shown here; which
letters no font had; is the code read by \`zbarimg\`; is it read by \`jsqr\`. Picture and code are taken from the printer's bytes, as \`npos\`, a
parser by another author, understands them.

| language | 58 mm: picture · missing · zbarimg · jsqr | 80 mm: picture · missing · zbarimg · jsqr |
| --- | --- | --- |
${rows.join('\n')}

The words were written from trade usage. None but the English ones has been proofread by a native speaker so far.
`
}
