import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { ask, type Hands, openNewShop } from './at-the-counter.ts'
import { type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands

test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

const shot = (name: string) => page.screenshot({ path: path.join('test-results', `closing-${name}.png`) })

test('rent is laid down, falls due and is paid by keys; the Z goes to the owner as a text', async () => {
  ;({ running, page, hands } = await openNewShop())
  await hands.press('Alt+z', 'Alt+r')
  await expect(page.getByRole('dialog')).toContainText('Cash in and out')
  await hands.type('owner put')
  await hands.press('Enter')
  await hands.type('1000')
  await hands.press('Control+a')
  await expect(page.getByRole('dialog')).toContainText('Recorded: 1,000.00')
  await hands.press('Escape', 'Alt+n')
  await expect(page.getByRole('dialog')).toContainText('No expense comes again yet')
  await hands.press('Alt+c')
  await hands.type('Shop rent')
  await hands.press('Enter')
  await hands.type('rent')
  await hands.press('Enter')
  await hands.type('300')
  await hands.press('Enter')
  const { bookOn } = await ask(page, 'counter.summary', {})
  await hands.type(`day ${bookOn % 100} `)
  await shot('recurring')
  await hands.press('Control+a')
  await expect(page.locator('.recurring-dialog')).toContainText('due since')
  await shot('recurring-list')
  await hands.press('F3')
  await expect(page.locator('.recurring-dialog')).toContainText('paused')
  await hands.press('F3', 'Escape', 'Alt+r')
  await hands.type('shop')
  await hands.press('Enter')
  await shot('cash')
  await hands.press('Control+a')
  await expect(page.getByRole('dialog')).toContainText('Recorded: 300.00')
  expect((await ask(page, 'recurring.list', {})).due).toEqual([])
  await hands.press('Escape', 'F10')
  await hands.type('test')
  await hands.press('Control+a')
  await expect(page.locator('.closed-z')).toHaveText('Z 1')
  await hands.press('Alt+j')
  await expect(page.locator('.share-text')).toContainText('Z report 1')
  await shot('share')
  await hands.press('Escape', 'Alt+i')
  await expect(page.getByRole('dialog')).toContainText('No invoice of small sales yet.')
})
