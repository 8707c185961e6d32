import { expect, test } from 'vitest'
import { newPrinter } from './printer-draft.ts'
import { taughtBy } from './seen-paper.ts'

const DRAFT = newPrinter({ way: 'serial', place: 'ttyUSB0', by: { type: 'keep' } })
const SEEN = { ruler: 'both', wasCut: true, drawerOpened: false, page: 'none' } as const

test('the ruler teaches the next usual width, and never one that is not there', () => {
  const width = (widthDots: number, ruler: 'both' | 'cut' | 'spare') =>
    taughtBy({ ...DRAFT, widthDots }, { ...SEEN, ruler }, []).widthDots
  expect([width(576, 'both'), width(576, 'cut'), width(512, 'cut'), width(384, 'cut')]).toEqual([576, 512, 384, 384])
  expect([width(384, 'spare'), width(576, 'spare'), width(420, 'cut')]).toEqual([512, 576, 384])
})

test('cutter, drawer and letters are what came out', () => {
  const taught = taughtBy(DRAFT, { ...SEEN, wasCut: false, drawerOpened: true, page: '16' }, [])
  expect(taught).toMatchObject({ hasCutter: false, hasDrawer: true })
  expect(taught.taught.codePage).toEqual({ number: 16, name: 'cp1252' })
})

test('a printer that said nothing is left alone from then on; one that answers is asked as its model says', () => {
  expect(taughtBy(DRAFT, SEEN, ['silent']).taught).toMatchObject({ status: 'none', fence: 'none' })
  const silent = { ...DRAFT, taught: { codePage: null, status: 'none', fence: 'none' } as const }
  expect(taughtBy(silent, SEEN, ['ready']).taught).toMatchObject({ status: null, fence: null })
  expect(taughtBy(silent, SEEN, []).taught).toMatchObject({ status: 'none', fence: 'none' })
})
