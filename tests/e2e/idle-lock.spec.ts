// Nobody is at the counter: it locks by itself. The page's clock is set on, so that nobody waits for it.
import { expect, test } from '@playwright/test'
import { ask, openNewShop } from './at-the-counter.ts'
import { removeUserData } from './launch.ts'

const OWNER = { id: crypto.randomUUID(), name: 'Sharma ji', pin: '4711' }

test('a counter that nobody touches locks itself after the minutes of the rule, and a key in time puts it off', async () => {
  test.setTimeout(120_000)
  const { running, page, hands } = await openNewShop()
  try {
    await page.clock.install()
    await ask(page, 'person.turnOn', OWNER)
    await ask(page, 'person.setRule', { lockMinutes: 5 })
    await expect(page.locator('.header')).toContainText(OWNER.name)
    const lock = page.locator('.lock-panel')
    const isLocked = async () => (await ask(page, 'person.state', {})).isLocked
    await page.clock.runFor('04:30')
    await hands.press('Shift')
    await page.clock.runFor('04:30')
    expect(await isLocked()).toBe(false)
    await expect(lock).toHaveCount(0)
    await page.clock.runFor('00:40')
    await expect(lock).toBeVisible()
    await expect(ask(page, 'counter.summary', {})).rejects.toThrow('people/locked')
    await hands.type(OWNER.pin)
    await hands.press('Enter')
    await expect(lock).toBeHidden()
    const filter = { group: 'people', personName: '', fromOn: null, toOn: null, text: '' } as const
    const { rows } = await ask(page, 'editLog.read', { filter, beforeN: null, limit: 20 })
    expect(rows.find(({ deed }) => deed === 'Locked')?.detail).toContain('nobody touched a key')
  } finally {
    await running.close()
    removeUserData(running.userData)
  }
})
