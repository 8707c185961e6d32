import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { fontCoverage } from './font-coverage.ts'

const coverageOf = (name: string) =>
  fontCoverage(readFileSync(path.join(import.meta.dirname, '../../../../resources/fonts', `${name}.woff2`)))

test.each(['400', '700'])('knows what each subset of weight %s can draw', (weight) => {
  const latin = coverageOf(`noto-sans-latin-${weight}`)
  const extended = coverageOf(`noto-sans-latin-ext-${weight}`)
  const devanagari = coverageOf(`noto-sans-devanagari-${weight}`)
  for (const character of 'Az09~é€…−·×\ufffd\u00a0')
    expect(latin.has(character.codePointAt(0) ?? 0), character).toBe(true)
  for (const character of '₹łşẞ') expect(extended.has(character.codePointAt(0) ?? 0), character).toBe(true)
  for (const character of 'अहक्षिॐ१।₹') expect(devanagari.has(character.codePointAt(0) ?? 0), character).toBe(true)
  for (const none of [latin, extended, devanagari]) {
    for (const character of '😀தமિ中') expect(none.has(character.codePointAt(0) ?? 0), character).toBe(false)
  }
  expect(latin.has('₹'.codePointAt(0) ?? 0)).toBe(false)
})
