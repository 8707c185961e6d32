// Several hands at one counter: PINs are set, a cashier comes, is refused and sees no costs; a wrong PIN waits; the code helps the owner.
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { accessFaults, ask, entry, openNewShop, printerAt } from './at-the-counter.ts'
import { PaperListener } from './day/paper-listener.ts'
import { removeUserData } from './launch.ts'

const shot = (name: string) => ({ path: path.join('test-results', `${name}.png`) })

test('PINs: set, locked, switched within a second, refused by role, slowed down, recovered', async () => {
  test.setTimeout(180_000)
  const { running, page, hands } = await openNewShop()
  const printer = await PaperListener.start()
  await ask(page, 'entry.record', entry.cashSale(120))
  const counter = page.locator('[data-screen="counter"]')
  const lock = page.locator('.lock-panel')

  await hands.press('Control+m')
  await expect(page.locator('[data-screen="people"]')).toBeVisible()
  await hands.press('F4')
  await expect(page.locator('.dialog')).toBeVisible()
  await hands.type('Sharma ji')
  await hands.press('Enter')
  await hands.type('4711')
  await hands.press('Enter')
  await hands.type('4711')
  await hands.press('Enter')
  const code = (await page.locator('.recovery-code').textContent()) ?? ''
  expect(code).toMatch(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/u)
  // Only the printer on the screen is set up: that is no paper.
  await hands.press('Alt+p')
  await expect(page.locator('.dialog')).toContainText('No printer with paper is set up')
  await ask(page, 'printer.add', printerAt(printer.port))
  await hands.press('Alt+p')
  await expect(page.locator('.dialog')).toContainText('Take the paper before you go on')
  await expect
    .poll(async () => (await ask(page, 'print.queue', { limit: 5 })).find(({ kind }) => kind === 'recovery-code'))
    .toMatchObject({ state: 'sent', hasPaper: false })
  expect(printer.papers).toHaveLength(1)
  expect(await accessFaults(page)).toEqual([])
  await page.screenshot(shot('people-code'))
  await hands.press('Control+a')

  await hands.press('Alt+c')
  await hands.type('Ravi')
  await hands.press('Enter', 'Enter')
  await hands.type('1122')
  await hands.press('Enter')
  await hands.type('1122')
  await hands.press('Enter')
  await expect(page.locator('.page-word')).toContainText('Ravi is among the people')
  expect(await accessFaults(page)).toEqual([])
  await page.screenshot(shot('people'))

  await hands.press('Control+i')
  await expect(lock).toBeVisible()
  await expect(counter).toBeHidden()
  expect(await accessFaults(page)).toEqual([])
  await page.screenshot(shot('lock'))
  // Behind the lock nothing answers, whatever the page asks.
  await expect(ask(page, 'counter.summary', {})).rejects.toThrow('people/locked')
  await hands.press('r')
  await hands.type('1122')
  await hands.press('Enter')
  await expect(lock).toBeHidden()
  // What the owner had open does not stand in front of the cashier.
  await expect(page.locator('[data-screen="people"]')).toHaveCount(0)
  await expect(counter).toBeVisible()
  await expect(page.locator('.header')).toContainText('Ravi')
  const sold = await ask(page, 'entry.record', entry.cashSale(80))
  expect(sold.entry.personName).toBe('Ravi')
  const undo = { id: crypto.randomUUID(), entryId: sold.entry.id, reason: 'x' }
  await expect(ask(page, 'entry.reverse', undo)).rejects.toThrow('people/not-allowed')

  await hands.press('Control+i')
  await hands.press('1')
  await hands.type('0000')
  await hands.press('Enter')
  await expect(lock).toContainText('Wait 1 s')
  await page.screenshot(shot('lock-wrong'))
  await hands.press('F7')
  await hands.type(code.toLowerCase())
  await hands.press('Enter')
  await hands.type('8282')
  await hands.press('Enter')
  await hands.type('8282')
  await hands.press('Enter')
  await expect(page.locator('.recovery-code')).toBeVisible()
  await hands.press('Control+a')
  await expect(counter).toBeVisible()
  await expect(page.locator('.header')).toContainText('Sharma ji')
  expect((await ask(page, 'ledger.verify', {})).isClean).toBe(true)

  // Who did what: the log knows the wrong PIN and the recovery, and one key narrows it to them.
  await hands.press('Control+e')
  const log = page.locator('[data-screen="edit-log"]')
  await expect(log.locator('[role="row"]').nth(1)).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await hands.press('F6', 'F6', 'F6')
  await expect(log).toContainText('Wrong PIN')
  await expect(log).toContainText('PIN recovered')
  await page.screenshot(shot('edit-log'))
  await hands.press('Enter')
  await expect(page.locator('.log-hash')).toContainText(/[0-9a-f]{64}/u)
  await page.screenshot(shot('edit-log-look'))
  await hands.press('Escape', 'F9')
  await expect(page.locator('.page-word')).toContainText('Sent to the printer')

  for (const [name, change] of [
    ['dark', { theme: 'dark' }],
    ['hindi', { theme: 'light', language: 'hi' }],
    ['large', { language: 'en', textSize: 200 }]
  ] as const) {
    await ask(page, 'settings.change', change)
    await page.reload()
    await expect(lock.or(counter).first()).toBeVisible()
    await hands.press('Control+m')
    await expect(page.locator('[data-screen="people"]')).toBeVisible()
    await page.screenshot(shot(`people-${name}`))
    await hands.press('Control+e')
    await expect(log.locator('[role="row"]').nth(1)).toBeVisible()
    await page.screenshot(shot(`edit-log-${name}`))
    await hands.press('Control+i')
    await expect(lock).toBeVisible()
    await page.screenshot(shot(`lock-${name}`))
    await hands.press('1')
    await hands.type('8282')
    await hands.press('Enter')
    await expect(lock).toBeHidden()
  }
  await running.close()
  await printer.stop()
  removeUserData(running.userData)
})
