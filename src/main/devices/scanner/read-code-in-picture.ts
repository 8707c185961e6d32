import { readFileSync, statSync } from 'node:fs'
import type { Canvas, Image } from '@napi-rs/canvas'
import jsQR from 'jsqr'
import { decodable, LOGO_MAX_BYTES } from '#main/devices/printer/picture-header.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'

/**
 * Longest sides at which a picture is looked at, one after the other: a photo of a telephone is mostly too fine, a code
 * far away in it too small.
 */
const SIDES = [1000, 1800, 600, 2600] as const

/**
 * The text of the QR code in a PNG or JPEG. The picture's own head is judged before anything is unpacked. It takes
 * seconds at worst, so it runs on a thread of its own.
 *
 * Fails with `payment-qr/image-unreadable`, `payment-qr/image-too-large` or `payment-qr/no-code-in-image`.
 */
export async function readCodeInPicture(file: string): Promise<Result<string>> {
  const bytes = bytesOf(file)
  if (!bytes.ok) return bytes
  const checked = decodable(bytes.value)
  if (!checked.ok) {
    return fail(
      checked.failure.code === 'logo/too-large' ? 'payment-qr/image-too-large' : 'payment-qr/image-unreadable'
    )
  }
  const { createCanvas, loadImage } = await import('@napi-rs/canvas')
  const image = await loadImage(checked.value).catch(() => null)
  if (image === null || image.width === 0) return fail('payment-qr/image-unreadable')
  for (const side of SIDES) {
    const text = codeAt(image, side, createCanvas)
    if (text !== null) return ok(text)
  }
  return fail('payment-qr/no-code-in-image')
}

/** A device or a pipe would never end, so only plain files are read. */
function bytesOf(file: string): Result<Buffer> {
  try {
    const about = statSync(file)
    if (!about.isFile()) return fail('payment-qr/image-unreadable')
    return about.size > LOGO_MAX_BYTES ? fail('payment-qr/image-too-large') : ok(readFileSync(file))
  } catch {
    return fail('payment-qr/image-unreadable')
  }
}

function codeAt(image: Image, side: number, createCanvas: (width: number, height: number) => Canvas): string | null {
  const longest = Math.max(image.width, image.height)
  // A small picture is drawn larger once: codes of two dots a module are hard to find.
  const scale = longest < side && side !== SIDES[0] ? Math.min(1, side / longest) : side / longest
  const width = Math.max(1, Math.round(image.width * scale))
  const height = Math.max(1, Math.round(image.height * scale))
  const pen = createCanvas(width, height).getContext('2d')
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, width, height)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(image, 0, 0, width, height)
  const text = jsQR(pen.getImageData(0, 0, width, height).data, width, height)?.data ?? ''
  return text === '' ? null : text
}
