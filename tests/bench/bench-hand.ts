// What a hand and an eye notice of the real app with a million entries behind it: each letter until it is painted, and what the
// app holds in memory. A bare window of the same Electron stands beside it.
import path from 'node:path'
import type { Page } from '@playwright/test'
import { IDLE_MS } from '#main/compose/reading-thread.ts'
import { launchApp, type RunningApp, removeUserData } from '#tests/e2e/launch.ts'
import { CounterWork } from '#tests/e2e/soak/counter-work.ts'
import { type Weight, weigh } from '#tests/e2e/soak/weigh-app.ts'
import { installOn } from './bench-app.ts'
import { copyOf, dropCopy } from './bench-commit.ts'
import { type Figure, inMs, measured } from './figure.ts'
import type { MadeBook } from './made-book.ts'
import { makeParties, seededRandom } from './made-parties.ts'
import { type Timing, timingOf } from './timing.ts'

const BARE = path.join(import.meta.dirname, 'bare-app')
const NAMES = 60
const WARM_UP = 4
const LETTERS = 5
/** As fast as somebody types who knows the name. */
const BETWEEN_LETTERS_MS = 80
/** Three pictures of a screen that shows sixty a second. */
const MOST_MS = 50
/** By which time the names are in memory, and nothing of the start goes on. */
const SETTLED_MS = 10_000
/** By which time the threads that only read have let go of what nobody asks for any more. */
const LET_GO_MS = IDLE_MS + SETTLED_MS
/** Ten minutes of a busy counter each: eight hours. */
const ROUNDS_OF_A_DAY = 48
/** What the app may hold beyond a bare window: the ledger's share of it is measured by itself (`bench-memory.ts`). */
const MOST_BEYOND_BARE_MB = 250
/** Screens that were opened once stay in memory; hour after hour nothing grows, which the soak holds by itself. */
const MOST_MORE_AFTER_DAY_MB = 200

interface Painted {
  /** From the key to the picture with its letter. */
  readonly letters: number[]
  /** From the first letter of a name to the picture with the parties that it may mean. */
  readonly lists: number[]
}

/** Starts the stop-watch in the page: from what the system says of a key to the first moment after the picture that shows its letter. */
async function watchPaints(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { letters: [] as number[], lists: [] as number[] }
    Object.assign(window, { seen })
    const once = (isThere: () => boolean, at: number, times: number[]) => {
      requestAnimationFrame(() => {
        if (!isThere()) return once(isThere, at, times)
        const { port1, port2 } = new MessageChannel()
        // A message that is sent while a picture is made comes when it has been handed over.
        port1.onmessage = () => times.push(performance.now() - at)
        port2.postMessage(null)
      })
    }
    // An empty line offers a sale for cash; with a letter in it, parties.
    const listed = () => document.querySelector('#counter-candidates')?.textContent ?? ''
    window.addEventListener(
      'keydown',
      (press) => {
        const field = document.activeElement
        if (!(field instanceof HTMLInputElement) || press.key.length !== 1) return
        const before = field.value
        once(() => field.value !== before, press.timeStamp, seen.letters)
        const list = listed()
        // A bare window has no list.
        if (before === '' && document.title !== 'bare') once(() => listed() !== list, press.timeStamp, seen.lists)
      },
      { capture: true }
    )
  })
}

const readPaints = (page: Page): Promise<Painted> => page.evaluate(() => (window as unknown as { seen: Painted }).seen)

async function typeName(page: Page, name: string): Promise<void> {
  const field = page.locator('[data-field="party"]')
  await field.fill('')
  await field.focus()
  await page.waitForTimeout(BETWEEN_LETTERS_MS)
  await page.keyboard.type([...name].slice(0, LETTERS).join(''), { delay: BETWEEN_LETTERS_MS })
  await page.waitForTimeout(BETWEEN_LETTERS_MS)
}

/** Names of parties of the book, typed at the counter: into a large book, a small one and a field of a bare window, in turns. */
async function typeInTurns(pages: Readonly<Record<'large' | 'small' | 'bare', Page>>, names: readonly string[]) {
  const order = ['bare', 'small', 'large'] as const
  for (const name of order) await watchPaints(pages[name])
  for (const name of names)
    for (const where of order) {
      await pages[where].bringToFront()
      await typeName(pages[where], name)
    }
  const timing = (times: readonly number[], skipped: number): Timing => {
    if (times.length < skipped * 2) throw new Error(`only ${times.length} pictures of ${names.length} names were seen`)
    return timingOf(times.slice(skipped))
  }
  const of = async (where: keyof typeof pages) => {
    const { letters, lists } = await readPaints(pages[where])
    return {
      letters: timing(letters, WARM_UP * LETTERS),
      lists: where === 'bare' ? null : timing(lists, WARM_UP)
    }
  }
  return { large: await of('large'), small: await of('small'), bare: await of('bare') }
}

