import { expect, test } from 'vitest'
import { asDuplicate } from './as-duplicate.ts'
import { pair, text } from './paper-blocks.ts'
import type { Translate } from './receipt-texts.ts'
import { said, secondLanguageOf } from './said.ts'

const english: Translate = (key, params) => `${key}${params ? ` ${Object.values(params).join(' ')}` : ''}`
const urdu: Translate = (key) => (key === 'upi' ? 'upi' : `ur:${key}`)
const both: Translate = Object.assign((...args: Parameters<Translate>) => english(...args), {
  second: { language: 'ur' as const, t: urdu }
})

test('a paper in one language says nothing of a second', () => {
  expect(said(english, 'total')).toEqual({ text: 'total' })
  expect(pair(said(english, 'cash'), '1.00')).not.toHaveProperty('second')
  expect(secondLanguageOf(english)).toEqual({})
})

test('a paper in two languages says labels in both, once where they are the same', () => {
  expect(said(both, 'total')).toEqual({ text: 'total', second: 'ur:total' })
  expect(said(both, 'upi')).toEqual({ text: 'upi' })
  expect(pair(said(both, 'cash'), '1.00')).toMatchObject({ label: 'cash', second: 'ur:cash' })
  expect(text(said(both, 'titleSale'))).toMatchObject([{ text: 'titleSale', second: 'ur:titleSale' }])
  expect(secondLanguageOf(both)).toEqual({ secondLanguage: 'ur' })
})

test('a copy is marked in both languages', () => {
  const paper = { version: 1, language: 'en', secondLanguage: 'ur', title: '', blocks: [] } as const
  expect(asDuplicate(paper, 2, both).blocks[0]).toEqual({ type: 'banner', text: 'duplicate 2', second: 'ur:duplicate' })
})
