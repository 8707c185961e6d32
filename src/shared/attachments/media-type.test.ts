import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FILE_NAME_LENGTH, fileName, isPicture, mediaTypeOf } from './media-type.ts'

const bytes = (text: string) => Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)))

describe('mediaTypeOf', () => {
  it.each([
    ['\xff\xd8\xff\xe0..JFIF', 'image/jpeg'],
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['GIF89a..', 'image/gif'],
    ['RIFF\x10\0\0\0WEBPVP8 ', 'image/webp'],
    ['\0\0\0\x18ftypheic', 'image/heic'],
    ['%PDF-1.7', 'application/pdf'],
    ['PK\x03\x04', 'application/zip'],
    ['<svg onload="x">', 'application/octet-stream'],
    ['<html>', 'application/octet-stream'],
    ['RIFF\x10\0\0\0WAVE', 'application/octet-stream'],
    ['', 'application/octet-stream']
  ])('knows %j by its first bytes', (text, type) => {
    expect(mediaTypeOf(bytes(text))).toBe(type)
  })

  it('shows no page and no drawing that could hold a script', () => {
    for (const type of ['image/svg+xml', 'text/html', 'application/pdf', 'image/heic'])
      expect(isPicture(type)).toBe(false)
  })
})

describe('fileName', () => {
  it.each([
    ['C:\\Users\\x\\bill.jpg', 'bill.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['..', 'file'],
    ['', 'file'],
    ['बिल 1.pdf', 'बिल 1.pdf'],
    ['gpj.\u202eexe', 'gpj.-exe']
  ])('makes of %j the bare name %j', (raw, name) => {
    expect(fileName(raw)).toBe(name)
  })

  it('is never long, never empty, never a place, and stays as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (raw) => {
        const name = fileName(raw)
        expect([...name].length).toBeLessThanOrEqual(FILE_NAME_LENGTH)
        expect(name).not.toMatch(/[\\/]|^\.|^$/)
        expect([...fileName(name)].length).toBeLessThanOrEqual([...name].length)
      })
    )
  })
})