const both = (timing: Timing | null): string =>
  timing === null ? '' : `${inMs(timing.medianMs)} / ${inMs(timing.p99Ms)}`

const within = (what: string, timing: Timing | null, against: string): Figure => ({
  what,
  timing,
  against: `at most ${MOST_MS} / ${2 * MOST_MS}; ${against}`,
  ratio: timing === null ? null : timing.medianMs / MOST_MS,
  limit: 1,
  isTailGood: timing !== null && timing.p99Ms <= 2 * MOST_MS
})

async function weightOf(running: RunningApp): Promise<{ total: number; said: string }> {
  const devtools = await running.page.context().newCDPSession(running.page)
  await devtools.send('Performance.enable')
  const weight: Weight = await weigh(running, devtools)
  await devtools.detach()
  const { mainMb, pageMb, otherMb } = weight
  return { total: mainMb + pageMb + otherMb, said: `main ${mainMb}, page ${pageMb}, graphics and network ${otherMb}` }
}

async function atCounter(userData: string): Promise<RunningApp> {
  const running = await launchApp({ userData })
  await running.page.locator('[data-screen="counter"]').waitFor({ state: 'visible' })
  return running
}

/**
 * @param rounds ten minutes of work each, after which the memory is weighed once more.
 */
export async function benchHand(
  large: MadeBook,
  small: MadeBook,
  at: string,
  rounds = ROUNDS_OF_A_DAY
): Promise<Figure[]> {
  const places = {
    large: installOn(copyOf(large, 'large-hand')),
    small: installOn(copyOf(small, 'small-hand')),
    bare: installOn('')
  }
  const bare = await launchApp({ userData: places.bare, args: [BARE] })
  const [own, base] = [await atCounter(places.large), await atCounter(places.small)]
  await own.page.waitForTimeout(SETTLED_MS)
  const [atRest, ofBare] = [await weightOf(own), await weightOf(bare)]
  const names = makeParties(NAMES + WARM_UP, seededRandom(7)).map(({ row }) => row.name)
  const painted = await typeInTurns({ large: own.page, small: base.page, bare: bare.page }, names)
  for (const running of [base, bare]) await running.close()
  const day = new CounterWork(own.page)
  await own.page.locator('[data-field="party"]').fill('')
  await day.begin()
  for (let round = 0; round < rounds; round++) await day.round(round)
  // As long after the last key as the first weighing was after the start.
  await own.page.waitForTimeout(SETTLED_MS)
  const lastKey = await weightOf(own)
  await own.page.waitForTimeout(LET_GO_MS)
  const afterDay = await weightOf(own)
  await own.close()
  for (const place of Object.values(places)) removeUserData(place)
  for (const name of ['large-hand', 'small-hand']) dropCopy(name)
  const { entries, bills, screens } = day.done
  const done = `${entries} entries, ${bills} bills, ${screens} screens`
  return [
    within(
      `a letter typed at the counter until it is painted, ${at}`,
      painted.large.letters,
      `with 10,000: ${both(painted.small.letters)}; field of a bare window: ${both(painted.bare.letters)}`
    ),
    within(
      `first letter of a name until the parties it may mean are painted, ${at}`,
      painted.large.lists,
      `with 10,000 entries and 1,000 parties: ${both(painted.small.lists)}`
    ),
    measured(
      `memory of all processes at rest, ${at}`,
      atRest.total,
      'MB',
      ofBare.total + MOST_BEYOND_BARE_MB,
      `a bare window: ${ofBare.total} MB; ${atRest.said}`
    ),
    measured(
      `memory of all processes at the end of a day (${done}), ${at}`,
      lastKey.total,
      'MB',
      null,
      `ten seconds after the last key: ${lastKey.said}`
    ),
    measured(
      `memory of all processes at rest after a day, ${at}`,
      afterDay.total,
      'MB',
      atRest.total + MOST_MORE_AFTER_DAY_MB,
      `before it: ${atRest.total} MB; ${afterDay.said}`
    )
  ]
}
