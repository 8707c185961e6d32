/** A file of more bytes is not taken: a photo of any telephone is far smaller. */
export const MOST_FILE_BYTES = 20_000_000
/** More files than this belong into a folder, not to one entry. */
export const MOST_FILES = 20
export const FILE_NAME_LENGTH = 120

/** What a page may show as a picture. */
export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const
export type PictureType = (typeof PICTURE_TYPES)[number]
export const isPicture = (mediaType: string): mediaType is PictureType =>
  (PICTURE_TYPES as readonly string[]).includes(mediaType)

const ascii = (bytes: Uint8Array, from: number, text: string): boolean =>
  [...text].every((letter, at) => bytes[from + at] === letter.charCodeAt(0))

const starts = (bytes: Uint8Array, ...wanted: readonly number[]): boolean =>
  wanted.every((byte, at) => bytes[at] === byte)

/** What a file is, by its first bytes alone; its name says nothing. What is none of these is only bytes, and is never shown. */
export function mediaTypeOf(bytes: Uint8Array): string {
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (ascii(bytes, 0, 'GIF87a') || ascii(bytes, 0, 'GIF89a')) return 'image/gif'
  if (ascii(bytes, 0, 'RIFF') && ascii(bytes, 8, 'WEBP')) return 'image/webp'
  if (ascii(bytes, 4, 'ftyp') && ['heic', 'heix', 'mif1', 'heim'].some((brand) => ascii(bytes, 8, brand)))
    return 'image/heic'
  if (ascii(bytes, 0, '%PDF-')) return 'application/pdf'
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'application/zip'
  return 'application/octet-stream'
}

/** A bare name for a file that somebody chose: no folders, no signs that a system could not store, cut with its ending kept. */
export function fileName(raw: string): string {
  const bare = (raw.toWellFormed().normalize('NFC').split(/[\\/]/u).at(-1) ?? '')
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069:*?"<>|]+/gu, '-')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '')
  if (bare === '') return 'file'
  const letters = [...bare]
  if (letters.length <= FILE_NAME_LENGTH) return bare
  const ending = /\.[A-Za-z0-9]{1,8}$/u.exec(bare)?.[0] ?? ''
  return `${letters.slice(0, FILE_NAME_LENGTH - ending.length).join('')}${ending}`
}
