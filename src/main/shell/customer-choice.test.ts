import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { FRESH_CHOICE, readCustomerChoice, writeCustomerChoice } from './customer-choice.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'customer-choice-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it('comes back as it was kept', () => {
  const choice = {
    isOn: true,
    display: { id: 9_007_199, label: 'Kassa', bounds: { x: -5, y: 0, width: 8, height: 9 } }
  }
  const file = path.join(folder, 'below', 'customer-screen.json')
  writeCustomerChoice(file, choice)
  expect(readCustomerChoice(file)).toEqual(choice)
})

it.each(['', '{', 'null', '[]', '{"isOn":"yes","display":{"id":1}}'])('is off when the file says %j', (text) => {
  const file = path.join(folder, 'customer-screen.json')
  writeFileSync(file, text)
  expect(readCustomerChoice(file)).toEqual(FRESH_CHOICE)
})

it('is off without a file, and bears a folder that cannot be written', () => {
  expect(readCustomerChoice(path.join(folder, 'missing.json'))).toEqual(FRESH_CHOICE)
  writeFileSync(path.join(folder, 'file'), '')
  writeCustomerChoice(path.join(folder, 'file', 'x.json'), FRESH_CHOICE)
})
