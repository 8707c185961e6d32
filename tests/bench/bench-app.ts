import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import Sqlite from 'better-sqlite3'
import { uuidBytes } from '#main/db/uuid-bytes.ts'
import { freshUserData, launchApp, removeUserData } from '#tests/e2e/launch.ts'
import { copyOf, dropCopy, saleDrawer, saleMaker } from './bench-commit.ts'
import { against, type Figure, inMs } from './figure.ts'
import type { MadeBook } from './made-book.ts'
import { openSameRows } from './same-rows.ts'
import { type Timing, timed, timingOf } from './timing.ts'

const STARTS = 7
const CALLS = 300
const STATEMENTS = 150
const LINES = 500
const WARM_UP = 30

/** An install whose last shop is this book. */
export function installOn(file: string): string {
  const userData = freshUserData()
  mkdirSync(userData, { recursive: true })
  writeFileSync(path.join(userData, 'shops.json'), JSON.stringify([{ file, lastOpenedAt: Date.now() }]))
  return userData
}

interface Start {
  /** From the start of the program to the counter with its data on it. */
  readonly shownMs: number
  /** To the first letter that stands in the line: keys are pressed from the moment the counter is seen. */
  readonly heardMs: number
}

async function startOnce(userData: string): Promise<Start> {
  const start = performance.now()
  const { page, close } = await launchApp({ userData })
  await page.locator('[data-screen="counter"]').waitFor({ state: 'visible' })
  const shownMs = performance.now() - start
  const line = page.locator('[data-field="party"]')
  do await page.keyboard.press('r')
  while ((await line.inputValue()) === '')
  const heardMs = performance.now() - start
  await close()
  return { shownMs, heardMs }
}

/** The real app, started on a book of a million entries and on one of a few, in turns. */
export async function benchStart(large: MadeBook, small: MadeBook, at: string): Promise<Figure[]> {
  const places = { large: installOn(copyOf(large, 'large-start')), small: installOn(copyOf(small, 'small-start')) }
  const starts = { large: [] as Start[], small: [] as Start[] }
  for (let round = 0; round <= STARTS; round++) {
    for (const name of ['small', 'large'] as const) {
      const start = await startOnce(places[name])
      // The first start of each fills the caches of the system.
      if (round > 0) starts[name].push(start)
    }
  }
  for (const place of Object.values(places)) removeUserData(place)
  for (const name of ['large-start', 'small-start']) dropCopy(name)
  const figure = (what: string, msOf: (start: Start) => number): Figure => {
    const [own, base] = [timingOf(starts.large.map(msOf)), timingOf(starts.small.map(msOf))]
    const against = `with 10,000 entries: ${inMs(base.medianMs)} / ${inMs(base.p99Ms)}`
    return { what: `${what}, ${at}`, timing: own, against, ratio: own.medianMs / base.medianMs, limit: 1.5 }
  }
  return [
    figure('start of the real app to the counter', ({ shownMs }) => shownMs),
    figure('start of the real app to the first keystroke accepted', ({ heardMs }) => heardMs)
  ]
}

const REST_MS = 125

/**
 * An entry as a page asks for it: through the bridge, both processes and back. Raw commits of the same rows take turns with it, each
 * after the same rest: a disk that is slow now and then is so for both.
 */
export async function benchThroughPage(made: MadeBook, at: string, calls = CALLS): Promise<Figure[]> {
  const userData = installOn(copyOf(made, 'page'))
  const next = saleMaker(made, 5)
  const raw = openSameRows(copyOf(made, 'same'), saleDrawer(made, 5))
  const { page, close } = await launchApp({ userData })
  await page.locator('[data-screen="counter"]').waitFor({ state: 'visible' })
  // The index of the parties is built meanwhile.
  await page.waitForTimeout(8_000)
  const times = { own: [] as number[], raw: [] as number[] }
  for (let done = 0; done < calls + WARM_UP; done++) {
    times.own.push(await askInPage(page, next()))
    // As at a counter: the screen has long shown what the entry before it changed.
    await page.waitForTimeout(REST_MS)
    times.raw.push(timed(raw.commit))
    await page.waitForTimeout(REST_MS)
  }
  const statement = await statementThroughPage(page, made)
  await close()
  raw.close()
  removeUserData(userData)
  for (const name of ['page', 'same']) dropCopy(name)
  const [own, base] = [timingOf(times.own.slice(WARM_UP)), timingOf(times.raw.slice(WARM_UP))]
  const most = base.medianMs + 5
  const entry = {
    what: `entry from the page to its answer, receipt queued, ${at}`,
    timing: own,
    against: `raw commit in turns + 5 ms: ${inMs(most)}; its p99 + 16 ms: ${inMs(base.p99Ms + 16)}`,
    ratio: own.medianMs / most,
    limit: 1,
    isTailGood: own.p99Ms <= base.p99Ms + 16
  }
  const lines = `statement of ${LINES} lines from the page to its answer, ${at}`
  return [entry, against(lines, statement.own, { name: 'same rows, raw', timing: statement.raw }, 4)]
}

/** A statement as the page gets it, in turns with the barest statement for the same rows. */
async function statementThroughPage(page: Page, made: MadeBook): Promise<Record<'own' | 'raw', Timing>> {
  const db = new Sqlite(made.file, { readonly: true })
  const partyId = made.partyIds[0] ?? ''
  const rows = db.prepare(`select * from entry where party_no = (select party_no from party where id = ?)
    order by entry_no desc limit ${LINES}`)
  const times = { own: [] as number[], raw: [] as number[] }
  for (let done = 0; done < STATEMENTS + WARM_UP; done++) {
    times.own.push(await readInPage(page, partyId))
    times.raw.push(timed(() => rows.all(uuidBytes(partyId))))
  }
  db.close()
  return { own: timingOf(times.own.slice(WARM_UP)), raw: timingOf(times.raw.slice(WARM_UP)) }
}

function readInPage(page: Page, partyId: string): Promise<number> {
  return page.evaluate(
    async ([id, limit]) => {
      const bridge = (window as unknown as { counterbook: { party: { statement(input: object): Promise<string> } } })
        .counterbook
      const start = performance.now()
      JSON.parse(await bridge.party.statement({ partyId: id, beforeEntryNo: null, limit }))
      return performance.now() - start
    },
    [partyId, LINES] as const
  )
}

function askInPage(page: Page, request: object): Promise<number> {
  return page.evaluate(async (asked) => {
    const bridge = (
      window as unknown as { counterbook: { entry: { record(input: object): Promise<{ ok: boolean }> } } }
    ).counterbook
    const start = performance.now()
    const answer = await bridge.entry.record(asked)
    const ms = performance.now() - start
    if (!answer.ok) throw new Error(JSON.stringify(answer))
    return ms
  }, request)
}
