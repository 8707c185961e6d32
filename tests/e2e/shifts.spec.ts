import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { openTestApp, ask as request, firstRun as shopOf, testClock } from '#tests/support/open-app.ts'
import { accessFaults, ask, entry, Hands, openNewShop } from './at-the-counter.ts'
import { freshUserData, launchApp, type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands

test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

const shot = (name: string) => page.screenshot({ path: path.join('test-results', `closing-${name}.png`) })

test('two cashiers: the first hands over by a blind count, the Z holds both', async () => {
  ;({ running, page, hands } = await openNewShop())
  await ask(page, 'entry.record', entry.putIn(1000))
  await ask(page, 'entry.record', entry.cashSale(500))
  await hands.press('Alt+z', 'F4')
  await expect(page.getByLabel('Who takes over?')).toBeFocused()
  await shot('take-over')
  await hands.type('Asha')
  await hands.press('Control+a')
  await expect(page.getByRole('heading', { level: 1 }).first()).toContainText('Hand over the drawer')
  expect(await page.content()).not.toContain('1,500.00')
  // Three notes of 500, one coin too few.
  await page.getByRole('textbox', { name: '500 rupee notes, pieces' }).focus()
  await hands.type('2')
  await hands.press('Enter', 'Enter')
  await hands.type('4')
  await shot('count')
  await hands.press('Control+a')
  await expect(page.locator('.is-short')).toContainText('100.00')
  await shot('handover-result')
  await hands.press('Control+a')
  await expect(page.locator('.closed-z')).toHaveText('Asha')
  await expect(page.locator('.closed img.paper')).toBeVisible()
  await shot('handed')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Enter')
  await expect(page.locator('.header')).toContainText('Asha')
  const sold = await ask(page, 'entry.record', entry.cashSale(200))
  expect(sold.entry.personName).toBe('Asha')
  await hands.press('Alt+z')
  await expect(page.getByRole('textbox', { name: '500 rupee notes, pieces' })).toBeFocused()
  await hands.type('3')
  await hands.press('Enter', 'Enter')
  await hands.type('1')
  await hands.press('Control+a', 'Control+a')
  await expect(page.locator('.closed-z')).toHaveText('Z 1')
  await expect(page.locator('.closed img.paper')).toBeVisible()
  await shot('z-of-shifts')
  const [z] = await ask(page, 'closing.list', { limit: 1, beforeZNo: null })
  expect(z?.shifts.map(({ personName, overShortMinor }) => [personName, overShortMinor])).toEqual([
    ['Owner', -100_00],
    ['Asha', 0]
  ])
})

test('yesterday was forgotten and today has begun: one key closes yesterday alone, without a count', async () => {
  const userData = freshUserData()
  const yesterday = testClock()
  const now = new Date()
  const day = new Date(now.getTime() - 86_400_000)
  yesterday.set(day.getFullYear() * 10_000 + (day.getMonth() + 1) * 100 + day.getDate(), '12:00')
  const before = openTestApp({ folder: userData, userDataFolder: userData, keep: true, clock: yesterday })
  await before.call('shop.create', shopOf())
  await before.call('entry.record', request.sale(null, 300_00, { cashMinor: 300_00 }))
  await before.close()
  running = await launchApp({ userData })
  page = running.page
  hands = new Hands(page)
  await expect(page.locator('[data-screen="counter"]')).toBeVisible()
  await expect(page.locator('.header')).toContainText('was not closed')
  await ask(page, 'entry.record', entry.cashSale(70))
  await hands.press('Alt+z')
  await expect(page.locator('.count-notes')).toContainText('1 entry of a later day')
  await shot('forgotten')
  await hands.press('F2')
  await expect(page.locator('.count-notes')).toContainText('Later entries go to the next Z.')
  await hands.press('F10')
  await expect(page.getByLabel('Why was it not counted?')).toBeFocused()
  await hands.type('left early')
  await shot('uncounted')
  await hands.press('Control+a')
  await expect(page.locator('.closed-z')).toHaveText('Z 1')
  await expect(page.locator('.closed')).toContainText('not counted')
  await shot('forgotten-z')
  const [z] = await ask(page, 'closing.list', { limit: 1, beforeZNo: null })
  expect(z).toMatchObject({ countId: null, carried: { entryCount: 1 }, figures: { salesMinor: 300_00 } })
})
