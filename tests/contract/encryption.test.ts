import { spawnSync } from 'node:child_process'
import fs, { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { noDialogs } from '#main/ports/dialogs.ts'
import { ANY_WORDS } from '#shared/credit/party-words.ts'
import { ask, firstRun, newId, openTestApp, projectRoot, type TestApp, testClock } from '#tests/support/open-app.ts'

// Whole books are copied and proved, and a key is worked out: on a PC that does much else that takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const NAME = 'Ramesh Kirana Store'
const COLLECTION = {
  ...{ side: 'get' as const, filter: 'all' as const, sort: 'amount' as const },
  ...{ ...ANY_WORDS, silentDays: 30, offset: 0, limit: 10 }
} as const
let folder = ''
let elsewhere = ''
let chosen: string | null = null
let shop: TestApp

const open = (at: string, userDataFolder?: string) =>
  openTestApp({
    ...{ folder: at, keep: true, clock: testClock(20_261_122, '10:00'), drivesPrinters: true },
    ...(userDataFolder === undefined ? {} : { userDataFolder }),
    facing: { dialogs: { ...noDialogs, chooseBackupFile: async () => chosen, chooseLedgerFile: async () => chosen } }
  })

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-encrypted-'))
  elsewhere = mkdtempSync(path.join(tmpdir(), 'counterbook-elsewhere-'))
  chosen = null
  shop = open(folder)
  await shop.call('shop.create', firstRun())
})
afterEach(async () => {
  await shop.close()
  for (const place of [folder, elsewhere]) rmSync(place, { recursive: true, force: true })
})

async function encrypt(): Promise<string> {
  const { recoveryCode } = await shop.call('encryption.begin', {})
  expect(await shop.call('encryption.turnOn', { code: recoveryCode.toLowerCase().replaceAll('-', ' ') })).toEqual({
    ...{ isPossible: true, isOn: true, isKeyGuarded: false, isSwitching: false }
  })
  return recoveryCode
}

async function sell(name = NAME): Promise<void> {
  const party = ask.party(name)
  await shop.call('party.add', party)
  await shop.call('entry.record', ask.sale(party.id, 250_00))
}

/** What the edit log has of it, newest first. */
async function switchesInLog(): Promise<string[]> {
  const filter = { group: 'people', personName: '', fromOn: null, toOn: null, text: '' } as const
  const { rows } = await shop.call('editLog.read', { filter, beforeN: null, limit: 20 })
  return rows.map(({ deed }) => deed)
}

const head = (file: string): string => fs.readFileSync(file).toString('latin1', 0, 15)
const filesOf = (file: string) =>
  fs.readdirSync(path.dirname(file)).filter((name) => name.startsWith(path.basename(file)))

test('a book is encrypted as a whole, works on in every thread, and is opened up again', async () => {
  await sell()
  expect(await shop.call('encryption.state', {})).toMatchObject({ isPossible: true, isOn: false })
  await encrypt()
  const file = shop.file()
  expect(head(file)).toMatch(/^CBKenc1/u)
  await sell('Mohan Stores')
  const onDisk = filesOf(file).map((name) => fs.readFileSync(path.join(path.dirname(file), name)))
  for (const word of [NAME, 'Mohan Stores', 'SQLite format 3'])
    expect(onDisk.some((bytes) => bytes.includes(word))).toBe(false)
  // Each of these reads the file on a thread of its own.
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true, entryCount: 3 })
  expect((await shop.call('credit.collection', COLLECTION)).lines).toHaveLength(2)
  const made = await shop.call('backup.make', {})
  expect(made.places[0]?.failure).toBeNull()
  const proved = await shop.call('backup.check', {})
  expect(proved.places[0]?.check?.fault).toBeNull()
  // A start is as ever: the key is kept.
  await shop.app.close()
  shop = open(folder)
  expect(shop.file()).toBe(file)
  expect((await shop.call('party.search', { text: 'mohan', limit: 5 })).length).toBe(1)
  expect(await shop.call('encryption.turnOff', {})).toMatchObject({ isOn: false })
  expect(head(file)).toBe('SQLite format 3')
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true, entryCount: 3 })
  expect(await switchesInLog()).toEqual(['Encryption of the book turned off', 'Book encrypted'])
  expect(filesOf(file).filter((name) => name.includes('switching'))).toEqual([])
})

