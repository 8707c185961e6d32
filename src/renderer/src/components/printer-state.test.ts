import { expect, test } from 'vitest'
import { PRINTER_CONDITIONS, STOPPING_CONDITIONS } from '#shared/printing/printer-status.ts'
import { pressing, printerTone, troubleOf } from './printer-state.ts'

test('every condition has a place in the order, and a tone that fits', () => {
  for (const condition of PRINTER_CONDITIONS) {
    expect(pressing({ conditions: [condition] })).toBe(condition)
    expect(printerTone(condition) === 'bad').toBe(STOPPING_CONDITIONS.has(condition))
  }
  expect(pressing({ conditions: [] })).toBe(null)
  expect(pressing(undefined)).toBe(null)
})

test('of several things the one to put right first is said', () => {
  expect(pressing({ conditions: ['paper-near-end', 'offline', 'cover-open'] })).toBe('cover-open')
  expect(pressing({ conditions: ['offline', 'paper-out'] })).toBe('paper-out')
})

test('a printer that says nothing is no trouble', () => {
  expect(troubleOf({ conditions: ['silent'] })).toBe(null)
  expect(troubleOf({ conditions: ['ready'] })).toBe(null)
  expect(troubleOf({ conditions: ['paper-near-end'] })).toBe('paper-near-end')
})
