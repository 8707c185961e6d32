import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { FailureError } from '#shared/kernel/result.ts'
import { attachmentFiles } from './attachment-files.ts'

let folder = ''
let ledger = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-files-'))
  ledger = path.join(folder, 'Shop.counterbook')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const bytes = Uint8Array.from([1, 2, 3])
const placeOf = (hash: string) => path.join(`${ledger}.files`, hash.slice(0, 2), hash)

it('keeps the same bytes once, under their hash, and gives them back', () => {
  const hash = attachmentFiles.keep(ledger, bytes)
  expect(hash).toBe('039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81')
  expect(attachmentFiles.keep(ledger, bytes)).toBe(hash)
  expect(readdirSync(path.dirname(placeOf(hash)))).toEqual([hash])
  expect(attachmentFiles.read(ledger, hash)).toEqual(Buffer.from(bytes))
  expect(attachmentFiles.has(ledger, hash, 3)).toBe(true)
})

it('does not give out what is gone or was changed, and puts it right by the same bytes', () => {
  const hash = attachmentFiles.keep(ledger, bytes)
  writeFileSync(placeOf(hash), 'other')
  expect(attachmentFiles.read(ledger, hash)).toBeNull()
  expect(attachmentFiles.has(ledger, hash, 3)).toBe(false)
  attachmentFiles.keep(ledger, bytes)
  expect(attachmentFiles.read(ledger, hash)).toEqual(Buffer.from(bytes))
  rmSync(placeOf(hash))
  expect(attachmentFiles.read(ledger, hash)).toBeNull()
})

it('makes no path of what is no hash, and says where it could not write', () => {
  expect(attachmentFiles.read(ledger, '../../secret')).toBeNull()
  expect(attachmentFiles.has(ledger, '..', 3)).toBe(false)
  writeFileSync(`${ledger}.files`, 'in the way')
  expect(() => attachmentFiles.keep(ledger, bytes)).toThrow(FailureError)
})
