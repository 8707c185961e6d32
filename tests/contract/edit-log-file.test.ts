// The edit log as a file: whole or not at all, told about while it is written, and stopped when it is not wanted any more.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { noDialogs } from '#main/ports/dialogs.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import { opsOfFile } from '#tests/support/book-ops.ts'
import { ask, firstRun, openTestApp, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
let told: unknown[] = []
afterEach(() => shop.close())

const ALL = { group: 'all', personName: '', fromOn: null, toOn: null, text: '' } as const

async function opened(saveAs: (folder: string) => string) {
  const dialogs = { ...noDialogs, chooseSaveFile: async () => saveAs(shop.folder) }
  told = []
  const emit: EventSink = (name, payload) => void (name === 'work.progress' && told.push(payload))
  shop = openTestApp({ facing: { dialogs, emit } })
  await shop.call('shop.create', firstRun())
}

test('a log of several turns is whole, and how far it is is told', async () => {
  await opened((folder) => path.join(folder, 'log.csv'))
  for (let at = 0; at < 2_100; at++) await shop.call('party.add', ask.party(`Party ${at}`))
  const { file } = (await shop.call('editLog.export', { filter: ALL, format: 'csv' })) ?? { file: '' }
  const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n')
  const ops = opsOfFile(shop.file()).length
  expect(lines[0]).toMatch(/^\ufeff#,When,/u)
  expect(lines.slice(1).map((line) => Number(line.split(',')[0]))).toEqual(
    Array.from({ length: ops }, (_, at) => ops - at)
  )
  expect(told).toHaveLength(3)
  expect(told[0]).toEqual({ work: 'edit-log', done: 0, total: ops })
  expect(told.at(-1)).toEqual({ work: 'edit-log', done: ops, total: ops })
})

test.each(['csv', 'pdf'] as const)(
  'stopped while it is written as %s it leaves no file, and the next one is written',
  async (format) => {
    await opened((folder) => path.join(folder, `log.${format}`))
    const writing = shop.failure('editLog.export', { filter: ALL, format })
    expect((await shop.failure('editLog.export', { filter: ALL, format }))?.code).toBe('export/one-at-a-time')
    await shop.call('editLog.stopExport', {})
    expect((await writing)?.code).toBe('export/stopped')
    expect(readdirSync(shop.folder).filter((name) => name.startsWith('log'))).toEqual([])
    const { file } = (await shop.call('editLog.export', { filter: ALL, format: 'csv' })) ?? { file: '' }
    expect(existsSync(file)).toBe(true)
  }
)

test('a folder that is gone is said, and nothing is left', async () => {
  await opened((folder) => path.join(folder, 'gone', 'log.csv'))
  expect((await shop.failure('editLog.export', { filter: ALL, format: 'csv' }))?.code).toBe('export/folder-missing')
  // Nothing goes on: the next one begins.
  expect((await shop.failure('editLog.export', { filter: ALL, format: 'csv' }))?.code).toBe('export/folder-missing')
})
