import { expect, test } from '@playwright/test'
import closing from '#locales/en/closing.json' with { type: 'json' }
import { CounterScreen } from './day/counter-screen.ts'
import { morningZone } from './day/shop-clock.ts'
import { Typist } from './day/typist.ts'
import { launchApp, type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let typist: Typist

test.beforeEach(async () => {
  running = await launchApp({ env: { TZ: morningZone() } })
  typist = new Typist(running.page)
  await expect(running.page.getByRole('combobox')).toBeFocused()
  // Six questions as they are offered, then two thousand in the drawer.
  await typist.press('Enter', 'Enter', 'Enter', 'Enter', 'Enter', 'Enter')
  await typist.line('2000')
  await typist.press('Enter')
  await new CounterScreen(running.page).isReady()
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

const counted = () => expect(running.page.getByText(closing.figures.expected)).toBeVisible()
const frozen = () => expect(running.page.getByText(closing.closed.title)).toBeVisible()

test('the keys of a close, from the counter to the frozen Z', async () => {
  const strokes = await typist.counted(async () => {
    await typist.press('Alt+Z')
    await typist.type('4')
    await typist.press('Ctrl+A')
    await counted()
    await typist.press('Ctrl+A')
    await frozen()
  })
  expect(strokes).toBe(4)
})

test('the keys of a close that is short: three kinds of notes, a reason of one word, a float', async () => {
  const strokes = await typist.counted(async () => {
    await typist.press('Alt+Z')
    await typist.type('3')
    await typist.press('Enter', 'Enter')
    await typist.line('4')
    await typist.type('1')
    await typist.press('Ctrl+A')
    await counted()
    await typist.line('change')
    await typist.type('1k')
    await typist.press('Ctrl+A')
    await frozen()
  })
  expect(strokes).toBe(18)
})
