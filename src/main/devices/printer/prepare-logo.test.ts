import path from 'node:path'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LOGO_MAX_HEIGHT_DOTS, LOGO_MAX_LETTERS, LOGO_MAX_WIDTH_DOTS, zLogo } from '#shared/receipt/logo.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { bitmapPng } from './bitmap-png.ts'
import { packLogo, scaledDown, unpackLogo } from './logo-picture.ts'
import { DotGrid } from './paper-bitmap.ts'
import { PaperFonts } from './paper-fonts.ts'
import { prepareLogo } from './prepare-logo.ts'
import { renderBitmap, renderJob } from './render-paper.ts'

const fonts = await PaperFonts.load(path.join(import.meta.dirname, '../../../../resources/fonts'))
const { canvas } = fonts

const codeOf = async (file: Uint8Array): Promise<string | null> => {
  const made = await prepareLogo(file, canvas)
  return made.ok ? null : made.failure.code
}

/** A dark disc on white, `side` pixels wide, as this kind of file. */
async function disc(side: number, kind: 'png' | 'jpeg'): Promise<Buffer> {
  const drawn = canvas.createCanvas(side, side)
  const pen = drawn.getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, side, side)
  pen.fillStyle = '#123'
  pen.arc(side / 2, side / 2, side / 3, 0, 7)
  pen.fill()
  return kind === 'png' ? drawn.encode('png') : drawn.encode('jpeg', 90)
}

/** A PNG whose head claims a size that nobody drew. */
function claiming(width: number, height: number): Buffer {
  const png = bitmapPng(new DotGrid(8, 8))
  png.writeUInt32BE(width, 16)
  png.writeUInt32BE(height, 20)
  return png
}

const chunk = (name: string, content: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  return Buffer.concat([length, Buffer.from(name, 'latin1'), content, Buffer.alloc(4)])
}

const inserted = (png: Buffer, ...chunks: Buffer[]): Buffer =>
  Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)])

describe('prepareLogo', () => {
  test.each(['png', 'jpeg'] as const)('a %s is cut to its ink, scaled to paper, and small', async (kind) => {
    const made = await prepareLogo(await disc(1500, kind), canvas)
    expect(made.ok).toBe(true)
    if (!made.ok) return
    expect(zLogo.parse(made.value)).toEqual(made.value)
    expect(made.value.heightDots).toBeLessThanOrEqual(LOGO_MAX_HEIGHT_DOTS)
    // The disc is two thirds of the picture: without its white border it is 266 of the 400 dots.
    expect(made.value.widthDots).toBeGreaterThan(250)
    expect(made.value.widthDots).toBeLessThan(285)
  })

  test('noise, which nothing packs, still fits', async () => {
    const drawn = canvas.createCanvas(900, 600)
    const pen = drawn.getContext('2d')
    const image = pen.createImageData(900, 600)
    let seed = 7
    for (let at = 0; at < image.data.length; at++) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      image.data[at] = at % 4 === 3 ? 255 : seed % 256
    }
    pen.putImageData(image, 0, 0)
    const made = await prepareLogo(await drawn.encode('png'), canvas)
    expect(made.ok).toBe(true)
    if (made.ok) expect(made.value.png.length).toBeLessThanOrEqual(LOGO_MAX_LETTERS)
  })

  test('40 megapixels are refused by their head, before anything is unpacked', async () => {
    const made = await prepareLogo(claiming(8000, 5000), canvas)
    expect(made).toEqual({
      ok: false,
      failure: { code: 'logo/too-large', params: { size: '8000 × 5000 (40 MP)', most: '16 MP' } }
    })
    const jpeg = await disc(64, 'jpeg')
    const frame = jpeg.findIndex((byte, at) => byte === 0xff && [0xc0, 0xc2].includes(jpeg[at + 1] ?? 0))
    jpeg.writeUInt16BE(5000, frame + 5)
    jpeg.writeUInt16BE(8000, frame + 7)
    expect(await codeOf(jpeg)).toBe('logo/too-large')
    expect(await codeOf(claiming(0xffffffff, 0xffffffff))).toBe('logo/too-large')
    expect(await codeOf(Buffer.alloc(20_000_001, 0xff))).toBe('logo/too-large')
  })

  test('what is no picture, or moves, is said to be that', async () => {
    expect(await codeOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('logo/not-a-picture')
    expect(await codeOf(Buffer.from('GIF89a'))).toBe('logo/not-a-picture')
    expect(await codeOf(Buffer.from('PK\u0003\u0004'))).toBe('logo/not-a-picture')
    expect(await codeOf(new Uint8Array(0))).toBe('logo/not-a-picture')
    expect(await codeOf(inserted(await disc(40, 'png'), chunk('acTL', Buffer.alloc(8))))).toBe('logo/animated')
  })

  test('a damaged file is refused, not half drawn', async () => {
    const png = await disc(200, 'png')
    expect(await codeOf(png.subarray(0, png.length - 30))).toBe('logo/unreadable')
    expect(await codeOf(png.subarray(0, 20))).toBe('logo/unreadable')
    expect(await codeOf(claiming(0, 10))).toBe('logo/unreadable')
    expect(await codeOf(Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 0, 0, 0, 0, 0, 0, 0]))).toBe('logo/unreadable')
  })

  test('a text of a gigabyte packed into a chunk is never unpacked', async () => {
    const bomb = chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(50_000_000))]))
    const made = await prepareLogo(inserted(await disc(100, 'png'), bomb), canvas)
    expect(made.ok).toBe(true)
  })

  test('white paper is no logo', async () => {
    const drawn = canvas.createCanvas(50, 50)
    expect(await codeOf(await drawn.encode('png'))).toBe('logo/blank')
  })

  test('any bytes get an answer', async () => {
    const png = await disc(60, 'png')
    await fc.assert(
      fc.asyncProperty(fc.nat(png.length - 1), fc.nat(255), async (at, byte) => {
        const changed = Buffer.from(png)
        changed[at] = byte
        const made = await prepareLogo(changed, canvas)
        if (made.ok) expect(zLogo.safeParse(made.value).success).toBe(true)
        else expect(made.failure.code).toMatch(/^logo\//)
      }),
      { numRuns: 60 }
    )
  })
})

