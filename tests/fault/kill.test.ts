import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrations } from '#main/db/migrations/index.ts'
import { openLedger } from '#main/db/open-ledger.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { seededRandom } from '#tests/bench/made-parties.ts'
import { firstRun, newId, openTestApp, openTestShop } from '#tests/support/open-app.ts'
import { reportProof } from '#tests/support/proof-report.ts'
import { addParty } from '#tests/support/whole-book.ts'
import { addItem } from '#tests/support/whole-goods.ts'
import { bundled } from './bundle.ts'
import { type Child, inFolder, startChild } from './reach.ts'
import { checkFacts, factsIn, type Said } from './said-facts.ts'

/** `npm run nightly` asks for ten thousand. */
const KILLS = Number(process.env.KILLS ?? 500)
/** The shape that `migrating.ts` brings a book to. */
const LATER = migrations.length + 1
const BOOKS = 2
const CHECKED_EVERY = 50
/** Said in the name of the test, so that a failure can be played again. */
const SEED = Number(process.env.FAST_CHECK_SEED)

const scripts = { poster: '', bulk: '', migrating: '', founder: '' }
beforeAll(async () => {
  for (const name of Object.keys(scripts) as (keyof typeof scripts)[]) scripts[name] = await bundled(`${name}.ts`)
})
afterAll(() => rmSync(path.dirname(scripts.poster), { recursive: true, force: true }))

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** What a program said it had done, up to its death. */
async function everythingSaid(child: Child): Promise<string[]> {
  const lines: string[] = []
  for (let line = await child.line(); line !== null; line = await child.line()) lines.push(line)
  return lines
}

/** Lets the program work for a random while and kills it; answers what it had said by then. */
async function killed(child: Child, random: () => number): Promise<string[]> {
  const how = random()
  const said: string[] = []
  if (how < 0.1) {
    // Any moment, its start included.
    await pause(random() * 300)
  } else {
    const patience = 1 + Math.floor(random() * 25)
    for (let line = 0; line < patience; line++) {
      const text = await child.line()
      if (text !== null) said.push(text)
    }
    if (how > 0.5) await pause(random() * 4)
  }
  child.kill()
  said.push(...(await everythingSaid(child)))
  await child.ended
  return said
}

async function killAgainAndAgain(kills: number, seed: number): Promise<{ acknowledged: number; kept: number }> {
  const random = seededRandom(seed)
  const shop = await openTestShop()
  const file = shop.file()
  for (const name of ['Ramesh', 'Suresh', 'Lakshmi']) await addParty(shop, name)
  for (const name of ['Soap', 'Rice', 'Salt']) await addItem(shop, name)
  await shop.app.close()
  const all: Said[] = []
  let newest = 0
  for (let round = 1; round <= kills; round++) {
    const child = startChild(scripts.poster, [shop.folder, '1000000', String(seed + round)])
    const said = await killed(child, random)
    expect(child.complaints()).toBe('')
    const facts = factsIn(said)
    all.push(...facts)
    newest = checkFacts(file, facts, newest)
    if (round % CHECKED_EVERY === 0) expect(verifyLedger(file)).toMatchObject({ isClean: true, firstFault: null })
  }
  checkFacts(file, all, 0)
  expect(verifyLedger(file)).toMatchObject({ isClean: true, firstFault: null })
  expect(new Set(all.map((fact) => fact.id)).size).toBe(all.length)
  rmSync(shop.folder, { recursive: true, force: true })
  return { acknowledged: all.filter((fact) => fact.what === 'entry' || fact.what === 'bill').length, kept: newest }
}

test(
  `${KILLS} kills at random moments (seed ${SEED}): what was acknowledged is there, once`,
  async () => {
    const books = Array.from({ length: BOOKS }, (_, at) => killAgainAndAgain(KILLS / BOOKS, SEED + at * 1_000_000))
    const ended = await Promise.all(books)
    for (const { acknowledged, kept } of ended) {
      expect(acknowledged).toBeGreaterThan(KILLS / BOOKS)
      // At most the one in hand, its own entries of a close included, is kept without having been acknowledged.
      expect(kept - acknowledged).toBeLessThanOrEqual(KILLS)
    }
    const sum = (name: 'acknowledged' | 'kept') => ended.reduce((total, book) => total + book[name], 0)
    const counts = {
      kills: KILLS,
      books: BOOKS,
      'entries acknowledged': sum('acknowledged'),
      'entries kept': sum('kept')
    }
    reportProof({ part: 'kills', seed: SEED, counts: { ...counts, 'acknowledged and lost': 0 } })
  },
  KILLS * 1_800
)

describe('a kill in the middle', () => {
  test('of one large transaction leaves all of it or nothing', async () => {
    const random = seededRandom(SEED)
    const shop = await openTestShop()
    const file = shop.file()
    await addParty(shop, 'Ramesh')
    await shop.app.close()
    let whole = 0
    for (let round = 0; round < 15; round++) {
      const child = startChild(scripts.bulk, [shop.folder, '2000'])
      await child.line()
      await pause(random() * 500)
      child.kill()
      const said = await everythingSaid(child)
      await child.ended
      const { entryCount, isClean } = verifyLedger(file)
      expect(isClean).toBe(true)
      if (said.includes('done')) expect((entryCount - 1) / 2000).toBeGreaterThan(whole)
      whole = (entryCount - 1) / 2000
      expect(Number.isInteger(whole)).toBe(true)
    }
    rmSync(shop.folder, { recursive: true, force: true })
  }, 120_000)

  test(
    'of a migration leaves the old shape or the new one, and a backup that is whole',
    () =>
      inFolder(async (folder) => {
        const random = seededRandom(SEED)
        const outcomes = { before: 0, after: 0 }
        for (let round = 0; round < 15; round++) {
          const file = path.join(folder, `book-${round}.counterbook`)
          openLedger(file, { create: true }).close()
          const child = startChild(scripts.migrating, [file])
          await child.line()
          await pause(random() * 250)
          child.kill()
          await child.ended
          const db = new Sqlite(file)
          const version = db.pragma('user_version', { simple: true })
          const rows = "select count(*) from sqlite_schema where name = 'later_thing'"
          const hasTable = db.prepare(rows).pluck().get() === 1
          expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
          expect(hasTable).toBe(version === LATER)
          if (hasTable) expect(db.prepare('select count(*) from later_thing').pluck().get()).toBe(50_000)
          db.close()
          outcomes[hasTable ? 'after' : 'before']++
          const backup = `${file}.before-${LATER}.backup`
          if (version === LATER) expect(existsSync(backup)).toBe(true)
          if (!existsSync(backup)) continue
          const kept = new Sqlite(backup, { readonly: true })
          expect(kept.pragma('user_version', { simple: true })).toBe(LATER - 1)
          expect(kept.pragma('integrity_check', { simple: true })).toBe('ok')
          kept.close()
        }
        expect(outcomes.before + outcomes.after).toBe(15)
      }),
    120_000
  )

  test(
    'of the first run does not keep the next one from making the shop',
    () =>
      inFolder(async (folder) => {
        const random = seededRandom(SEED)
        for (let round = 0; round < 12; round++) {
          const home = mkdtempSync(path.join(folder, 'home-'))
          const id = newId()
          const child = startChild(scripts.founder, [home, id])
          if (round % 3 > 0) await child.line()
          await pause(random() * 120)
          child.kill()
          await child.ended
          const shop = openTestApp({ folder: home, keep: true })
          await shop.call('shop.create', firstRun({ id }))
          expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
          expect(await shop.call('shop.list', {})).toHaveLength(1)
          await shop.close()
        }
      }),
    120_000
  )
})
