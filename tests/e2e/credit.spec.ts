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

const strip = () => page.locator('[data-screen]:not([inert]) .credit-strip')
const rows = () => page.locator('[data-screen]:not([inert]) .table-body [role="row"]')
const shot = (name: string) =>
  process.env.CREDIT_SHOTS === undefined ? null : page.screenshot({ path: `${process.env.CREDIT_SHOTS}/${name}.png` })

test('an account: what is open, a payment settled by name, a plan, a promise and terms, by keys alone', async () => {
  const ramesh = await addParty(page, 'Ramesh Traders', '9414012345')
  await ask(page, 'entry.record', entry.creditSale(ramesh, 3000))
  await ask(page, 'entry.record', entry.creditSale(ramesh, 2000))
  await ask(page, 'entry.record', entry.got(ramesh, 2000))
  await hands.press('Alt+l')
  await expect(rows()).toHaveCount(1)
  await hands.press('Enter')
  await expect(strip()).toContainText('3,000.00')
  expect(await accessFaults(page)).toEqual([])
  await shot('statement')

  // The payment is the newest line: it settles the second sale instead of the oldest.
  await hands.press('F6')
  const dialog = page.getByRole('dialog')
  const charges = dialog.locator('.credit-charges input')
  await expect(charges).toHaveCount(2)
  await expect(charges.first()).toHaveValue('2000.00')
  await shot('settle')
  await hands.press('Enter')
  await hands.type('0')
  await hands.press('Enter')
  await hands.type('2000')
  await hands.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(rows().first()).toContainText('3,000.00,')

  await hands.press('F7')
  await expect(dialog.locator('.credit-parts li')).toHaveCount(3)
  await shot('plan')
  await hands.press('Control+a')
  await expect(dialog).toBeHidden()
  // The first part is asked for less, the last takes the rest; the second is split, and one of its halves taken off again.
  await hands.press('F7')
  await expect(dialog.locator('.plan-box')).toHaveCount(3)
  await hands.press('Enter')
  await hands.type('500')
  await hands.press('Enter', 'Alt+2')
  await expect(dialog.locator('.plan-box')).toHaveCount(4)
  await shot('plan-changed')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Alt+x')
  await expect(dialog.locator('.plan-box')).toHaveCount(3)
  await expect(dialog.locator('.plan-box').nth(1).locator('input').first()).toBeFocused()
  await hands.press('Control+a')
  await expect(dialog).toBeHidden()
  const amounts = async () => (await ask(page, 'credit.brief', { partyId: ramesh })).plans[0]?.parts
  await expect
    .poll(async () => (await amounts())?.map(({ amountMinor }) => amountMinor))
    .toEqual([500_00, 1000_00, 1500_00])
  await hands.press('F7', 'Alt+d')
  await expect(dialog.getByLabel('Why it ends')).toBeFocused()
  await hands.press('Escape', 'Escape')

  await hands.press('F5')
  await hands.type('+7')
  await hands.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(strip()).toContainText('promised for')

  await hands.press('F9')
  await hands.type('1000')
  await hands.press('Enter')
  await hands.type('15')
  await shot('terms')
  await hands.press('Control+a')
  await expect(dialog).toBeHidden()
  await expect(strip()).toContainText('over the limit')
  await hands.press('F8')
  await expect(dialog).toBeVisible()
  await shot('adjust')
  await hands.press('Escape')
  await shot('statement-after')
})

test('what a payment settles: an advance, on account, the oldest again, and never more than it is', async () => {
  const ramesh = await addParty(page, 'Ramesh Traders')
  await ask(page, 'entry.record', entry.creditSale(ramesh, 3000))
  const paid = entry.got(ramesh, 400)
  await ask(page, 'entry.record', paid)
  const dialog = page.getByRole('dialog')
  const boxes = dialog.locator('.credit-charges input')
  const settled = async () => {
    const { way, charges } = await ask(page, 'credit.charges', { entryId: paid.id })
    return [way, charges.map(({ settlesMinor }) => settlesMinor)]
  }
  const kept = (words: string) => expect(rows().nth(1)).toContainText(words)
  await hands.press('Alt+l')
  await expect(rows()).toHaveCount(1)
  await hands.press('Enter')
  await expect(rows()).toHaveCount(2)

  // The names of the oldest stand there. Another way begins with none, and an advance may name some all the same.
  await hands.press('F6')
  await expect(boxes.first()).toHaveValue('400.00')
  await hands.press('ArrowRight')
  await expect(boxes.first()).toHaveValue('')
  await hands.press('Control+a')
  await expect(dialog).toBeHidden()
  await kept('400.00 kept')
  expect(await settled()).toEqual(['advance', [0]])

  await hands.press('F6', 'ArrowRight')
  await expect(boxes).toHaveCount(0)
  await expect(dialog).toContainText('Nothing is named.')
  await hands.press('Enter')
  await expect(dialog).toBeHidden()
  await expect.poll(settled).toEqual(['on-account', [0]])

  // More than the payment is said while it is typed, and refused with what to do; nothing of what was typed is lost.
  await hands.press('F6', 'ArrowLeft', 'ArrowLeft', 'Enter')
  await hands.type('500')
  await expect(dialog).toContainText('100.00 more is named than the payment is.')
  await hands.press('Control+a')
  await expect(dialog).toContainText('Take some of it away.')
  await expect(boxes.first()).toHaveValue('500')
  await shot('settle-too-much')
  await hands.press('Escape')
  await expect(dialog).toBeHidden()
  expect(await settled()).toEqual(['on-account', [0]])

  await hands.press('F6', 'Home', 'Control+a')
  await expect(dialog).toBeHidden()
  await expect.poll(settled).toEqual(['oldest', [400_00]])
})

