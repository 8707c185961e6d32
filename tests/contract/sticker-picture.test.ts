import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createCanvas } from '@napi-rs/canvas'
import { afterAll, describe, expect, test } from 'vitest'
import { readCodeInPicture } from '#main/devices/scanner/read-code-in-picture.ts'
import { codeReaderAt } from '#main/devices/scanner/thread-code-reader.ts'
import { projectRoot } from '#tests/support/open-app.ts'
import { PLAIN_PHOTO, type StickerPhoto, stickerPhoto } from '#tests/support/sticker-photo.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-sticker-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const TEXT = 'upi://pay?pa=paytmqr281005050101@paytm&pn=Sharma%20Traders&mc=5411&mode=02&purpose=00'
const kept = (name: string, bytes: Uint8Array): string => {
  const file = path.join(folder, name)
  writeFileSync(file, bytes)
  return file
}
const code = async (file: string) => {
  const read = await readCodeInPicture(file)
  return read.ok ? read.value : read.failure.code
}

describe('a picture of a sticker', () => {
  const photos: readonly (readonly [string, Partial<StickerPhoto>])[] = [
    ['straight', {}],
    ['turned a little and blurred', { turnedDegrees: 17, blurDots: 1.5 }],
    ['upside down', { turnedDegrees: 180 }],
    ['small in a large photo', { width: 4000, height: 3000, side: 520, turnedDegrees: -8, blurDots: 2 }],
    ['close in a large photo', { width: 3000, height: 4000, side: 1900, turnedDegrees: 33, blurDots: 4 }],
    ['of two dots a module', { width: 160, height: 120, side: 84 }]
  ]
  test.each(photos)('%s is read, as PNG and as JPEG', async (name, photo) => {
    const canvas = stickerPhoto(TEXT, { ...PLAIN_PHOTO, ...photo })
    expect(await code(kept(`${name}.png`, canvas.toBuffer('image/png')))).toBe(TEXT)
    expect(await code(kept(`${name}.jpg`, canvas.toBuffer('image/jpeg', 70)))).toBe(TEXT)
  })

  test('is read on a thread of its own, as in the app', async () => {
    const script = pathToFileURL(path.join(projectRoot, 'src/main/devices/scanner/code-worker.ts'))
    const reader = codeReaderAt(script)
    expect(await reader.read(kept('thread.png', stickerPhoto(TEXT).toBuffer('image/png')))).toBe(TEXT)
    await expect(reader.read(path.join(folder, 'nowhere.png'))).rejects.toThrow('payment-qr/image-unreadable')
  })
})

describe('what is no picture of a sticker', () => {
  test.each([
    ['a photo of nothing', () => createCanvas(400, 300).toBuffer('image/png'), 'payment-qr/no-code-in-image'],
    ['a text', () => Buffer.from('upi://pay?pa=shop@bank'), 'payment-qr/image-unreadable'],
    ['nothing at all', () => Buffer.alloc(0), 'payment-qr/image-unreadable'],
    ['half a file', () => stickerPhoto(TEXT).toBuffer('image/png').subarray(0, 900), 'payment-qr/image-unreadable'],
    ['40 megapixels in a few bytes', () => pngHead(8000, 5000), 'payment-qr/image-too-large'],
    ['30 million bytes', () => Buffer.alloc(30_000_000, 0x20), 'payment-qr/image-too-large']
  ])('%s is refused by its name', async (name, bytes, expected) => {
    expect(await code(kept(`${name}.png`, bytes()))).toBe(expected)
  })

  test('a folder and a device are no pictures', async () => {
    expect(await code(folder)).toBe('payment-qr/image-unreadable')
    expect(await code('/dev/zero')).toBe('payment-qr/image-unreadable')
  })
})

/** A PNG that says how large it is and has next to nothing inside. */
function pngHead(width: number, height: number): Buffer {
  const bytes = createCanvas(4, 4).toBuffer('image/png')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
