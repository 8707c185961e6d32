import { expect, test } from 'vitest'
import { chosenRow } from './chosen-row.ts'
import { OnceIds } from './once-ids.ts'

test('the chosen row stays chosen when a newer one comes above it', () => {
  const rows = ['b', 'a'].map((id) => ({ id }))
  expect(chosenRow(rows, 'a')).toBe(1)
  expect(chosenRow([{ id: 'c' }, ...rows], 'a')).toBe(2)
  expect(chosenRow(rows, 'gone')).toBe(0)
  expect(chosenRow(rows, null)).toBe(0)
  expect(chosenRow([], 'a')).toBe(-1)
})

test('a second press has the id of the first, one after a failure has its own', () => {
  const ids = new OnceIds()
  const first = ids.of('whatsapp')
  expect([ids.of('whatsapp'), ids.of('copy') === first]).toEqual([first, false])
  ids.forget('whatsapp')
  expect(ids.of('whatsapp')).not.toBe(first)
})
