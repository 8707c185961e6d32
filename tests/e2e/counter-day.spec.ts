import { expect, test } from '@playwright/test'
import closing from '#locales/en/closing.json' with { type: 'json' }
import { drawerLines, drawerLinesOf } from './day/closing-screen.ts'
import { DAY_ENTRIES, plainEntry, SHOP } from './day/counter-day.ts'
import { ledgerFileIn, rowsOf, verifyByCommand } from './day/ledger-file.ts'
import { barsOf, holdsPaper, paymentFields, type SeenPaper, seePaper } from './day/read-paper.ts'
import { bookDay } from './day/shop-clock.ts'
import { type OwedPaper, ShopDay } from './day/shop-day.ts'
import { drawerOf, enter, rupees } from './day/tally.ts'
import { freshUserData, removeUserData } from './launch.ts'

const SHORT = 10_00
const REASON = 'ten given too much as change'

const userData = freshUserData()
const day = new ShopDay(userData)

test.describe.configure({ mode: 'serial' })
test.afterEach(async ({ browserName: _ }, info) => {
  if (info.status === info.expectedStatus) return
  await info.attach('screen', { body: await day.page.screenshot(), contentType: 'image/png' })
})
test.afterAll(async () => {
  await day.goHome()
  removeUserData(userData)
})

test('opens the shop and sets up a printer, by the keyboard alone', async () => {
  await day.start()
  await day.firstRun()
  expect(day.typist.strokes).toBeLessThanOrEqual(80)
  await day.setUpPrinter()
})

test('takes down what happens at the counter', async () => {
  for (const entry of DAY_ENTRIES) await test.step(entry.name, () => day.enter(entry))
  expect(DAY_ENTRIES.length).toBeGreaterThanOrEqual(20)
  const shown = day.page.getByText(rupees(drawerOf(day.tally)), { exact: true })
  await expect(shown).toBeVisible()
})

test('says with X what the tally says, and prints it', async () => {
  expect(await day.lookAtX()).toEqual(drawerLinesOf(day.tally))
})

test('prints every receipt once, cut once, with a code that pays the right amount', async () => {
  await day.printer.waitFor(day.owed.length)
  for (const [at, owed] of day.owed.entries()) {
    await test.step(owed.name, async () => {
      const paper = day.printer.papers[at]
      expect(paper?.isWhole).toBe(true)
      checkPaper(await seePaper(paper?.bytes ?? Buffer.alloc(0)), owed)
    })
  }
  expect(new Set(day.owed.map((owed) => owed.number).filter(Boolean)).size).toBe(
    day.owed.filter((owed) => owed.number !== '').length
  )
})

test('loses nothing when the power goes, and asks about the paper that was under way', async () => {
  const before = await day.counter.count()
  const { papers } = day.printer
  const papersBefore = papers.length
  await day.cutPower()
  const [jammed, waiting] = day.owed.slice(-2)
  if (!jammed || !waiting) throw new Error('two receipts were owed')
  await test.step('what was not said to be saved is there once or not at all', async () => {
    await expect.poll(() => day.counter.count()).toBeGreaterThanOrEqual(before + 2)
    // The line may have kept what was typed last, but nothing that the book holds.
    await expect(day.counter.partyField).toHaveValue(/^(|r|ra|ram|rame|rames|ramesh[ 0-9]*|रमेश किराना)$/)
    if ((await day.counter.partyField.inputValue()) !== '') await day.typist.press('Escape')
    await day.counter.isReady()
    const found = rowsOf(ledgerFileIn(userData), 'SELECT number FROM entry_in_words WHERE amount_minor = 30300')
    expect(found.length).toBeLessThanOrEqual(1)
    if (found[0] === undefined) return
    enter(day.tally, { credit: 303_00, sales: 303_00, owes: { 'रमेश किराना': 303_00 } })
    day.owed.push({ name: 'the unsaid one', number: String(found[0].number), asksFor: '303.00' })
  })
  await test.step('the receipts that had not begun come out by themselves', async () => {
    // The torn or whole paper of the jam, and one for each entry after it.
    await day.printer.waitFor(papersBefore + 1 + day.owed.length - day.owed.indexOf(waiting))
  })
  await test.step('the one that had begun is a question, and is printed again as a duplicate', async () => {
    await day.decideOnPaper()
    const again = await seePaper(papers.at(-1)?.bytes ?? Buffer.alloc(0))
    const owed = owedBy(again)
    // A printer that takes bytes into its own memory may have been given the second receipt too.
    expect([jammed, waiting]).toContain(owed)
    checkPaper(again, owed, 2)
  })
  await test.step('no other paper says duplicate', async () => {
    for (const paper of papers.slice(papersBefore, -1).filter((one) => one.isWhole)) {
      const seen = await seePaper(paper.bytes)
      checkPaper(seen, owedBy(seen))
    }
  })
})

