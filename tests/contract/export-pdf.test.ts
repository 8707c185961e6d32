import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { noDialogs } from '#main/ports/dialogs.ts'
import { noPagePrinter } from '#main/ports/page-printer.ts'
import { fail, ok } from '#shared/kernel/result.ts'
import type { Pages } from '#shared/receipt/page-html.ts'
import { ask, firstRun, openTestApp, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
afterEach(() => shop.close())

const made: Pages[] = []
let place: string | null = null
let canMake = true

async function open(): Promise<{ entryId: string; partyId: string }> {
  made.length = 0
  canMake = true
  shop = openTestApp({
    facing: {
      dialogs: {
        ...noDialogs,
        chooseSaveFile: async (name) => (place === null ? null : path.join(place, name.replaceAll('/', '-')))
      },
      pagePrinter: {
        ...noPagePrinter,
        async toPdf(pages) {
          made.push(pages)
          return canMake ? ok(Buffer.from('%PDF')) : fail('print/pages-failed')
        }
      }
    }
  })
  await shop.call('shop.create', firstRun())
  const { party } = await shop.call('party.add', ask.party('Ramesh'))
  const { entry } = await shop.call('entry.record', ask.sale(party.id, 100_00))
  return { entryId: entry.id, partyId: party.id }
}

/** What the book has noted of papers that left it as a file. */
function noted(): number {
  const file = new Database(shop.file(), { readonly: true })
  const row = file.prepare("SELECT count(*) AS count FROM audit_event WHERE kind = 'pdf'").get() as { count: number }
  file.close()
  return row.count
}

test('a bill as PDF is written whole and noted in the book; an account is only written', async () => {
  const { entryId, partyId } = await open()
  place = shop.folder
  const bill = await shop.call('export.pdf', { paper: { type: 'entry', entryId } })
  expect(readFileSync(bill?.file ?? '', 'utf8')).toBe('%PDF')
  expect(noted()).toBe(1)
  expect(await shop.call('export.pdf', { paper: { type: 'statement', partyId } })).toEqual({
    file: path.join(shop.folder, 'Ramesh.pdf')
  })
  expect(noted()).toBe(1)
  expect(made.map(({ sheet }) => sheet)).toEqual(['a4', 'a4'])
})

test('a dialog that was left, a disk that takes nothing, pages that cannot be made: nothing is written, nothing noted', async () => {
  const { entryId } = await open()
  place = null
  expect(await shop.call('export.pdf', { paper: { type: 'entry', entryId } })).toBe(null)
  place = path.join(shop.folder, 'nowhere')
  expect(await shop.failure('export.pdf', { paper: { type: 'entry', entryId } })).toMatchObject({
    code: 'export/not-writable'
  })
  canMake = false
  place = shop.folder
  expect(await shop.failure('export.pdf', { paper: { type: 'entry', entryId } })).toMatchObject({
    code: 'print/pages-failed'
  })
  expect(noted()).toBe(0)
  expect(existsSync(path.join(shop.folder, 'nowhere'))).toBe(false)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})
