import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { PaperFonts } from '#main/devices/printer/paper-fonts.ts'
import { renderBitmap, renderJob } from '#main/devices/printer/render-paper.ts'
import type { ReceiptBlock } from '#shared/receipt/receipt-document.ts'
import { differenceFromGolden } from './golden-paper.ts'
import { PAPER_SAMPLES } from './paper-samples.ts'
import { readEscpos } from './read-escpos.ts'
import { readWithJsqr, readWithZbar } from './read-qr.ts'

const fonts = await PaperFonts.load(path.join(import.meta.dirname, '../../../resources/fonts'))

describe.each(PAPER_SAMPLES)('$name', ({ name, widthDots, document }) => {
  const { bitmap } = renderBitmap(document, widthDots, fonts)
  const job = renderJob(document, { widthDots, hasCutter: true, hasDrawer: true }, fonts)

  test('looks as it was found good', () => {
    expect(differenceFromGolden(name, bitmap)).toBe(null)
  })

  test('is read back dot by dot by a parser that is not ours, with one cut at the end', async () => {
    const read = await readEscpos(job.bytes)
    expect(read.bitmap.heightDots).toBe(bitmap.heightDots)
    expect(Buffer.from(read.bitmap.bits).equals(Buffer.from(bitmap.bits))).toBe(true)
    expect(read.commands[0]).toBe('ESC @')
    expect(read.commands.at(-1)).toBe('GS V')
    const others = read.commands.slice(1, -1).filter((command) => command !== 'GS v0')
    expect(others).toEqual(document.blocks.some((block) => block.type === 'drawer') ? ['ESC p'] : [])
  })

  test('holds no command that a printer would obey in the middle of the picture', () => {
    for (let at = 1; at < job.bytes.length; at++) {
      if (job.bytes[at - 1] === 0x10) expect([0x04, 0x05, 0x14]).not.toContain(job.bytes[at])
    }
  })

  test('shows its code so that two independent readers read exactly what it says', async () => {
    const codes = document.blocks.filter((block): block is Extract<ReceiptBlock, { type: 'qr' }> => block.type === 'qr')
    const payload = codes[0]?.payload ?? null
    const { bitmap: fromBytes } = await readEscpos(job.bytes)
    expect(readWithJsqr(fromBytes)).toBe(payload)
    expect(readWithZbar(fromBytes)).toBe(payload)
  })
})

test('every letter that no font has is named', () => {
  const named = (name: string) => {
    const sample = PAPER_SAMPLES.find((one) => one.name === name)
    return sample ? renderBitmap(sample.document, sample.widthDots, fonts).paper.missing : null
  }
  expect(named('long-names-80')).toEqual(['😀'])
  expect(named('sale-hi-58')).toEqual([])
  expect(named('test-page-hi-80')).toEqual([])
})