test('prints a second receipt only as a duplicate of the first', async () => {
  const count = day.printer.papers.length
  await day.enter(plainEntry('50', { sales: 50_00, cashSales: 50_00 }, null))
  await day.printer.waitFor(count + 1)
  const first = await seePaper(day.printer.papers.at(-1)?.bytes ?? Buffer.alloc(0))
  await day.typist.press('Alt+P')
  await day.printer.waitFor(count + 2)
  const again = await seePaper(day.printer.papers.at(-1)?.bytes ?? Buffer.alloc(0))
  expect([barsOf(first.bitmap), barsOf(again.bitmap)]).toEqual([0, 2])
  // All of the first paper but the white at its foot stands in the second.
  expect(holdsPaper(again.bitmap, first.bitmap, 60)).toBe(true)
})

test('closes the day with a shortage and its reason, and prints the frozen Z', async () => {
  const expected = drawerOf(day.tally)
  await day.countDrawer(SHORT)
  const everything = await day.page.locator('body').textContent()
  expect(everything).not.toContain(rupees(expected))
  expect(everything).not.toContain(closing.figures.expected)
  await day.acceptCount()
  expect(await drawerLines(day.page)).toEqual({
    ...drawerLinesOf(day.tally),
    [closing.result.counted]: rupees(expected - SHORT),
    [closing.result.short]: rupees(SHORT)
  })
  await day.closeDay(REASON)
  checkPaper(await seePaper(day.printer.papers.at(-1)?.bytes ?? Buffer.alloc(0)), {
    name: 'Z',
    number: '',
    asksFor: null
  })
})

test('books what comes after the Z on the next day', async () => {
  await expect(day.page.getByRole('banner')).toContainText(bookDay(day.zone, 1))
  await day.enter(plainEntry('ramesh 10', { credit: 10_00, sales: 10_00, owes: { 'रमेश किराना': 10_00 } }, '10.00'))
  const file = ledgerFileIn(userData)
  const [z] = rowsOf(file, 'SELECT z_no, book_on, next_float_minor, summary FROM closing')
  const [last] = rowsOf(file, 'SELECT book_on, amount_minor FROM entry ORDER BY entry_no DESC')
  expect(z).toMatchObject({ z_no: 1, next_float_minor: 1_000_00, book_on: numberOfDay(bookDay(day.zone)) })
  expect(last).toEqual({ book_on: numberOfDay(bookDay(day.zone, 1)), amount_minor: 10_00 })
  expect(JSON.parse(String(z?.summary))).toMatchObject({
    reason: REASON,
    overShortMinor: -SHORT,
    toBankMinor: 10_000_00,
    figures: {
      expectedMinor: drawerOf(day.tally),
      salesMinor: day.tally.sales - 10_00,
      returnsMinor: day.tally.returns,
      creditGivenMinor: day.tally.credit - 10_00,
      upiWaitingMinor: day.tally.upiWaiting,
      upiClaimedMinor: day.tally.upiClaimed
    }
  })
})

test('leaves a book that is whole, with every acknowledged entry in it once', async () => {
  await day.app.close()
  const file = ledgerFileIn(userData)
  expect(verifyByCommand(file)).toMatchObject({ exitCode: 0, said: { isClean: true, firstFault: null } })
  const balances = rowsOf(
    file,
    'SELECT name, balance_minor AS owes FROM party JOIN party_balance USING (party_no) ORDER BY party_no'
  )
  expect(Object.fromEntries(balances.map(({ name, owes }) => [name, owes]))).toEqual(day.tally.owes)
  const [ids] = rowsOf(file, 'SELECT count(*) AS entries, count(DISTINCT id) AS ids FROM entry')
  expect(ids?.entries).toBe(ids?.ids)
  const numbers = rowsOf(file, "SELECT number FROM entry_in_words WHERE number <> ''").map((row) => row.number)
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const owed of day.owed.filter((one) => one.number !== '')) expect(numbers).toContain(owed.number)
})

/** The receipt whose reference stands in the code of a paper. */
function owedBy(seen: SeenPaper): OwedPaper {
  const reference = paymentFields(seen.byZbar ?? '').tr
  const owed = day.owed.find((one) => one.number !== '' && one.number.replaceAll('/', '-') === reference)
  if (!owed) throw new Error(`a paper for ${reference}, which nobody is owed`)
  return owed
}

/** Reads a paper as strangers do: one cut at its end, no command that is not known, and the code that it should have. */
function checkPaper(seen: SeenPaper, owed: OwedPaper, bars = 0): void {
  expect(seen.commands[0]).toBe('ESC @')
  expect(seen.commands.filter((command) => command === 'GS V')).toHaveLength(1)
  expect(seen.commands.at(-1)).toBe('GS V')
  expect(barsOf(seen.bitmap)).toBe(bars)
  expect(seen.byJsqr).toBe(seen.byZbar)
  if (owed.asksFor === null) {
    expect(seen.byZbar).toBe(null)
    return
  }
  expect(paymentFields(seen.byZbar ?? '')).toMatchObject({
    pa: SHOP.upiAddress,
    pn: SHOP.name,
    am: owed.asksFor,
    cu: 'INR',
    tr: owed.number.replaceAll('/', '-')
  })
}

/** `21-11-2026` as the book writes a day: 20261121. */
const numberOfDay = (text: string): number => Number(text.split('-').reverse().join(''))
