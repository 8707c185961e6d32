import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { accessFaults, addParty, ask, type Hands, openNewShop } from './at-the-counter.ts'
import { answerOpenDialog, type RunningApp, removeUserData } from './launch.ts'

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

const card = (name: string, phone: string) =>
  `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nTEL:${phone}\r\nEND:VCARD\r\n`

test('contacts are looked at, chosen and added with the keyboard', async () => {
  await addParty(page, 'Ramesh', '9414012345')
  const file = path.join(running.userData, 'phone.vcf')
  const cards = [card('Ramu', '+91 94140 12345'), card('Ramesh', '9828022222'), card('मीना स्टोर', '09829011111')]
  writeFileSync(file, `${cards.join('')}BEGIN:VCARD\r\nTEL:1\r\nEND:VCARD\r\n`)
  await answerOpenDialog(running.app, file)
  await hands.press('Alt+l', 'F9')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('1 of 3 contacts chosen')
  await expect(dialog).toContainText('is there: Ramesh')
  await expect(dialog).toContainText('line 16')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Space')
  await expect(dialog).toContainText('1 of 3 contacts chosen')
  await hands.press('ArrowDown', 'Space')
  await expect(dialog).toContainText('2 of 3 contacts chosen')
  await hands.press('Control+a')
  await expect(page.locator('[data-screen="parties"] .page-word')).toContainText('2 parties added')
  const found = await ask(page, 'party.search', { text: 'meena', limit: 5 })
  expect(found.map(({ name, phone }) => [name, phone])).toEqual([['मीना स्टोर', '9829011111']])
})
