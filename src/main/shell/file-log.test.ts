import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFileLog } from './file-log.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'file-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const now = () => new Date(Date.UTC(2026, 10, 21, 4, 30))
const read = (name: string) => readFileSync(path.join(folder, 'logs', name), 'utf8')

it('writes one line for each event', () => {
  const log = createFileLog({ folder: path.join(folder, 'logs'), now })
  log.info('started')
  log.warn('slow call', { channel: 'party.search', durationMs: 140 })
  log.error('call failed', Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' }), {
    channel: 'entry.record'
  })
  const [first, second, third] = read('counterbook.log').split('\n')
  expect(first).toBe('2026-11-21T04:30:00.000Z info started')
  expect(second).toBe('2026-11-21T04:30:00.000Z warn slow call {"channel":"party.search","durationMs":140}')
  expect(third).toMatch(
    /error call failed \{"channel":"entry.record","kind":"Error","code":"SQLITE_BUSY","message":"database is locked"/
  )
})

it('goes on in the file that is there', () => {
  createFileLog({ folder: path.join(folder, 'logs'), now }).info('first')
  createFileLog({ folder: path.join(folder, 'logs'), now }).info('second')
  expect(read('counterbook.log').split('\n')).toHaveLength(3)
})

it('keeps three older files and no more', () => {
  const logs = path.join(folder, 'logs')
  createFileLog({ folder: logs, now }).info('begin')
  for (const text of ['one', 'two', 'three', 'four', 'five']) {
    writeFileSync(path.join(logs, 'counterbook.log'), `${text}${'x'.repeat(1_000_001)}`)
    createFileLog({ folder: logs, now }).info('next')
  }
  expect(readdirSync(logs).sort()).toEqual([
    'counterbook.1.log',
    'counterbook.2.log',
    'counterbook.3.log',
    'counterbook.log'
  ])
  expect(read('counterbook.1.log').slice(0, 4)).toBe('five')
  expect(read('counterbook.3.log').slice(0, 5)).toBe('three')
  expect(read('counterbook.log')).toBe('2026-11-21T04:30:00.000Z info next\n')
})

it('bears a place that cannot be written', () => {
  writeFileSync(path.join(folder, 'file'), '')
  createFileLog({ folder: path.join(folder, 'file', 'logs'), now }).info('started')
})
