import { fail, ok, type Result } from '#shared/kernel/result.ts'

/** A file that is taken for a logo at all. */
export const LOGO_MAX_BYTES = 20_000_000
/** What a decoder may be asked to unpack: four bytes each in memory. A photo of a telephone has 12. */
const MOST_PIXELS = 16_000_000
const MEGA = 1_000_000

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** What a decoder needs of a PNG. Everything else (texts, profiles, dates) is never unpacked, however small it was packed. */
const NEEDED_CHUNKS: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])

/**
 * The bytes of a chosen file that may be handed to a decoder, judged by the file's own head before anything is unpacked.
 * Fails with `logo/not-a-picture` (no PNG or JPEG, whatever its name says), `logo/animated`, `logo/too-large` or
 * `logo/unreadable`.
 */
export function decodable(file: Buffer): Result<Buffer> {
  if (file.length > LOGO_MAX_BYTES) {
    return fail('logo/too-large', { size: `${Math.round(file.length / MEGA)} MB`, most: `${LOGO_MAX_BYTES / MEGA} MB` })
  }
  if (file.subarray(0, 8).equals(PNG_SIGNATURE)) return decodablePng(file)
  if (file[0] === 0xff && file[1] === 0xd8) return decodableJpeg(file)
  return fail('logo/not-a-picture')
}

function decodablePng(file: Buffer): Result<Buffer> {
  const kept: Buffer[] = [PNG_SIGNATURE]
  let isEnded = false
  for (let at = 8; at + 12 <= file.length && !isEnded; ) {
    const length = file.readUInt32BE(at)
    const name = file.toString('latin1', at + 4, at + 8)
    const end = at + 12 + length
    if (end > file.length || (at === 8 && name !== 'IHDR')) return fail('logo/unreadable')
    if (name === 'acTL') return fail('logo/animated')
    if (NEEDED_CHUNKS.has(name)) kept.push(file.subarray(at, end))
    isEnded = name === 'IEND'
    at = end
  }
  if (!isEnded || kept.length < 4) return fail('logo/unreadable')
  return judged(file.readUInt32BE(16), file.readUInt32BE(20), Buffer.concat(kept))
}

/** Frames of a JPEG that hold its size: all but tables (`C4`), arithmetic (`CC`) and extensions (`C8`). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

function decodableJpeg(file: Buffer): Result<Buffer> {
  for (let at = 2; at + 9 < file.length; ) {
    if (file[at] !== 0xff) return fail('logo/unreadable')
    const marker = file[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (isFrame(marker)) return judged(file.readUInt16BE(at + 7), file.readUInt16BE(at + 5), file)
    // The picture begins and nothing has told its size.
    if (marker === 0xda || marker === 0xd9) break
    at += 2 + file.readUInt16BE(at + 2)
  }
  return fail('logo/unreadable')
}

function judged(width: number, height: number, bytes: Buffer): Result<Buffer> {
  if (width === 0 || height === 0) return fail('logo/unreadable')
  if (width * height <= MOST_PIXELS) return ok(bytes)
  const megapixels = (width * height) / MEGA
  return fail('logo/too-large', {
    size: `${width} × ${height} (${Math.round(megapixels)} MP)`,
    most: `${MOST_PIXELS / MEGA} MP`
  })
}
