import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Decrypter } from 'age-encryption'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { startChild } from '#tests/fault/reach.ts'
import { run } from './run.ts'

let folder: string
let ledger: string
let stick: string
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'cli-backup-'))
  ledger = path.join(folder, 'shop.counterbook')
  stick = path.join(folder, 'stick')
  await run(['init', '--ledger', ledger, '--name', 'Sharma Stores', '--cash', '2k'])
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const post = () => run(['post', '--ledger', ledger, '--kind', 'sale', '--amount', '100', '--cash', '100'])
const made = async (...more: string[]) => {
  const { code, out, err } = await run(
    ['backup', '--ledger', ledger, '--folder', stick, '--json', ...more],
    ['four words of mine']
  )
  expect(code, err).toBe(0)
  return JSON.parse(out) as { file: string; entryCount: number }
}
const failureIn = (out: string) => JSON.parse(out).failure.code

test('a backup is proved, opens in a new place, and goes over a newer book only by force', async () => {
  const { file, entryCount } = await made()
  expect(readdirSync(stick)).toEqual([path.basename(file)])
  await post()
  const elsewhere = path.join(folder, 'new.counterbook')
  expect((await run(['restore', file, '--ledger', elsewhere])).code).toBe(0)
  expect(verifyLedger(elsewhere)).toMatchObject({ isClean: true, entryCount })
  const refused = await run(['restore', file, '--ledger', ledger, '--json'])
  expect([refused.code, failureIn(refused.out)]).toEqual([3, 'backup/would-lose-entries'])
  expect(verifyLedger(ledger)).toMatchObject({ isClean: true, entryCount: entryCount + 1 })
  const forced = await run(['restore', file, '--ledger', ledger, '--force', '--json'])
  expect(forced.code, forced.err).toBe(0)
  const answer = JSON.parse(forced.out)
  expect(answer).toMatchObject({ file: ledger, entryCount, missingEntries: 1 })
  expect(verifyLedger(ledger)).toMatchObject({ isClean: true, entryCount })
  expect(verifyLedger(answer.aside)).toMatchObject({ isClean: true, entryCount: entryCount + 1 })
}, 120_000)

test('a book that another program has open is never moved under it', async () => {
  const { file, entryCount } = await made()
  const holder = startChild('lock-holder.ts', [ledger])
  expect(await holder.line(), holder.complaints()).toBe('held')
  const refused = await run(['restore', file, '--ledger', ledger, '--force', '--json'])
  expect([refused.code, failureIn(refused.out)]).toEqual([3, 'ledger/locked'])
  holder.say('let go')
  await holder.ended
  expect(verifyLedger(ledger)).toMatchObject({ isClean: true, entryCount })
  expect(readdirSync(folder).filter((name) => name.includes('restor'))).toEqual([])
}, 120_000)

test('neither over the book of another shop, nor from what is no backup', async () => {
  const { file } = await made()
  const other = path.join(folder, 'other.counterbook')
  await run(['init', '--ledger', other, '--name', 'Gupta'])
  const codes: string[] = []
  for (const asked of [
    [file, '--ledger', other, '--force'],
    [other, '--ledger', path.join(folder, 'new.counterbook')],
    [path.join(folder, 'nothing'), '--ledger', ledger]
  ])
    codes.push(failureIn((await run(['restore', ...asked, '--json'])).out))
  expect(codes).toEqual(['backup/place-taken', 'backup/unreadable', 'backup/not-found'])
}, 120_000)

test('a sealed backup is opened by its passphrase alone, on the command line as by the format it names', async () => {
  const { file, entryCount } = await made('--sealed')
  expect(path.basename(file)).toMatch(/\.counterbook\.gz\.age$/u)
  const bytes = readFileSync(file)
  expect(bytes.toString('latin1', 0, 21)).toBe('age-encryption.org/v1')
  expect(bytes.includes('Sharma')).toBe(false)
  const opener = new Decrypter()
  opener.addPassphrase('four words of mine')
  expect(
    gunzipSync(await opener.decrypt(bytes))
      .subarray(0, 15)
      .toString()
  ).toBe('SQLite format 3')
  const elsewhere = path.join(folder, 'new.counterbook')
  const restore = ['restore', file, '--ledger', elsewhere, '--json']
  const codes = [
    failureIn((await run([...restore, '--sealed'], ['other words of mine'])).out),
    failureIn((await run([...restore, '--sealed'])).out),
    failureIn((await run(restore)).out)
  ]
  expect(codes).toEqual(['backup/wrong-passphrase', 'backup/wrong-passphrase', 'backup/wrong-passphrase'])
  expect(existsSync(elsewhere)).toBe(false)
  // Empty lines before it are no passphrase.
  const opened = await run([...restore, '--sealed'], ['', 'four words of mine'])
  expect(opened.code, opened.err).toBe(0)
  expect(verifyLedger(elsewhere)).toMatchObject({ isClean: true, entryCount })
  // Without its passphrase none is made.
  const none = await run(['backup', '--ledger', ledger, '--folder', stick, '--sealed', '--json'], [''])
  expect(failureIn(none.out)).toBe('backup/wrong-passphrase')
  expect(readdirSync(stick)).toHaveLength(1)
}, 120_000)
