import { copyFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import imported from '#locales/en/import.json' with { type: 'json' }
import settings from '#locales/en/settings.json' with { type: 'json' }
import hindiSettings from '#locales/hi/settings.json' with { type: 'json' }
import { ask } from './at-the-counter.ts'
import { Album } from './day/album.ts'
import { DAY_ENTRIES, plainEntry } from './day/counter-day.ts'
import { ledgerFileIn, verifyByCommand } from './day/ledger-file.ts'
import type { ReceivedPaper } from './day/paper-listener.ts'
import { barsOf, paymentFields, seePaper } from './day/read-paper.ts'
import { type OwedPaper, ShopDay } from './day/shop-day.ts'
import { enter } from './day/tally.ts'
import { answerOpenDialog, freshUserData, removeUserData } from './launch.ts'

const projectFolder = path.resolve(import.meta.dirname, '../..')
const userData = freshUserData()
test.setTimeout(10 * 60_000)
test.afterAll(() => removeUserData(userData))

const OLD_BOOK = `Name,Phone,Place,Balance
Gupta General Store,9414012345,Sadar Bazar,"12,450.00"
मीरा स्टोर,9829011111,चाँदनी चौक,3200
Wholesale Depot,,Azadpur,-8000
Broken Line,,,12.345
`

const BIGGEST = ['F8', 'F8', 'F8', 'F8']
const BACK_AGAIN = ['F7', 'F7', 'F7', 'F7']

/** Every screen that a key opens from the counter. Esc leaves it. */
const SCREENS: readonly (readonly [name: string, key: string])[] = [
  ['parties', 'Alt+L'],
  ['day book', 'Alt+B'],
  ['closing', 'Alt+Z'],
  ['print queue', 'Alt+Q'],
  ['settings', 'F11'],
  ['import', 'Alt+O'],
  ['bill', 'Ctrl+B'],
  ['old bills', 'Ctrl+O'],
  ['items', 'Alt+W']
]

test('a day at the counter, with its pictures and papers', async () => {
  const album = new Album(path.join(projectFolder, 'demo-output'))
  const day = new ShopDay(userData, (name, page) => album.picture(name, page))
  album.heading('The day')
  await day.start()
  await day.firstRun()
  await day.look('counter, an empty book')
  await day.setUpPrinter()
  for (const entry of DAY_ENTRIES) await day.enter(entry)
  await day.look('counter, after twenty entries')
  await day.lookAtX()
  await day.printer.waitFor(day.owed.length)
  await day.cutPower()
  await countTheUnsaid(day)
  await day.look('counter, after a power cut')
  await day.decideOnPaper()

  album.heading('Other screens')
  await visitScreens(day)
  await bringABook(day, album.folder)
  await writeABill(day)

  album.heading('The close')
  await day.countDrawer(10_00)
  await day.acceptCount()
  await day.look('closing, what should have been there')
  await day.closeDay('ten given too much as change')
  await day.enter(plainEntry('ramesh 10', { credit: 10_00, sales: 10_00, owes: { 'रमेश किराना': 10_00 } }, '10.00'))
  await day.look('counter, the next day')

  for (const [look, keys] of [
    ['dark', ['F6', 'F6']],
    ['high contrast', ['F6']],
    ['light', ['F6', 'F6']]
  ] as const) {
    album.heading(`In ${look}`)
    await change(day, keys)
    await everyScreen(day, look)
  }
  album.heading('With text of 200 %')
  await change(day, BIGGEST)
  await everyScreen(day, '200 %')
  await change(day, BACK_AGAIN)
  album.heading('In Hindi')
  await inHindi(day)
  await everyScreen(day, 'Hindi')
  const count = day.printer.papers.length
  await day.typist.line('ramesh 25')
  await day.typist.type('चावल')
  await day.look('Hindi: counter, an entry')
  await day.typist.press('Enter')
  await day.printer.waitFor(count + 1)

  album.heading('Papers')
  await day.printer.waitFor(day.owed.length)
  const withoutCode = day.owed.filter((owed) => owed.asksFor === null)
  for (const paper of day.printer.papers) await album.paper(await nameOf(paper, day.owed, withoutCode), paper)
  await day.app.close()
  album.heading('The book')
  const file = ledgerFileIn(userData)
  expect(verifyByCommand(file)).toMatchObject({ exitCode: 0 })
  copyFileSync(file, path.join(album.folder, 'sharma-traders.counterbook'))
  album.file('the ledger file, which opens with any SQLite tool', 'sharma-traders.counterbook')
  album.finish('A day at the counter')
  await day.goHome()
})

/** The entry that was under way when the power went may be in the book: then it counts. */
async function countTheUnsaid(day: ShopDay): Promise<void> {
  if ((await day.counter.partyField.inputValue()) !== '') await day.typist.press('Escape')
  await day.counter.isReady()
  const { amount, number } = await day.counter.newest()
  if (amount !== '303.00') return
  day.owed.push({ name: 'ramesh 303', number, asksFor: amount })
  enter(day.tally, { credit: 303_00, sales: 303_00, owes: { 'रमेश किराना': 303_00 } })
}

async function leave(day: ShopDay, times = 1): Promise<void> {
  for (let time = 0; time < times; time++) await day.typist.press('Escape')
  await day.counter.isReady()
}

async function visitScreens(day: ShopDay): Promise<void> {
  const { typist } = day
  await typist.press('F1')
  await day.look('help')
  await leave(day)
  await typist.press('Alt+G')
  await typist.type('day')
  await day.look('palette')
  await leave(day)
  await typist.press('F3')
  await day.look('shops')
  await leave(day)
  await typist.press('Alt+L')
  await day.page.waitForTimeout(300)
  await day.look('parties')
  await typist.press('ArrowDown', 'Enter')
  await day.page.waitForTimeout(300)
  await day.look('statement of a party')
  await typist.press('ArrowDown', 'Enter')
  await day.page.waitForTimeout(500)
  await day.look('an entry and its paper')
  await leave(day, 3)
  await typist.press('Alt+B')
  await day.page.waitForTimeout(300)
  await day.look('day book')
  await leave(day)
}

/** A book of another program: chosen, looked at, corrected, taken. */
async function bringABook(day: ShopDay, folder: string): Promise<void> {
  const file = path.join(folder, 'old-book.csv')
  writeFileSync(file, OLD_BOOK)
  await answerOpenDialog(day.app.app, file)
  await day.typist.press('Alt+O')
  await day.look('import, the beginning')
  await day.typist.press('F5')
  await expect(day.page.getByText('old-book.csv')).toBeVisible()
  await day.page.waitForTimeout(500)
  await day.look('import, the dry run')
  await day.typist.press('Ctrl+A')
  await expect(day.page.getByText(imported.done.proved)).toBeVisible()
  await day.look('import, the proof')
  await leave(day)
}

/** A bill of three items, put aside: the day's money stays as it is. */
async function writeABill(day: ShopDay): Promise<void> {
  const { typist, page } = day
  await ask(page, 'settings.change', { shopGstin: '07AAACR5055K1Z9', shopState: '07' })
  for (const [name, hsn, taxRule, rate] of [
    ['Basmati rice 25 kg', '1006', 'gst-5', 2_450_000],
    ['Toilet soap 100 g', '3401', 'gst-18', 31_000],
    ['Loose jaggery', '1701', 'gst-5', 54_000]
  ] as const) {
    const prices = [{ level: '', unit: 'PCS' as const, rate }]
    await ask(page, 'item.add', { id: crypto.randomUUID(), name, hsn, taxRule, prices })
  }
  // The page knows the settings that it changed itself; these it reads anew.
  await page.reload()
  await day.counter.isReady()
  await typist.press('Ctrl+B')
  await typist.type('ramesh')
  await page.waitForTimeout(400)
  await typist.press('Enter')
  for (const [item, quantity] of [
    ['basmati', '4'],
    ['soap', '2 dz'],
    ['jaggery', '12']
  ] as const) {
    await typist.type(item)
    await page.waitForTimeout(400)
    await typist.press('Enter')
    await typist.type(quantity)
    await typist.press('Enter', 'Enter')
  }
  await page.waitForTimeout(300)
  await day.look('a bill of three items')
  await typist.press('Ctrl+H')
  await page.waitForTimeout(300)
  await leave(day)
  await typist.press('Alt+W')
  await page.waitForTimeout(400)
  await typist.press('Enter')
  await page.waitForTimeout(400)
  await day.look('the ledger of an item')
  await leave(day, 2)
}

async function change(day: ShopDay, keys: readonly string[]): Promise<void> {
  await day.typist.press('F11', ...keys)
  await day.page.waitForTimeout(300)
  await leave(day)
}

async function inHindi(day: ShopDay): Promise<void> {
  await day.typist.press('F11')
  const languages = day.page.getByRole('listbox', { name: settings.field.language, exact: true })
  for (let field = 0; field < 60; field++) {
    if (await languages.evaluate((list) => list === document.activeElement)) break
    await day.typist.press('Tab')
  }
  await day.typist.press('ArrowRight')
  await expect(day.page.getByText(hindiSettings.title, { exact: true })).toBeVisible()
  await day.typist.press('Escape')
}

async function everyScreen(day: ShopDay, look: string): Promise<void> {
  await day.look(`${look}: counter`)
  await day.typist.type('ram')
  await day.page.waitForTimeout(200)
  await day.look(`${look}: counter, typing`)
  await day.typist.press('Escape', 'Escape')
  for (const [name, key] of SCREENS) {
    await day.typist.press(key)
    await day.page.waitForTimeout(400)
    await day.look(`${look}: ${name}`)
    await day.typist.press('Escape')
    await day.page.waitForTimeout(100)
  }
  await day.typist.press('F1')
  await day.look(`${look}: help`)
  await day.typist.press('Escape')
}

/** What to call a paper: by the number in its code; those without one come in their order. */
async function nameOf(paper: ReceivedPaper, owed: readonly OwedPaper[], withoutCode: OwedPaper[]): Promise<string> {
  if (!paper.isWhole) return 'a paper that broke off'
  const { byZbar, bitmap } = await seePaper(paper.bytes)
  const reference = byZbar === null ? null : paymentFields(byZbar).tr
  const byCode = owed.find((one) => one.number !== '' && one.number.replaceAll('/', '-') === reference)
  const name = (reference === null ? withoutCode.shift() : byCode)?.name ?? 'a paper'
  return barsOf(bitmap) === 0 ? name : `duplicate: ${name}`
}
