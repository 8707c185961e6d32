import { expect, test } from '@playwright/test'
import { accessFaults, ask, Hands } from './at-the-counter.ts'
import { launchApp, type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

test('a shop in Brazil: founded by the country at the end of the list, paid by Pix, counted in reais, all by keyboard', async () => {
  running = await launchApp()
  const { page } = running
  const hands = new Hands(page)
  await expect(page.locator('.first-run')).toBeVisible()
  await expect(page.locator('.first-run input')).toBeFocused()
  await hands.type('Brazil')
  await expect(page.locator('.first-run-states [aria-selected="true"]')).toHaveText('Brazil')
  await expect(page.locator('.first-run-progress')).toContainText('7')
  await page.screenshot({ path: test.info().outputPath('country.png') })
  await hands.press('Enter', 'Enter')
  await hands.type('Loja da Ana')
  await hands.press('Enter', 'Enter', 'Enter')
  // No UPI address is asked for: the next question is the cash in the drawer.
  await hands.type('1,200')
  await hands.press('Enter', 'Enter')
  await expect(page.locator('[data-screen="counter"]')).toBeVisible()
  expect((await ask(page, 'app.state', {})).ledger).toMatchObject({ currency: 'BRL' })

  await hands.press('F11')
  await expect(page.getByLabel('Name on the receipt')).toBeFocused()
  await expect(page.getByLabel('UPI address')).toHaveCount(0)
  await expect(page.getByLabel('GSTIN')).toHaveCount(0)
  await page.getByLabel('Pix key').focus()
  await hands.type('loja')
  await hands.press('Enter')
  await expect(page.getByText('A detail for the payment code is missing or wrong.', { exact: false })).toBeVisible()
  await page.getByLabel('Pix key').focus()
  await hands.press('Home', 'Shift+End')
  await hands.type('loja@example.com')
  await hands.press('Enter')
  await page.getByLabel("Payee's name").focus()
  await hands.type('Loja da Ana')
  await hands.press('Enter')
  await page.getByLabel("Payee's town").focus()
  await hands.type('Recife')
  await hands.press('Enter')
  await expect
    .poll(async () => (await ask(page, 'settings.read', {})).paymentQr)
    .toEqual({ scheme: 'pix', key: 'loja@example.com', name: 'Loja da Ana', city: 'Recife' })
  expect(await accessFaults(page)).toEqual([])
  await page.screenshot({ path: test.info().outputPath('settings.png') })
  await hands.press('Escape')

  const buyer = { id: crypto.randomUUID(), name: 'Carlos', kind: 'customer' as const }
  await ask(page, 'party.add', buyer)
  await hands.type('carlos')
  await hands.press('Enter')
  await hands.type('1234567.50')
  await hands.press('Enter', 'Enter')
  await expect(page.locator('[data-screen="counter"]')).toContainText('1,234,567.50')
  await page.screenshot({ path: test.info().outputPath('counter.png') })

  await hands.press('Alt+z')
  await expect(page.getByRole('textbox', { name: 'R$ 100 notes, pieces' })).toBeFocused()
  await hands.type('12')
  await page.screenshot({ path: test.info().outputPath('count.png') })
  await hands.press('Control+a')
  await expect(page.locator('.result')).toContainText('1,200.00')
  await hands.press('Control+a')
  await expect(page.locator('.closed-z')).toHaveText('Z 1')
  expect(await ask(page, 'ledger.verify', {})).toMatchObject({ isClean: true })
})
