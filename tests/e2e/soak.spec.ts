// A counter that works on and on in the real app: what it holds must not grow with the hours. A simulated hour is the
// work of a busy one, without the waiting between.
import { expect, test } from '@playwright/test'
import { reportProof } from '#tests/support/proof-report.ts'
import { ask, openNewShop, printerAt } from './at-the-counter.ts'
import { PaperListener } from './day/paper-listener.ts'
import { removeUserData } from './launch.ts'
import { CounterWork, ROUNDS_UNTIL_ALL_WAS_SEEN } from './soak/counter-work.ts'
import { ends, grownTooMuch, type Weight, weigh } from './soak/weigh-app.ts'

/** `npm run nightly` asks for eight. */
const HOURS = Number(process.env.SOAK_HOURS ?? 1.2)
const ROUNDS_OF_AN_HOUR = 6
/** What is loaded once, when a screen is first opened, is no growth. */
const WARM_UP = ROUNDS_UNTIL_ALL_WAS_SEEN
const ROUNDS = Math.max(WARM_UP + 1, Math.round(HOURS * ROUNDS_OF_AN_HOUR))

// A trace keeps every picture of the page: it would be weighed with the app.
test.use({ trace: 'off' })

test(`${HOURS} simulated hours at the counter leave no more handles, threads, nodes and memory than the first ones`, async () => {
  test.setTimeout(120_000 + ROUNDS * 90_000)
  const { running, page } = await openNewShop()
  const printer = await PaperListener.start()
  try {
    await ask(page, 'printer.add', printerAt(printer.port))
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Performance.enable')
    const work = new CounterWork(page)
    await work.begin()
    const samples: Weight[] = []
    for (let round = 0; round < ROUNDS; round++) {
      await work.round(round)
      if (round % ROUNDS_OF_AN_HOUR === ROUNDS_OF_AN_HOUR - 1) await work.hour(round)
      if (round >= WARM_UP) samples.push(await weigh(running, devtools))
    }
    await work.close()
    const hours = (ROUNDS - WARM_UP) / ROUNDS_OF_AN_HOUR
    expect(grownTooMuch(samples, hours)).toEqual([])
    const { isClean } = await ask(page, 'ledger.verify', {})
    expect(isClean).toBe(true)
    await expect.poll(() => printer.papers.length, { timeout: 120_000 }).toBeGreaterThan(ROUNDS)
    const { before, after } = ends(samples)
    const grown = Object.fromEntries(
      (Object.keys(after) as (keyof Weight)[]).flatMap((what) => [
        [`${what} before`, before[what]],
        [`${what} after`, after[what]]
      ])
    )
    reportProof({
      part: 'soak',
      seed: 0,
      counts: { hours: HOURS, ...work.done, papers: printer.papers.length, ...grown }
    })
  } finally {
    await running.close()
    await printer.stop()
    removeUserData(running.userData)
  }
})