test('at the counter: a due day, a promise and what a payment settles, by keys alone, kept until the entry is made', async () => {
  const ramesh = await addParty(page, 'Ramesh Traders', '9414012345')
  await ask(page, 'entry.record', entry.creditSale(ramesh, 3000))
  await ask(page, 'entry.record', entry.creditSale(ramesh, 2000))
  const field = (name: string) => page.locator(`[data-field="${name}"]`)
  const newest = async () => (await ask(page, 'entry.recent', { beforeEntryNo: null, limit: 1 }))[0]
  const openOf = async () => (await ask(page, 'credit.brief', { partyId: ramesh })).items

  await hands.type('ram')
  await hands.press('Enter')
  await hands.type('1250')
  await hands.press('F12')
  await expect(field('due')).toBeFocused()
  await hands.type('+15')
  await hands.press('Enter')
  await hands.type('32-1')
  await shot('counter-days')
  await hands.press('Enter')
  // A day that there is none of stops the entry at its field; nothing that was typed is lost by stepping back twice.
  await expect(field('promised')).toBeFocused()
  await hands.press('Escape', 'Escape')
  await expect(field('due')).toBeHidden()
  await hands.press('Alt+r')
  await expect(field('due')).toHaveValue('+15')
  await hands.press('F12', 'Enter')
  await hands.type('+3')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Enter')
  await expect.poll(async () => (await newest())?.amountMinor).toBe(1250_00)
  const sold = (await openOf()).at(-1)
  const { today } = await ask(page, 'credit.today', { throughDays: 0 })
  expect(sold).toMatchObject({ isDueSet: true })
  expect([sold?.dueOn, sold?.promisedOn].every((day) => (day ?? 0) > today)).toBe(true)

  // The payment has no amount yet: it is what is named.
  await hands.press('F6')
  await hands.type('ram')
  await hands.press('Enter', 'F10')
  const dialog = page.getByRole('dialog')
  await expect(dialog.locator('.credit-charges input')).toHaveCount(3)
  await hands.press('Enter', 'Enter', 'F10')
  await shot('counter-settles')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Escape')
  await expect(dialog).toBeHidden()
  await hands.press('F10')
  await expect(dialog.locator('.credit-charges input').nth(1)).toHaveValue('2000.00')
  await hands.press('Control+a')
  await expect(field('amount')).toHaveValue('2000.00')
  await shot('counter-settles-said')
  await hands.press('Control+a')
  await expect.poll(async () => (await newest())?.kind).toBe('got')
  expect((await openOf()).map(({ openMinor }) => openMinor)).toEqual([3000_00, 1250_00])
})

test('the interest of the shop is set in the settings, beside days of credit and limit', async () => {
  await hands.press('F11')
  const rate = page.getByLabel('Interest on what is late', { exact: false })
  await expect(rate).toBeVisible()
  await expect(page.getByLabel('Days of grace')).toBeHidden()
  await rate.fill('18,5.')
  await hands.press('Enter')
  await expect(page.getByText('Type a rate from 0 to 100', { exact: false })).toBeVisible()
  await rate.fill('10')
  await hands.press('Enter')
  const grace = page.getByLabel('Days of grace')
  await expect(grace).toHaveValue('0')
  await grace.fill('7')
  await hands.press('Escape')
  const settings = async () => (await ask(page, 'settings.read', {})).interest
  await expect.poll(settings).toEqual({ ratePerYearBp: 1000, graceDays: 7 })
  await hands.press('F11')
  await rate.fill('')
  await hands.press('Enter')
  await expect(grace).toBeHidden()
  await expect.poll(settings).toBeNull()
  await rate.scrollIntoViewIfNeeded()
  await shot('settings-credit')
  expect(await accessFaults(page)).toEqual([])
})

test('parties are listed by group, route and tag, by a few letters of each', async () => {
  const terms = {
    limitMinor: null,
    creditDays: null,
    language: '',
    consent: '',
    interest: null,
    paysWithin: ''
  } as const
  for (const [name, group, route, tags] of [
    ['Anita Stores', 'Retail', 'East', ['VIP']],
    ['Bina Hotel', 'Hotels', 'East', []],
    ['Chetan Kirana', 'Retail', 'West', []]
  ] as const) {
    const partyId = await addParty(page, name)
    await ask(page, 'credit.terms', { partyId, terms: { ...terms, group, route, tags: [...tags] } })
    await ask(page, 'entry.record', entry.creditSale(partyId, 100))
  }
  const dialog = page.getByRole('dialog')
  await hands.press('Alt+l')
  await expect(rows()).toHaveCount(3)
  await hands.press('F10')
  await expect(dialog).toBeVisible()
  await hands.type('ret')
  await hands.press('Enter')
  await hands.type('ea')
  await shot('words')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Enter', 'Enter')
  await expect(dialog).toBeHidden()
  await expect(rows()).toHaveCount(1)
  await expect(rows().first()).toContainText('Anita Stores')
  await shot('parties-narrowed')
  await hands.press('Escape')
  await expect(rows()).toHaveCount(3)
  await hands.press('Control+d', 'Alt+e', 'Enter', 'Enter')
  await hands.type('vip')
  await hands.press('Enter')
  await expect(rows()).toHaveCount(1)
  await shot('collect-narrowed')
})
