import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noDialogs } from '#main/ports/dialogs.ts'
import { ask, firstRun, newId, openTestApp, type TestApp } from '#tests/support/open-app.ts'

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
let shop: TestApp
let chosen: string | null = null
let saved: string | null = null
let entryId = ''

beforeEach(async () => {
  const dialogs = { ...noDialogs, chooseAttachmentFile: async () => chosen, chooseSaveFile: async () => saved }
  shop = openTestApp({ facing: { dialogs } })
  await shop.call('shop.create', firstRun())
  entryId = (await shop.call('entry.record', ask.sale(null, 100_00, { cashMinor: 100_00 }))).entry.id
})
afterEach(() => shop.close())

function choose(name: string, bytes: Uint8Array | string): void {
  chosen = path.join(shop.folder, name)
  writeFileSync(chosen, bytes)
}
const attach = (id = newId()) => shop.call('attachment.choose', { id, entryId })
const list = () => shop.call('attachment.list', { entryId })
const isClean = async () => (await shop.call('ledger.verify', {})).isClean
const place = (): string => {
  const folder = `${shop.file()}.files`
  const [aa = ''] = readdirSync(folder)
  return path.join(folder, aa, readdirSync(path.join(folder, aa))[0] ?? '')
}

test('a file is known by its bytes, kept once beside the book, shown by its id, saved as a copy', async () => {
  choose('bill.exe', PNG)
  const id = newId()
  expect(await attach(id)).toMatchObject({
    outcome: 'recorded',
    attachment: { id, name: 'bill.exe', mediaType: 'image/png', byteCount: 16, isPicture: true, isThere: true }
  })
  expect(await attach(id)).toMatchObject({ outcome: 'exists' })
  await attach()
  expect(await list()).toHaveLength(2)
  expect(readFileSync(place())).toEqual(PNG)
  expect(shop.app.picture(id)).toMatchObject({ mediaType: 'image/png' })
  saved = path.join(shop.folder, 'copy.png')
  await shop.call('attachment.save', { id })
  expect(readFileSync(saved)).toEqual(PNG)
  chosen = null
  expect(await attach()).toBeNull()
  expect(await isClean()).toBe(true)
})

test('what was taken off stays on the disk and is not shown; what is gone or changed is said', async () => {
  choose('photo.png', PNG)
  const [first, second] = [newId(), newId()]
  await attach(first)
  await attach(second)
  expect(await shop.call('attachment.remove', { id: first })).toEqual({ outcome: 'recorded' })
  expect(await shop.call('attachment.remove', { id: first })).toEqual({ outcome: 'exists' })
  expect((await list()).map((one) => one.id)).toEqual([second])
  expect(shop.app.picture(first)).toBeNull()
  writeFileSync(place(), Buffer.alloc(16, 7))
  expect(shop.app.picture(second)).toBeNull()
  rmSync(place())
  expect(await list()).toMatchObject([{ id: second, isThere: false }])
  expect(await shop.failure('attachment.save', { id: second })).toMatchObject({ code: 'attachment/gone' })
  await attach()
  expect(await list()).toMatchObject([{ isThere: true }, { isThere: true }])
  expect(await isClean()).toBe(true)
})

test('what cannot be attached leaves no fact', async () => {
  const asked = { id: newId(), entryId }
  choose('empty.jpg', '')
  expect(await shop.failure('attachment.choose', asked)).toMatchObject({ code: 'attachment/unreadable' })
  chosen = path.join(shop.folder, 'nowhere.jpg')
  expect(await shop.failure('attachment.choose', asked)).toMatchObject({ code: 'attachment/unreadable' })
  choose('film.mp4', Buffer.alloc(20_000_001))
  expect(await shop.failure('attachment.choose', asked)).toMatchObject({ code: 'attachment/too-large' })
  choose('photo.png', PNG)
  const nobody = { id: newId(), entryId: newId() }
  expect(await shop.failure('attachment.choose', nobody)).toMatchObject({ code: 'entry/not-found' })
  const page = { ...asked, bytes: new TextEncoder().encode('<svg onload="x"/>') }
  expect(await shop.failure('attachment.photo', page)).toMatchObject({ code: 'attachment/not-a-picture' })
  mkdirSync(path.dirname(`${shop.file()}.files`), { recursive: true })
  writeFileSync(`${shop.file()}.files`, 'in the way')
  expect(await shop.failure('attachment.choose', asked)).toMatchObject({ code: 'attachment/not-written' })
  expect(await list()).toEqual([])
  rmSync(`${shop.file()}.files`)
  for (let at = 0; at < 20; at++) await attach()
  expect(await shop.failure('attachment.choose', asked)).toMatchObject({ code: 'attachment/too-many' })
  expect(await isClean()).toBe(true)
})

test('no page gets at anything but a picture of the open book', async () => {
  choose('page.html', '<html>')
  const id = newId()
  await attach(id)
  for (const asked of [id, newId(), '', '../x', 'index.html']) expect(shop.app.picture(asked)).toBeNull()
  const photo = await shop.call('attachment.photo', { id: newId(), entryId, bytes: new Uint8Array(PNG) })
  expect(shop.app.picture(photo.attachment.id.toUpperCase())).not.toBeNull()
})
