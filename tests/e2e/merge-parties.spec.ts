import { expect, type Page, test } from '@playwright/test'
import { accessFaults, addParty, ask, entry, type Hands, openNewShop } from './at-the-counter.ts'
import { type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page
let hands: Hands

test.beforeEach(async () => {
  ;({ running, page, hands } = await openNewShop())
})
test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

test('two parties are made one with the keyboard, looked at in one account, and taken apart', async () => {
  const stays = await addParty(page, 'Ramesh General', '9414012345')
  const goes = await addParty(page, 'रमेश किराना')
  await ask(page, 'entry.record', entry.creditSale(goes, 500, 'ghee'))
  await ask(page, 'entry.record', entry.creditSale(stays, 200))
  await hands.press('Alt+l')
  const word = page.locator('[data-screen="parties"] .page-word')
  await hands.type('general')
  await expect(page.locator('[data-screen="parties"] .table')).toContainText('Ramesh General')
  await hands.press('F8')
  const dialog = page.getByRole('dialog')
  // The box is empty, and those of the same first name are offered before a letter is typed.
  await expect(dialog.getByRole('combobox')).toHaveValue('')
  await expect(dialog.getByRole('option', { name: /किराना/ })).toBeVisible()
  await hands.type('kirana')
  await expect(dialog.getByRole('option', { name: /किराना/ })).toBeVisible()
  await hands.press('Enter')
  await expect(dialog.locator('.merge-plan')).toContainText('700.00')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Control+a')
  await expect(word).toContainText('Ramesh General')
  expect((await ask(page, 'party.brief', { partyId: stays })).balanceMinor).toBe(70_000)

  await hands.press('Enter')
  const account = page.locator('[data-screen="statement"]')
  await expect(account.locator('.table')).toContainText('(account of रमेश किराना)')
  await expect(account.locator('.statement-balance')).toContainText('700.00')
  await hands.press('Escape')
  await hands.press('Escape')
  await hands.press('F6', 'F6', 'F6', 'F6')
  await expect(page.locator('[data-screen="parties"] .is-put-away')).toHaveCount(1)
  await hands.press('F8')
  await expect(dialog).toContainText('Ramesh General')
  await hands.press('Control+a')
  await expect(word).toContainText('रमेश किराना')
  expect((await ask(page, 'party.brief', { partyId: goes })).balanceMinor).toBe(50_000)
  expect((await ask(page, 'ledger.verify', {})).isClean).toBe(true)
})
