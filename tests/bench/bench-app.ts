import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { freshUserData, launchApp, removeUserData } from '#tests/e2e/launch.ts'
import { copyOf, dropCopy, saleMaker } from './bench-commit.ts'
import { type Figure, inMs } from './figure.ts'
import type { MadeBook } from './made-book.ts'
import { type Timing, timingOf } from './timing.ts'

const STARTS = 7
const CALLS = 150
const WARM_UP = 20

/** An install whose last shop is this book. */
function installOn(file: string): string {
  const userData = freshUserData()
  mkdirSync(userData, { recursive: true })
  writeFileSync(path.join(userData, 'shops.json'), JSON.stringify([{ file, lastOpenedAt: Date.now() }]))
  return userData
}

/** Seconds from the start of the program to the counter with its data on it. */
async function startOnce(userData: string): Promise<number> {
  const start = performance.now()
  const { page, close } = await launchApp({ userData })
  await page.locator('[data-screen="counter"]').waitFor({ state: 'visible' })
  const ms = performance.now() - start
  await close()
  return ms
}

/** The real app, started on a book of a million entries and on one of a few, in turns. */
export async function benchStart(large: MadeBook, small: MadeBook, at: string): Promise<Figure> {
  const places = { large: installOn(copyOf(large, 'large-start')), small: installOn(copyOf(small, 'small-start')) }
  const times = { large: [] as number[], small: [] as number[] }
  for (let round = 0; round <= STARTS; round++) {
    for (const name of ['small', 'large'] as const) {
      const ms = await startOnce(places[name])
      // The first start of each fills the caches of the system.
      if (round > 0) times[name].push(ms)
    }
  }
  for (const place of Object.values(places)) removeUserData(place)
  for (const name of ['large-start', 'small-start']) dropCopy(name)
  const [own, base] = [timingOf(times.large), timingOf(times.small)]
  return {
    what: `start of the real app to the counter, ${at}`,
    timing: own,
    against: `with 10,000 entries: ${inMs(base.medianMs)} / ${inMs(base.p99Ms)}`,
    ratio: own.medianMs / base.medianMs,
    limit: 1.5
  }
}

/** An entry as a page asks for it: through the bridge, both processes and back. */
export async function benchThroughPage(made: MadeBook, raw: Timing, at: string): Promise<Figure> {
  const userData = installOn(copyOf(made, 'page'))
  const next = saleMaker(made, 5)
  const { page, close } = await launchApp({ userData })
  await page.locator('[data-screen="counter"]').waitFor({ state: 'visible' })
  // The index of the parties is built meanwhile.
  await page.waitForTimeout(8_000)
  const times = await askInPage(page, Array.from({ length: CALLS + WARM_UP }, next))
  await close()
  removeUserData(userData)
  dropCopy('page')
  const own = timingOf(times.slice(WARM_UP))
  const most = raw.medianMs + 5
  return {
    what: `entry from the page to its answer, receipt queued, ${at}`,
    timing: own,
    against: `raw commit + 5 ms: ${inMs(most)}; p99 + 16 ms: ${inMs(raw.p99Ms + 16)}`,
    ratio: own.medianMs / most,
    limit: 1,
    isTailGood: own.p99Ms <= raw.p99Ms + 16
  }
}

function askInPage(page: Page, requests: readonly object[]): Promise<number[]> {
  return page.evaluate(async (all) => {
    const bridge = (
      window as unknown as { counterbook: { entry: { record(input: object): Promise<{ ok: boolean }> } } }
    ).counterbook
    const times: number[] = []
    for (const request of all) {
      const start = performance.now()
      const answer = await bridge.entry.record(request)
      times.push(performance.now() - start)
      // As at a counter: the screen has long shown what the entry before it changed.
      await new Promise((resolve) => setTimeout(resolve, 250))
      if (!answer.ok) throw new Error(JSON.stringify(answer))
    }
    return times
  }, requests)
}
