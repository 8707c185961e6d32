import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { accessFaults, ask, type Hands } from './at-the-counter.ts'
import { allBills, box, openGrocer, word } from './bill-shop.ts'
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

const keep = async (name: string): Promise<void> => {
  await page.screenshot({ path: path.join(test.info().project.outputDir, 'bill', `${name}.png`) })
}
const batchOf = async (billId: string) => (await ask(page, 'bill.get', { billId })).bill.lines[0]?.batch

test('a purchase names batch and expiry, a sale takes what spoils first, and what comes back goes to its batch', async () => {
  test.slow()
  const syrup = { id: crypto.randomUUID(), name: 'Cough syrup 100 ml', baseUnit: 'BTL' as const, taxRule: 'gst-5' }
  await ask(page, 'item.add', {
    ...{ ...syrup, hsn: '30049011', hasBatch: true, hasExpiry: true },
    prices: [{ level: '', unit: 'BTL', rate: 80_000 }]
  })
  const there = async () =>
    (await ask(page, 'item.brief', { itemId: syrup.id, partyId: null, side: 'sale' })).batches.map(
      ({ batch, expiresOn, quantity }) => `${batch} ${expiresOn} ${quantity / 1_000}`
    )

  await test.step('two batches come in', async () => {
    await hands.press('F9', 'F9')
    await hands.type('Medico')
    await hands.press('Alt+c')
    await expect(page.getByRole('dialog')).toBeVisible()
    await hands.press('Control+a')
    await expect(box(page, 'theirNumber')).toBeFocused()
    await hands.press('Enter', 'Enter')
    for (const batch of ['CS7 31-08-2029', 'CS4 03/28']) {
      await hands.type('cough')
      await hands.press('Enter')
      await hands.type('10 @ 60')
      await hands.press('Enter')
      await expect(box(page, 'batch')).toBeFocused()
      await hands.type(batch)
      await hands.press('Enter')
      await expect(box(page, 'item')).toHaveValue('')
    }
    await expect(page.locator('.bill-row').nth(2)).toContainText('CS4 · 31-03-2028')
    await keep('batch-purchase')
    await hands.press('Control+a')
    await expect.poll(there).toEqual(['CS4 20280331 10', 'CS7 20290831 10'])
  })

  await test.step('a sale takes the nearest, or the one that is typed', async () => {
    await hands.press('F8')
    await hands.type('Asha Clinic')
    await hands.press('Alt+c')
    await expect(page.getByRole('dialog')).toBeVisible()
    await hands.press('Control+a')
    await expect(box(page, 'item')).toBeFocused()
    await hands.type('cough')
    await hands.press('Enter')
    await hands.type('3')
    await hands.press('Enter')
    await expect(box(page, 'batch')).toHaveValue('CS4')
    await expect(page.getByRole('option', { selected: true })).toContainText('31-03-2028')
    await keep('batch-sale')
    expect(await accessFaults(page)).toEqual([])
    await hands.press('Enter')
    await expect(box(page, 'rate')).toBeFocused()
    await hands.press('Enter')
    await hands.type('cough')
    await hands.press('Enter')
    await hands.type('2')
    await hands.press('Enter')
    await hands.type('cs7')
    await hands.press('Enter', 'Enter')
    await hands.press('Control+a')
    await expect(word(page)).toContainText('Asha Clinic')
    await expect.poll(there).toEqual(['CS4 20280331 7', 'CS7 20290831 8'])
    const [sale] = await allBills(page)
    expect(await batchOf(sale?.id ?? '')).toEqual({ batch: 'CS4', expiresOn: 20280331 })
    const asha = (await ask(page, 'bill.get', { billId: sale?.id ?? '' })).bill.party?.id ?? null
    const brief = await ask(page, 'item.brief', { itemId: syrup.id, partyId: asha, side: 'sale' })
    expect(brief.last).toMatchObject({ rate: 80_000, unit: 'BTL', number: sale?.number })
  })

  await test.step('the last price to the party is shown, the batch waits with the bill', async () => {
    await hands.type('asha')
    await hands.press('Enter')
    await expect(box(page, 'item')).toBeFocused()
    await hands.type('cough')
    await hands.press('Enter')
    await expect(page.locator('.item-facts > div').first()).toContainText('80')
    await keep('last-price')
    await hands.type('1')
    await hands.press('Enter')
    await hands.press('ArrowDown')
    await hands.press('Enter', 'Enter')
    await expect(page.locator('.bill-row').nth(1)).toContainText('CS7 · 31-08-2029')
    await hands.press('Control+h')
    await expect(word(page)).toContainText('waits')
    await hands.press('Control+l')
    await expect(page.getByRole('dialog')).toContainText('Asha Clinic')
    await hands.press('Enter')
    await expect(page.locator('.bill-row').nth(1)).toContainText('CS7 · 31-08-2029')
    await hands.press('Control+a')
    await expect.poll(there).toEqual(['CS4 20280331 7', 'CS7 20290831 7'])
  })

  await test.step('a return goes back to the batch of its bill', async () => {
    await hands.press('Control+o')
    await expect(page.locator('[data-screen="bills"]')).toContainText('Asha Clinic')
    await hands.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
    await hands.press('Alt+F6')
    await expect(box(page, 'quantity')).toBeFocused()
    await hands.type('1')
    await expect(box(page, 'batch')).toHaveValue('CS7')
    await hands.press('Control+a')
    await expect.poll(there).toEqual(['CS4 20280331 7', 'CS7 20290831 8'])
  })
})
