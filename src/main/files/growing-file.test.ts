import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { growFile } from './growing-file.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-test-'))
const file = path.join(folder, 'stick', 'log.csv')
const plugIn = () => mkdirSync(path.dirname(file), { recursive: true })
const pullOut = () => rmSync(path.dirname(file), { recursive: true })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('it has its name when it is whole, and takes the place of what was there', () => {
  plugIn()
  for (const text of ['first', 'second']) {
    const growing = growFile(file)
    growing.write(text.slice(0, 2))
    growing.write(text.slice(2))
    growing.finish()
    expect(readFileSync(file, 'utf8')).toBe(text)
  }
  expect(readdirSync(path.dirname(file))).toEqual(['log.csv'])
})

test('a disk that is pulled out while it is written is said when it should get its name, and may be dropped then', () => {
  plugIn()
  const growing = growFile(file)
  growing.write('half')
  pullOut()
  expect(() => growing.finish()).toThrow('export/folder-missing')
  growing.drop()
  expect(existsSync(path.dirname(file))).toBe(false)
})

/** A disk that is always full, where the system has one; elsewhere a folder lies in the way. */
const FULL = '/dev/full'

test('what the disk refuses is said by its code', () => {
  plugIn()
  const isFull = existsSync(FULL)
  if (isFull) symlinkSync(FULL, `${file}.part`)
  else mkdirSync(`${file}.part`)
  expect(() => growFile(file).write('too much')).toThrow(isFull ? 'export/disk-full' : 'export/not-writable')
  expect(readdirSync(path.dirname(file))).toEqual(isFull ? [] : ['log.csv.part'])
})