test('backups of an encrypted book are encrypted by the same key, and open with the recovery code on another PC', async () => {
  await sell()
  const code = await encrypt()
  await sell('Mohan Stores')
  await shop.call('backup.make', {})
  const own = path.join(elsewhere, 'stick.counterbook.gz')
  const status = await shop.call('backup.status', {})
  const place = status.places[0]
  const newest = path.join(place?.path ?? '', place?.backups[0]?.name ?? '')
  fs.copyFileSync(newest, own)
  const unpacked = gunzipSync(fs.readFileSync(own))
  expect(unpacked.toString('latin1', 0, 7)).toBe('CBKenc1')
  expect(unpacked.includes(NAME)).toBe(false)
  await shop.app.close()
  shop = open(path.join(elsewhere, 'documents'))
  chosen = own
  const token = (await shop.call('backup.chooseFile', {}))?.token ?? ''
  const source = { token }
  expect(await shop.failure('backup.look', { source, passphrase: null })).toMatchObject({ code: 'ledger/key-missing' })
  expect(await shop.call('encryption.enterCode', { code })).toEqual({})
  await shop.call('backup.restore', { source, passphrase: null, losesEntries: false })
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true, entryCount: 3 })
  expect(head(shop.file())).toMatch(/^CBKenc1/u)
})

test('where the key store was lost, only the recovery code opens the book', async () => {
  await sell()
  const code = await encrypt()
  const file = shop.file()
  await shop.app.close()
  const lost = path.join(elsewhere, 'user-data')
  fs.cpSync(path.join(folder, 'user-data'), lost, { recursive: true })
  rmSync(path.join(lost, 'secrets.json'))
  shop = open(folder, lost)
  expect(await shop.call('app.state', {})).toMatchObject({ ledger: null, trouble: { code: 'ledger/key-missing' } })
  chosen = file
  expect(await shop.failure('shop.openFile', {})).toMatchObject({ code: 'ledger/key-missing' })
  const before = fs.readFileSync(file)
  for (const wrong of ['', 'abcd', `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`, '0123-4567-89AB-CDEF'])
    expect(await shop.failure('encryption.enterCode', { code: wrong })).toMatchObject({ code: 'ledger/wrong-code' })
  expect(fs.readFileSync(file).equals(before)).toBe(true)
  expect(await shop.call('encryption.enterCode', { code })).toEqual({})
  expect((await shop.call('app.state', {})).ledger?.file).toBe(file)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('the command line opens an encrypted book by the code in its environment, and not without', async () => {
  await sell()
  const code = await encrypt()
  const file = shop.file()
  await shop.app.close()
  const cli = (recoveryCode: string) =>
    spawnSync(process.execPath, ['src/cli/index.ts', 'verify', '--ledger', file], {
      cwd: projectRoot,
      encoding: 'utf8',
      env: { ...process.env, COUNTERBOOK_RECOVERY_CODE: recoveryCode }
    })
  expect(cli(code)).toMatchObject({ status: 0 })
  const refused = cli('0000-0000-0000-0000-0000-0000')
  expect(refused.status).toBe(3)
  expect(refused.stderr).toContain('ledger/key-missing')
})

test('nothing is encrypted before the code is typed back, and the key is in no file of the book', async () => {
  await sell()
  const file = shop.file()
  expect(await shop.failure('encryption.turnOn', { code: '0000-0000-0000-0000-0000-0000' })).toMatchObject({
    code: 'ledger/wrong-code'
  })
  const first = (await shop.call('encryption.begin', {})).recoveryCode
  const second = (await shop.call('encryption.begin', {})).recoveryCode
  expect(second).not.toBe(first)
  expect(await shop.failure('encryption.turnOn', { code: first })).toMatchObject({ code: 'ledger/wrong-code' })
  expect(head(file)).toBe('SQLite format 3')
  expect(await shop.failure('encryption.turnOff', {})).toMatchObject({ code: 'ledger/not-encrypted' })
  await shop.call('encryption.turnOn', { code: second })
  expect(await shop.failure('encryption.begin', {})).toMatchObject({ code: 'ledger/encrypted-already' })
  const secrets = JSON.parse(fs.readFileSync(path.join(folder, 'user-data', 'secrets.json'), 'utf8')) as object
  const kept = Object.entries(secrets).find(([name]) => name.startsWith('ledger-key:'))
  const key = Buffer.from(String(kept?.[1]), 'base64')
  expect(key).toHaveLength(32)
  expect(fs.readFileSync(file).includes(key)).toBe(false)
  expect(await shop.failure('entry.record', ask.sale(null, 1_00, { cashMinor: 1_00 }, newId()))).toBeNull()
})
