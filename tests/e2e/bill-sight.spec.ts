import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import type { Input } from '#shared/contract/contract.ts'
import { accessFaults, ask, type Hands } from './at-the-counter.ts'
import { box, openGrocer, shelved } from './bill-shop.ts'
import { type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands

test.beforeEach(async () => {
  ;({ running, page, hands } = await openGrocer())
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

/** Nothing that a hand or an eye needs lies outside of the window, and nobody is shut out. */
async function look(name: string, parts: readonly string[]): Promise<void> {
  await page.screenshot({ path: path.join(test.info().project.outputDir, 'sight', `${name}.png`) })
  const view = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  for (const part of parts) {
    const at = await page.locator(part).first().boundingBox()
    expect([part, at?.x ?? -1, at?.y ?? -1]).toEqual([part, expect.any(Number), expect.any(Number)])
    expect((at?.x ?? -1) >= 0 && (at?.x ?? 0) + (at?.width ?? 0) <= view.width + 1, `${name}: ${part}`).toBe(true)
    expect((at?.y ?? -1) >= 0 && (at?.y ?? 0) + (at?.height ?? 0) <= view.height + 1, `${name}: ${part}`).toBe(true)
  }
  expect(await accessFaults(page)).toEqual([])
}

type Asked = Input<'bill.record'>

/** A challan of soap for Bharat, and syrup in a batch. */
async function layTable(): Promise<void> {
  const soap = shelved('Lux soap 100 g')
  const syrup = { id: crypto.randomUUID(), name: 'Cough syrup 100 ml', baseUnit: 'BTL' as const, taxRule: 'gst-5' }
  const addParty = async (name: string, kind: 'customer' | 'supplier') =>
    (await ask(page, 'party.add', { id: crypto.randomUUID(), name, kind })).party.id
  const bharat = await addParty('Bharat Store', 'customer')
  await addParty('Gupta Traders', 'customer')
  const medico = await addParty('Medico', 'supplier')
  await ask(page, 'item.add', { ...syrup, hsn: '30049011', hasBatch: true, hasExpiry: true })
  const line = (itemId: string, text: string, unit: 'PCS' | 'BTL', more: object) => ({
    ...{ itemId, text, said: [{ count: 10_000, unit }], rate: 32_000, rateUnit: unit, amountMinor: 320_00 },
    ...{ discount: null, taxRule: 'gst-5', ...more }
  })
  const paper = { id: crypto.randomUUID(), bookOn: null, occurredOn: null }
  await ask(page, 'bill.record', {
    ...{ ...paper, kind: 'purchase', partyId: medico, paid: { cashMinor: 0, upiMinor: 0, bankMinor: 0 } },
    lines: [line(syrup.id, syrup.name, 'BTL', { batch: { batch: 'CS7', expiresOn: 20290831 } })]
  } as Asked)
  await ask(page, 'bill.record', {
    ...{ ...paper, id: crypto.randomUUID(), kind: 'challan', partyId: bharat },
    lines: [line(soap.id, soap.name, 'PCS', {})]
  } as Asked)
}

for (const [name, settings] of [
  ['dark', { theme: 'dark' }],
  ['hindi', { language: 'hi' }],
  ['hindi-twice', { textSize: 200, language: 'hi', theme: 'dark' }]
] as const) {
  test(`what a bill has to say can be read by everybody: ${name}`, async () => {
    test.slow()
    await layTable()
    await ask(page, 'settings.change', settings)
    await page.reload()
    await expect(page.locator('[data-screen="counter"] [data-field="party"]')).toBeFocused()
    await hands.press('Control+o')
    await expect(page.locator('[data-screen="bills"]')).toContainText('Bharat Store')
    await hands.press('F8')
    await expect(box(page, 'item')).toBeFocused()
    await hands.press('F4')
    await hands.type('gupta')
    await hands.press('Enter')
    await expect(page.locator('.bill-party .is-error')).toContainText('Bharat Store')
    await look(`${name}-other-party`, ['[data-field="party"]', '.bill-party .is-error'])
    await hands.type('bharat')
    await hands.press('Enter')
    await expect(box(page, 'item')).toBeFocused()
    await hands.type('cough')
    await hands.press('Enter')
    await hands.type('2')
    await hands.press('Enter')
    await expect(box(page, 'batch')).toBeFocused()
    await look(`${name}-batch`, ['[data-cell="batch"]', '.bill-aid'])
    await hands.press('Enter')
    await hands.type('80')
    await hands.press('Enter')
    await hands.type('Repair')
    await expect(page.locator('.aid-ways')).toBeVisible()
    await look(`${name}-two-ways`, ['.aid-ways'])
    const ways = await page.locator('.aid-ways').boundingBox()
    const room = await page.locator('.bill-aid').boundingBox()
    expect((ways?.y ?? 0) + (ways?.height ?? 0)).toBeLessThanOrEqual((room?.y ?? 0) + (room?.height ?? 0) + 1)
    await hands.press('Alt+t')
    await expect(page.getByRole('dialog')).toBeVisible()
    await look(`${name}-free-line`, ['.free-dialog'])
    await hands.press('Control+a')
    await hands.press('Enter', 'Enter')
    await hands.type('500')
    await hands.press('Enter', 'F12')
    await expect(page.getByRole('dialog')).toBeVisible()
    await hands.press('Enter', 'Enter')
    await hands.type('Godown 3, Narela Industrial Area, near the old mandi, Delhi 110040')
    await look(`${name}-delivery`, ['.more-dialog'])
    await hands.press('Control+a')
    await expect(page.locator('.supply-line')).toContainText('Narela')
    await look(`${name}-bill`, ['.supply-line', '.supply-line .key', '[data-total]'])
  })
}