describe('a kept logo', () => {
  test('is read back as it was, in sixteen greys', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.nat(255),
        (width, height, seed) => {
          const pixels = Uint8Array.from({ length: width * height }, (_, at) => ((at * 31 + seed) % 16) * 17)
          expect(unpackLogo(packLogo({ width, height, pixels }))).toEqual({ width, height, pixels })
        }
      )
    )
  })

  test('that somebody else wrote costs the logo, never the paper', () => {
    const logo = packLogo({ width: 10, height: 10, pixels: new Uint8Array(100) })
    expect(unpackLogo({ ...logo, heightDots: 400 })).toBe(null)
    expect(unpackLogo({ ...logo, png: Buffer.alloc(100).toString('base64') })).toBe(null)
    const document = {
      version: 1,
      language: 'en',
      title: '',
      blocks: [{ type: 'picture', picture: 'logo', size: 'wide' }, { type: 'cut' }]
    } as const
    const none = renderBitmap(document, 384, fonts).bitmap.heightDots
    expect(renderBitmap(document, 384, fonts, { ...logo, heightDots: 400 }).bitmap.heightDots).toBe(none)
    expect(renderBitmap(document, 384, fonts, logo).bitmap.heightDots).toBe(none + 10 + 2 * 3)
  })

  test('never spells a command that a printer obeys in the middle of a picture, whatever it shows', () => {
    // Light greys become single dots, and single dots are what such a command is made of.
    const pixels = fc.integer().map((seed) => {
      let state = seed >>> 0
      return Uint8Array.from({ length: 200 * 60 }, () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
        return 200 + ((state >>> 24) % 28)
      })
    })
    fc.assert(
      fc.property(pixels, fc.constantFrom('small', 'medium', 'wide'), (greys, size) => {
        const document: ReceiptDocument = {
          version: 1,
          language: 'en',
          title: '',
          blocks: [{ type: 'picture', picture: 'logo', size }, { type: 'cut' }]
        }
        const logo = packLogo({ width: 200, height: 60, pixels: greys })
        const { bytes } = renderJob(document, { widthDots: 384, hasCutter: true, hasDrawer: true }, fonts, logo)
        for (let at = 1; at < bytes.length; at++) {
          if (bytes[at - 1] === 0x10) expect([0x04, 0x05, 0x14]).not.toContain(bytes[at])
        }
      }),
      { numRuns: 60 }
    )
  })

  test('gets the width that its size says, never more than it has', () => {
    const picture = { width: LOGO_MAX_WIDTH_DOTS, height: 100, pixels: new Uint8Array(LOGO_MAX_WIDTH_DOTS * 100) }
    expect(scaledDown(picture, 368)).toMatchObject({ width: 368, height: 64 })
    expect(scaledDown(picture, 2000)).toBe(picture)
    expect([...scaledDown({ width: 2, height: 2, pixels: Uint8Array.from([0, 100, 200, 100]) }, 1).pixels]).toEqual([
      100
    ])
  })
})
