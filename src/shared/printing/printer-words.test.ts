import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { type PrinterSettings, VIRTUAL_PRINTER } from '#shared/receipt/printer-settings.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { CODE_PAGE_NAMES, inPage, pageBytes } from './code-pages.ts'
import { GENERIC_PROFILE, type PrinterProfile } from './printer-profile.ts'
import { lettersJob, wordsOf } from './printer-words.ts'

const paper = (text: string): ReceiptDocument => ({
  version: 1,
  language: 'en',
  title: '',
  blocks: [{ type: 'text', text, align: 'left', size: 'body', weight: 'regular', maxLines: 4 }, { type: 'cut' }]
})
const profile: PrinterProfile = { ...GENERIC_PROFILE, codePages: { '0': 'cp437', '16': 'CP1252', '53': 'rk1048' } }
const serial = (baudRate: 9600 | 115_200, path = '/dev/ttyS0'): PrinterSettings => ({
  ...VIRTUAL_PRINTER,
  transport: { type: 'serial', path, baudRate, flowControl: 'rts-cts' }
})

describe.each(CODE_PAGE_NAMES)('code page %s', (page) => {
  test('has the letters that the iconv of the system has at the same places', () => {
    const bytes = Buffer.from(Array.from({ length: 128 }, (_, at) => at + 0x80))
    for (const byte of bytes) {
      let letter = ''
      try {
        const input = Buffer.from([byte])
        letter = execFileSync('iconv', ['-f', page, '-t', 'utf-8'], { input, stdio: 'pipe' }).toString()
      } catch {
        continue
      }
      // Controls, the blank that does not break and the hyphen that is not seen are never sent.
      if (/[\p{Cc}\u00a0\u00ad]/u.test(letter)) continue
      expect(inPage(letter, page), `byte ${byte.toString(16)}`).toBe(letter)
      expect([...pageBytes(letter, page)]).toEqual([byte])
    }
  })
})

describe('letters or picture', () => {
  test('a fast way gets pictures unless the shop wants letters', () => {
    expect(wordsOf(paper('Rice'), VIRTUAL_PRINTER, profile)).toBe('picture')
    expect(wordsOf(paper('Rice'), { ...VIRTUAL_PRINTER, words: 'letters' }, profile)).toBe('letters')
    expect(wordsOf(paper('Rice'), serial(115_200), profile)).toBe('picture')
  })

  test('a slow way gets letters unless the shop wants pictures', () => {
    expect(wordsOf(paper('Rice'), serial(9600), profile)).toBe('letters')
    expect(wordsOf(paper('Rice'), serial(115_200, '/dev/rfcomm0'), profile)).toBe('letters')
    expect(wordsOf(paper('Rice'), { ...serial(9600), words: 'picture' }, profile)).toBe('picture')
    expect(wordsOf(paper('Rice'), { ...serial(9600), paper: 'a4' }, profile)).toBe('picture')
  })

  test('the first page that has every letter is taken; with none it is a picture', () => {
    expect(lettersJob(paper('Café ₹ 5'), serial(9600), profile)?.page).toEqual({ number: 0, name: 'cp437' })
    expect(lettersJob(paper('Œuf'), serial(9600), profile)?.page).toEqual({ number: 16, name: 'cp1252' })
    expect(lettersJob(paper('चावल'), { ...serial(9600), words: 'letters' }, profile)).toBe(null)
  })

  test('a page that was seen to print right is the only one', () => {
    const taught = { ...serial(9600), codePage: { number: 71, name: 'cp1252' as const } }
    expect(lettersJob(paper('Œuf'), taught, profile)?.page).toEqual({ number: 71, name: 'cp1252' })
    expect(lettersJob(paper('∞'), taught, profile)).toBe(null)
  })

  test('signs that no page has become plain letters, and what is not seen is not sent', () => {
    expect(inPage('₹ 1,250.00 − 5 × 2…\u2066x\u2069', 'cp437')).toBe('Rs. 1,250.00 - 5 x 2...x')
    expect(inPage('5 × 2', 'cp850')).toBe('5 × 2')
    expect(inPage('a\nb\u00a0c', 'cp437')).toBe('a b c')
    expect(inPage('நன்றி', 'cp437')).toBe(null)
  })
})
