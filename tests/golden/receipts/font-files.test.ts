import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { covers, FACES, type Face, fontFile, fontFileFacts } from '#main/devices/printer/paper-faces.ts'
import { fontCoverage } from '#tests/support/font-coverage.ts'

const folder = path.join(import.meta.dirname, '../../../resources/fonts')
const files = FACES.flatMap((face) => [fontFile(face, 'regular'), fontFile(face, 'bold')])

function factsOf(file: string) {
  const bytes = readFileSync(path.join(folder, file))
  const characters: number[][] = []
  for (const one of [...fontCoverage(bytes)].sort((a, b) => a - b)) {
    const last = characters.at(-1)
    if (last && last[1] === one - 1) last[1] = one
    else characters.push([one, one])
  }
  return { sha256: createHash('sha256').update(bytes).digest('hex'), characters }
}

// New or changed fonts: UPDATE_GOLDEN=1 writes down what they can draw.
if (process.env.UPDATE_GOLDEN === '1') {
  const rows = files.map((file) => `  ${JSON.stringify(file)}: ${JSON.stringify(factsOf(file))}`)
  writeFileSync(path.join(folder, 'faces.json'), `{\n${rows.join(',\n')}\n}\n`)
}

describe('the font files of papers', () => {
  test.each(files)('%s is the one that is written down, character by character', (file) => {
    expect(factsOf(file)).toEqual(fontFileFacts(file))
  })

  test.each(FACES)('%s has the same characters in both weights', (face) => {
    expect(fontFileFacts(fontFile(face, 'bold')).characters).toEqual(
      fontFileFacts(fontFile(face, 'regular')).characters
    )
  })

  test('are all of those in the folder, each with its licence', () => {
    const found = readdirSync(folder)
    expect(found.filter((name) => name.endsWith('.woff2')).sort()).toEqual([...files].sort())
    for (const file of files) expect(found).toContain(`OFL-${file.replace(/(?:-latin(?:-ext)?)?-\d+\.woff2$/, '')}.txt`)
  })
})

test.each<[Face, string, string]>([
  ['latin', 'Az09~é€…−·×\ufffd\u00a0', '₹ł'],
  ['latin-ext', '₹₩łşẞ', 'Az'],
  ['devanagari', 'अहक्षिॐ१।₹ळऱ्ह', 'Az'],
  ['bengali', 'অক্ষৰৱড়১৳।₹', 'Az'],
  ['gurmukhi', 'ਅੰਮ੍ਰਿਤ੧ੴ।₹', 'Az'],
  ['gujarati', 'અક્ષજ્ઞ૧।₹', 'Az'],
  ['oriya', 'ଅକ୍ଷଜ୍ଞୱ୧।₹', 'Az'],
  ['tamil', 'அக்ஷஸ்ரீ௧।₹', 'Az'],
  ['telugu', 'అక్షజ్ఞ౧।', '₹Az'],
  ['kannada', 'ಅಕ್ಷಜ್ಞ೧।₹', 'Az'],
  ['malayalam', 'അക്ഷൻൽ൧।₹', 'Az'],
  ['arabic', 'اردوٹڈڑںےہھ،۔؟۱', '₹'],
  ['nastaliq', 'اردوٹڈڑںےہھ،۔؟۱', '₹'],
  ['korean', '가힣뷁닭', '₹']
])('%s draws its own letters and not those of others', (face, own, foreign) => {
  for (const character of own) expect(covers(face, character), character).toBe(true)
  for (const character of foreign) expect(covers(face, character), character).toBe(false)
  expect(covers(face, '😀')).toBe(false)
})
