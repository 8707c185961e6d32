import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import jsQR from 'jsqr'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noDialogs } from '#main/ports/dialogs.ts'
import { ask, firstRun, newId, openTestApp, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
let folder: string
let saveTo: string | null = null
let isTaken = true
const links: string[] = []
const pictures: Uint8Array[] = []

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-links-'))
  links.length = 0
  pictures.length = 0
  isTaken = true
  saveTo = null
  shop = openTestApp({
    facing: {
      dialogs: { ...noDialogs, chooseSaveFile: async () => saveTo },
      outside: {
        openChat: async () => false,
        copyText: (text) => void links.push(text),
        copyPicture: async (png) => {
          pictures.push(png)
          return isTaken
        }
      }
    }
  })
  await shop.call('shop.create', firstRun())
})
afterEach(async () => {
  await shop.close()
  rmSync(folder, { recursive: true, force: true })
})

const addParty = async (name: string) => (await shop.call('party.add', ask.party(name))).party.id
const sale = async (partyId: string | null, amount: number, upiMinor = 0) =>
  (
    await shop.call(
      'entry.record',
      ask.sale(partyId, amount, { upiMinor, ...(partyId === null ? { cashMinor: amount - upiMinor } : {}) })
    )
  ).entry

async function codeIn(png: Uint8Array): Promise<string> {
  const image = await loadImage(Buffer.from(png))
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data, width, height } = context.getImageData(0, 0, image.width, image.height)
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? ''
}

test('a link of a bill asks for what is open of it, by the reference of its paper', async () => {
  const asha = await addParty('Asha Sweets')
  const first = await sale(asha, 500_00)
  const second = await sale(asha, 300_00)
  await shop.call('entry.record', ask.got(asha, { cashMinor: 200_00 }))
  const asked = await shop.call('payment.ask', { of: { type: 'bill', entryId: first.id } })
  // The oldest is settled first.
  expect(asked).toMatchObject({ amountMinor: 300_00, partyName: 'Asha Sweets', number: first.number })
  expect(asked.link).toContain(`tr=${first.number.replaceAll('/', '-')}`)
  expect(asked.link).toContain('am=300.00')
  expect(await shop.call('payment.ask', { of: { type: 'bill', entryId: second.id } })).toMatchObject({
    amountMinor: 300_00
  })
  await shop.call('entry.record', ask.got(asha, { cashMinor: 300_00 }))
  const code = async (entryId: string) => (await shop.failure('payment.ask', { of: { type: 'bill', entryId } }))?.code
  expect(await code(first.id)).toBe('payment/nothing-to-ask')
  expect(await code((await sale(null, 100_00)).id)).toBe('payment/nothing-to-ask')
  expect(await code(newId())).toBe('entry/not-found')
})

test('a bill that is to be paid by UPI is asked for while nothing proves it', async () => {
  const walkIn = await sale(null, 400_00, 250_00)
  const asked = await shop.call('payment.ask', { of: { type: 'bill', entryId: walkIn.id } })
  expect(asked).toMatchObject({ amountMinor: 250_00, number: walkIn.number })
})

test('a link of a party asks for all that it owes, and belongs to no single entry', async () => {
  const asha = await addParty('Asha Sweets')
  const of = { type: 'party' as const, partyId: asha }
  expect(await shop.failure('payment.ask', { of })).toMatchObject({ code: 'payment/nothing-to-ask' })
  const { number } = await sale(asha, 500_00)
  const asked = await shop.call('payment.ask', { of })
  expect(asked).toMatchObject({ amountMinor: 500_00, partyName: 'Asha Sweets', number: '' })
  expect(asked.link).toContain(`tr=${number.replaceAll('/', '-')}-S`)
})

test('it goes to the clipboard as text or as a picture, into a file, and onto paper', async () => {
  const asha = await addParty('Asha Sweets')
  const { id: entryId, number } = await sale(asha, 500_00)
  const of = { type: 'bill' as const, entryId }
  const { link } = await shop.call('payment.ask', { of })
  expect(await shop.call('payment.share', { of, way: 'copy-link' })).toEqual({ outcome: 'copied', file: '' })
  expect(links).toEqual([link])
  await shop.call('payment.share', { of, way: 'copy-picture' })
  expect(await codeIn(pictures[0] ?? new Uint8Array())).toBe(link)

  expect(await shop.call('payment.share', { of, way: 'save-picture' })).toEqual({ outcome: 'left', file: '' })
  saveTo = path.join(folder, 'asha.png')
  expect(await shop.call('payment.share', { of, way: 'save-picture' })).toEqual({ outcome: 'saved', file: saveTo })
  expect(await codeIn(readFileSync(saveTo))).toBe(link)
  saveTo = path.join(folder, 'nowhere', 'asha.png')
  expect((await shop.failure('payment.share', { of, way: 'save-picture' }))?.code).toBe('export/not-writable')
  expect(existsSync(saveTo)).toBe(false)

  isTaken = false
  expect((await shop.failure('payment.share', { of, way: 'copy-picture' }))?.code).toBe('payment/not-copied')

  const id = newId()
  const job = await shop.call('payment.slip', { id, of })
  expect(job).toMatchObject({ id, title: `Asha Sweets ${number}` })
  expect((await shop.call('payment.slip', { id, of })).id).toBe(id)
  const paper = await shop.call('print.paper', { jobId: id })
  expect(await codeIn(paper.png)).toBe(link)
  if (process.env.PICTURES !== undefined) writeFileSync(path.join(process.env.PICTURES, 'slip.png'), paper.png)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('a shop without an address, and what the shop owes itself, ask for nothing', async () => {
  const asha = await addParty('Asha Sweets')
  const { id: entryId } = await sale(asha, 500_00)
  await shop.call('settings.change', { upiAddress: '' })
  const of = { type: 'bill' as const, entryId }
  expect((await shop.failure('payment.share', { of, way: 'copy-link' }))?.code).toBe('payment/no-address')
  expect((await shop.failure('payment.slip', { id: newId(), of }))?.code).toBe('payment/no-address')
})
