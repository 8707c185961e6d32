// How long the counter is away when one person goes and another comes: the real app, from Enter after the PIN to the line that takes letters.
import type { Page } from '@playwright/test'
import { ask } from '#tests/e2e/at-the-counter.ts'
import { launchApp, removeUserData } from '#tests/e2e/launch.ts'
import { installOn } from './bench-app.ts'
import { copyOf, dropCopy } from './bench-commit.ts'
import type { Figure } from './figure.ts'
import type { MadeBook } from './made-book.ts'
import { timingOf } from './timing.ts'

const SWITCHES = 40
const WARM_UP = 4
const BETWEEN_KEYS_MS = 60
const MOST_MS = 1_000
const PEOPLE = [
  { letter: 'a', name: 'Asha', pin: '4711' },
  { letter: 'b', name: 'Bala', pin: '1122' }
] as const

/** Starts the stop-watch in the page: Enter at the lock, to the first moment after the picture of a counter whose line has the focus. */
async function watchSwitches(page: Page): Promise<void> {
  await page.evaluate(() => {
    const switches: number[] = []
    Object.assign(window, { switches })
    const isBack = () =>
      document.querySelector('.lock-panel') === null && document.activeElement?.getAttribute('data-field') === 'party'
    const once = (at: number) => {
      requestAnimationFrame(() => {
        if (!isBack()) return once(at)
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => switches.push(performance.now() - at)
        port2.postMessage(null)
      })
    }
    window.addEventListener(
      'keydown',
      ({ key, timeStamp }) => {
        if (key === 'Enter' && document.querySelector('.lock-panel') !== null) once(timeStamp)
      },
      { capture: true }
    )
  })
}

/** Asha and Bala take turns at the counter of a large book. */
export async function benchSwitch(large: MadeBook, at: string): Promise<Figure> {
  const userData = installOn(copyOf(large, 'large-switch'))
  const { page, close } = await launchApp({ userData })
  await page.locator('[data-screen="counter"]').waitFor({ state: 'visible' })
  const [owner, cashier] = PEOPLE.map(({ name, pin }) => ({ id: crypto.randomUUID(), name, pin }))
  if (owner === undefined || cashier === undefined) throw new Error('two people')
  await ask(page, 'person.turnOn', owner)
  await ask(page, 'person.add', { ...cashier, role: 'cashier' })
  await watchSwitches(page)
  for (let turn = 0; turn < SWITCHES + WARM_UP; turn++) {
    const next = PEOPLE[(turn + 1) % PEOPLE.length] ?? PEOPLE[0]
    await page.keyboard.press('Control+i')
    await page.locator('.lock-panel').waitFor({ state: 'visible' })
    await page.keyboard.type(next.letter + next.pin, { delay: BETWEEN_KEYS_MS })
    await page.keyboard.press('Enter')
    await page.waitForFunction((count) => (window as unknown as { switches: number[] }).switches.length > count, turn)
  }
  const times = await page.evaluate(() => (window as unknown as { switches: number[] }).switches)
  await close()
  removeUserData(userData)
  dropCopy('large-switch')
  const timing = timingOf(times.slice(WARM_UP))
  return {
    what: `another person takes the counter: Enter after the PIN until the line takes letters, ${at}`,
    timing,
    against: `at most ${MOST_MS} / ${MOST_MS}`,
    ratio: timing.medianMs / MOST_MS,
    limit: 1,
    isTailGood: timing.p99Ms <= MOST_MS
  }
}
