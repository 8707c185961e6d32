import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { LOGO_MAX_HEIGHT_DOTS, LOGO_MAX_LETTERS, LOGO_MAX_WIDTH_DOTS, type Logo } from '#shared/receipt/logo.ts'
import type { GreyPicture } from './dither.ts'
import { packLogo, scaledDown } from './logo-picture.ts'
import type { PaperFonts } from './paper-fonts.ts'
import { decodable } from './picture-header.ts'

/** Darker than this is ink; a picture without any would print as blank paper. */
const INK_BELOW = 200
/** Each try at a logo that is too large to keep takes this much off its width. */
const SMALLER = 0.8

/**
 * A chosen file as the logo that is kept: judged by its head, unpacked, put on white, cut to its ink, scaled to paper. Fails with the
 * codes of `decodable`, `logo/unreadable` or `logo/blank`; nothing is stored here.
 */
export async function prepareLogo(file: Uint8Array, canvas: PaperFonts['canvas']): Promise<Result<Logo>> {
  const bytes = decodable(Buffer.from(file))
  if (!bytes.ok) return bytes
  const picture = await unpacked(bytes.value, canvas)
  if (picture === null) return fail('logo/unreadable')
  const cropped = cutToInk(picture)
  if (cropped === null) return fail('logo/blank')
  let grey = cropped
  let logo = packLogo(grey)
  while (logo.png.length > LOGO_MAX_LETTERS || grey.width < 8) {
    if (grey.width < 8) return fail('logo/blank')
    grey = scaledDown(cropped, Math.trunc(grey.width * SMALLER))
    logo = packLogo(grey)
  }
  return ok(logo)
}

/** Decoded and already small enough for paper, on white. Null for what only begins like a picture. */
async function unpacked(bytes: Buffer, canvas: PaperFonts['canvas']): Promise<GreyPicture | null> {
  try {
    const image = await canvas.loadImage(bytes)
    const scale = Math.min(1, LOGO_MAX_WIDTH_DOTS / image.width, LOGO_MAX_HEIGHT_DOTS / image.height)
    const width = Math.max(1, Math.round(image.width * scale))
    const height = Math.max(1, Math.round(image.height * scale))
    const pen = canvas.createCanvas(width, height).getContext('2d')
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, width, height)
    pen.imageSmoothingQuality = 'high'
    pen.drawImage(image, 0, 0, width, height)
    const colours = pen.getImageData(0, 0, width, height).data
    const pixels = new Uint8Array(width * height)
    for (let at = 0; at < pixels.length; at++) {
      const [red, green, blue] = [colours[at * 4] ?? 0, colours[at * 4 + 1] ?? 0, colours[at * 4 + 2] ?? 0]
      // Rec. 601 in whole numbers: how bright each colour looks.
      pixels[at] = Math.round((red * 299 + green * 587 + blue * 114) / 1000)
    }
    return { width, height, pixels }
  } catch {
    return null
  }
}

/** Without the white around it, so that the logo itself gets the width. Null when there is no ink at all. */
function cutToInk({ width, height, pixels }: GreyPicture): GreyPicture | null {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let at = 0; at < pixels.length; at++) {
    if ((pixels[at] ?? 255) >= INK_BELOW) continue
    const [x, y] = [at % width, Math.trunc(at / width)]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  if (right < 0) return null
  const cutWidth = right - left + 1
  const cutHeight = bottom - top + 1
  const cut = new Uint8Array(cutWidth * cutHeight)
  for (let y = 0; y < cutHeight; y++) {
    cut.set(pixels.subarray((top + y) * width + left, (top + y) * width + left + cutWidth), y * cutWidth)
  }
  return { width: cutWidth, height: cutHeight, pixels: cut }
}
