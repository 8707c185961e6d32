// A recovery code comes out of a printer, and stays nowhere else: not in the queue, not in the book, not in a log.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newId, openTestApp, openTestShop, type TestApp } from '#tests/support/open-app.ts'

const OWNER = { id: newId(), name: 'Sharma ji', pin: '4711' }
const PRINTER = {
  ...{ id: 'counter', name: 'Counter', widthDots: 384 as const, hasCutter: true, hasDrawer: false },
  words: 'letters' as const
}
let shop: TestApp
let paper = ''
let code = ''

beforeEach(async () => {
  shop = await openTestShop({ drivesPrinters: true })
  paper = path.join(shop.folder, 'paper.bin')
  code = (await shop.call('person.turnOn', OWNER)).recoveryCode
})
afterEach(() => shop.close())

const onRoll = () => shop.setPrinters([{ ...PRINTER, transport: { type: 'file', path: paper } }], 'counter')
const nowhere = () =>
  shop.setPrinters([{ ...PRINTER, transport: { type: 'network', host: '127.0.0.1', port: 9 } }], 'counter')
const printed = (): string => (existsSync(paper) ? readFileSync(paper, 'latin1') : '')
/** The code as the paper has it, two groups on a line. */
const lines = (): string[] => [code.slice(0, 9), code.slice(10)]

const becomes = (id: string, state: string) =>
  vi.waitFor(
    async () => {
      const job = (await shop.call('print.queue', { limit: 50 })).find((one) => one.id === id)
      expect(job?.state).toBe(state)
    },
    { timeout: 20_000, interval: 20 }
  )

/** Every file of this install but the paper itself: book, log of the book, secrets, backups, the app's own log. */
function filesWithCode(): string[] {
  const files = readdirSync(shop.folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(shop.folder, name))
    .filter((file) => statSync(file).isFile() && file !== paper)
  expect(files.length).toBeGreaterThan(2)
  return files.filter((file) => {
    const text = readFileSync(file, 'latin1')
    return [code, code.replaceAll('-', ''), ...lines()].some((one) => text.includes(one))
  })
}

test('the code of the owner comes out of the printer of the receipts, and is kept nowhere', async () => {
  onRoll()
  const id = newId()
  const job = await shop.call('person.printCode', { id, code })
  expect(job).toMatchObject({ kind: 'recovery-code', printerName: 'Counter', hasPaper: false })
  // Asked twice for the same paper, it is one.
  expect((await shop.call('person.printCode', { id, code })).id).toBe(id)
  await becomes(id, 'printed')
  for (const line of lines()) expect(printed().split(line)).toHaveLength(2)
  expect(filesWithCode()).toEqual([])
  expect((await shop.failure('print.paper', { jobId: id }))?.code).toBe('print/paper-not-kept')
  // Nothing of it is left to be printed again.
  const again = newId()
  await shop.call('print.decide', { id: again, jobId: id, decision: 'print-again' })
  await becomes(again, 'failed')
  for (const line of lines()) expect(printed().split(line)).toHaveLength(2)
  const filter = { group: 'people', personName: '', fromOn: null, toOn: null, text: '' } as const
  const log = await shop.call('editLog.read', { filter, beforeN: null, limit: 10 })
  expect(JSON.stringify(log)).toContain('Recovery code printed')
  expect(JSON.stringify(log)).not.toContain(code)
  expect((await shop.call('ledger.verify', {})).isClean).toBe(true)
})

test('a printer that is not there makes the paper wait in memory; the book that is closed meanwhile forgets it', async () => {
  nowhere()
  const [first, second] = [newId(), newId()]
  await shop.call('person.printCode', { id: first, code })
  await becomes(first, 'blocked')
  expect(filesWithCode()).toEqual([])
  onRoll()
  await becomes(first, 'printed')
  expect(printed()).toContain(lines()[0])
  nowhere()
  await shop.call('person.printCode', { id: second, code })
  await becomes(second, 'blocked')
  const before = printed()
  const { folder, clock } = shop
  await shop.app.close()
  shop = openTestApp({ folder, clock, drivesPrinters: true })
  await shop.call('person.unlock', { id: OWNER.id, pin: OWNER.pin })
  onRoll()
  await becomes(second, 'failed')
  expect(printed()).toBe(before)
})

test('nothing but the code that is good can be printed under its title, by the owner alone, and only where a printer is', async () => {
  onRoll()
  const wrong = await shop.failure('person.printCode', { id: newId(), code: 'AAAA-AAAA-AAAA-AAAA' })
  expect(wrong?.code).toBe('people/wrong-code')
  expect((await shop.failure('person.printCode', { id: newId(), code }))?.code).toBe('people/wait')
  shop.clock.advance(1_000)
  // The printer on the screen has no paper.
  shop.setPrinters([{ ...PRINTER, transport: { type: 'virtual' } }], 'counter')
  expect((await shop.failure('person.printCode', { id: newId(), code }))?.code).toBe('print/no-paper-printer')
  onRoll()
  const cashier = newId()
  await shop.call('person.add', { id: cashier, name: 'Ravi', role: 'cashier', pin: '1122' })
  await shop.call('person.lock', { why: 'asked' })
  await shop.call('person.unlock', { id: cashier, pin: '1122' })
  expect((await shop.failure('person.printCode', { id: newId(), code }))?.code).toBe('people/not-allowed')
  expect(printed()).toBe('')
})

test('the code of the encrypted book is printed while it is begun with, and not before', async () => {
  onRoll()
  expect((await shop.failure('encryption.printCode', { id: newId() }))?.code).toBe('ledger/wrong-code')
  code = (await shop.call('encryption.begin', {})).recoveryCode
  const id = newId()
  await shop.call('encryption.printCode', { id })
  await becomes(id, 'printed')
  for (const line of [code.slice(0, 9), code.slice(10, 19), code.slice(20)]) expect(printed()).toContain(line)
  expect(filesWithCode()).toEqual([])
})
