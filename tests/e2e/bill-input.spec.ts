import { expect, type Page, test } from '@playwright/test'
import errors from '#locales/en/errors.json' with { type: 'json' }
import { ask, type Hands } from './at-the-counter.ts'
import { allBills, box, openGrocer, shelved, total, typeLine, word } from './bill-shop.ts'
import { type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands

test.beforeEach(async () => {
  ;({ running, page, hands } = await openGrocer())
  await hands.press('F8', 'Enter')
  await expect(box(page, 'item')).toBeFocused()
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

/** What a code says, up to its first gap. */
const says = (code: keyof typeof errors): string => (errors[code].split('{{')[0] ?? '').trim()
const wrong = () => page.locator('.cell-wrong')

test('what cannot be a quantity or a rate is said at its box, and everything typed stays', async () => {
  await typeLine(hands, 'tea', '2')
  await hands.type('lux')
  await hands.press('Enter')
  const cases = [
    ['quantity', '0', 'quantity/zero'],
    ['quantity', '1e12', 'quantity/too-large'],
    ['quantity', '3 quintal', 'quantity/unit-unknown'],
    ['quantity', '1.5', 'quantity/too-many-decimals'],
    ['rate', '2.5555', 'quantity/rate-too-many-decimals']
  ] as const
  for (const [cell, text, code] of cases) {
    await box(page, cell).fill('')
    await hands.type(text)
    await hands.press('Control+a')
    await expect(wrong()).toContainText(says(code))
    await expect(box(page, cell)).toBeFocused()
    await expect(box(page, cell)).toHaveValue(text)
    // Put right at once, the message goes.
    await hands.type(cell === 'rate' ? '30' : '2')
    await expect(wrong()).toHaveCount(0)
  }
  expect(await allBills(page)).toEqual([])
  await hands.press('Control+a')
  await expect.poll(async () => (await allBills(page))[0]?.lineCount).toBe(2)
})

test('Enter stays on a box of line or foot that cannot be read, and its message is seen whole', async () => {
  await page.setViewportSize({ width: 1366, height: 768 })
  await typeLine(hands, 'tea', '2')
  await hands.type('lux')
  await hands.press('Enter')
  for (const [cell, text, right] of [
    ['quantity', '1.5', '2'],
    ['rate', '2.5555', '30']
  ] as const) {
    await hands.type(text)
    await hands.press('Enter')
    await expect(wrong()).toHaveCount(1)
    await expect(box(page, cell)).toBeFocused()
    await expect(box(page, cell)).toHaveValue(text)
    await hands.type(right)
    await hands.press('Enter')
  }
  await expect(box(page, 'item')).toHaveValue('')
  await hands.press('Enter')
  const said = page.locator('.bill-foot .field:focus-within .is-error')
  for (const field of ['discount', 'freight', 'packing', 'other', 'cash', 'upi', 'bank']) {
    await expect(box(page, field)).toBeFocused()
    await hands.type('12x')
    await hands.press('Enter')
    await expect(said).toBeVisible()
    await expect(box(page, field)).toBeFocused()
    await expect(box(page, field)).toHaveValue('12x')
    const [message, foot] = [await said.boundingBox(), await page.locator('.bill-foot').boundingBox()]
    expect(message?.x).toBeGreaterThanOrEqual(foot?.x ?? 0)
    expect((message?.x ?? 0) + (message?.width ?? 0)).toBeLessThanOrEqual((foot?.x ?? 0) + (foot?.width ?? 0))
    if (field !== 'packing') await page.screenshot({ path: test.info().outputPath(`foot-${field}.png`) })
    await box(page, field).fill('')
    if (field !== 'bank') await hands.press('Enter')
  }
  expect(await allBills(page)).toEqual([])
})

/** A scanner: faster than any hand, with Enter at its end. */
async function scan(code: string): Promise<void> {
  // Between the last key of a hand and the first of a scanner lies longer than between two of the scanner's.
  await page.waitForTimeout(200)
  await page.evaluate((letters) => {
    const target = document.activeElement as HTMLInputElement
    const press = (key: string) =>
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    for (const letter of letters) {
      press(letter)
      const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
      setter?.call(target, target.value + letter)
      target.dispatchEvent(new Event('input', { bubbles: true }))
    }
    press('Enter')
  }, code)
}

test('a scan adds the item or one more of it, from whatever box; it never accepts, and asks when two items bear the code', async () => {
  await scan('8901030865278')
  await expect(page.locator('.bill-row').nth(1)).toContainText('Lux soap')
  await expect(box(page, 'item')).toHaveValue('')
  await scan('8901030865278')
  await expect(page.locator('.bill-row').nth(1)).toContainText('2 pcs')
  await typeLine(hands, 'tea', '4')
  await hands.press('Control+p')
  await hands.type('12')
  await scan('8901030865278')
  await expect(page.locator('.bill-row').nth(1)).toContainText('3 pcs')
  await expect(box(page, 'cash')).toHaveValue('12')
  await scan('4006381333931')
  await expect(wrong()).toContainText('4006381333931')
  await hands.press('Alt+d')
  const [phenyl, detergent] = [shelved('Phenyl 1 L'), shelved('Detergent 1 kg')]
  await ask(page, 'item.change', { ...phenyl, barcodes: ['4711111'], isArchived: false })
  await ask(page, 'item.change', { ...detergent, code: '4711111', isArchived: false })
  await scan('4711111')
  await expect(page.getByRole('dialog')).toContainText('more than one item')
  await hands.press('ArrowDown', 'Enter')
  await expect(page.locator('.bill-row')).toContainText(['', 'Lux', 'Tea', /Phenyl|Detergent/])
  expect(await allBills(page)).toEqual([])
})

test('an item put away elsewhere, and more back than was sold: refused in words, nothing half saved', async () => {
  await typeLine(hands, 'phe', '6')
  await typeLine(hands, 'tea', '2')
  const shown = await total(page).textContent()
  await ask(page, 'item.change', { ...shelved('Phenyl 1 L'), isArchived: true })
  await hands.press('Control+a')
  await expect(page.locator('[data-screen="bill"]')).toContainText('Phenyl 1 L was removed or put away')
  await expect(page.locator('.bill-row').nth(2)).toContainText('Tea dust')
  expect(await allBills(page)).toEqual([])
  await ask(page, 'item.change', { ...shelved('Phenyl 1 L'), isArchived: false })
  // The screen hears of it a moment later; until then Accept is refused as before, and nothing is lost by trying again.
  await expect(async () => {
    if ((await allBills(page)).length === 0) await hands.press('Control+a')
    await expect.poll(async () => (await allBills(page)).length, { timeout: 2_000 }).toBe(1)
  }).toPass()
  expect(shown).not.toBe('')

  await hands.press('Control+o')
  await expect(page.locator('[data-screen="bills"] .table-row.is-selected')).toContainText('Sale')
  await hands.press('Alt+F6')
  await expect(box(page, 'quantity')).toBeFocused()
  await hands.type('7')
  await hands.press('Control+a')
  await expect(page.locator('[data-screen="bill"]')).toContainText('are left to take back')
  await expect(box(page, 'quantity')).toHaveValue('7')
  expect(await allBills(page)).toHaveLength(1)
  await hands.type('6')
  await hands.press('Control+a')
  await expect.poll(async () => (await allBills(page)).length).toBe(2)
  await expect(word(page)).toContainText('Saved')
})
