import { expect, type Page, test } from '@playwright/test'
import type { Output } from '#shared/contract/contract.ts'
import { accessFaults, addParty, ask, type Hands, openNewShop } from './at-the-counter.ts'
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

const inSight = '[data-screen]:not([inert])'
const rows = () => page.locator(`${inSight} .table-body [role="row"]`)
const chosen = () => page.locator(`${inSight} .table-body [role="row"][aria-selected="true"]`)
const dialog = () => page.getByRole('dialog')
const word = () => page.locator(`${inSight} .page-word`)
const fieldOf = (label: string) => dialog().locator('.field', { has: page.getByLabel(label, { exact: true }) })

type Item = Output<'item.list'>['items'][number]
async function itemNamed(name: string): Promise<Item> {
  const { items } = await ask(page, 'item.list', { text: name, filter: 'all', group: '', offset: 0, limit: 10 })
  const item = items.find((one) => one.name === name)
  expect(item, name).toBeDefined()
  return item as Item
}

async function addItem(name: string, change: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const id = crypto.randomUUID()
  await ask(page, 'item.add', { id, name, ...change })
  return id
}

test('an item with box and pieces: added, found in the other script, counted, looked at, changed, put away', async () => {
  await hands.press('Alt+w')
  await expect(page.locator(`${inSight} .empty-title`)).toContainText('No items yet')
  expect(await accessFaults(page)).toEqual([])
  const before = hands.count
  await hands.press('Alt+c')
  await hands.type('Soap Lux')
  await hands.press('Enter')
  // What is typed for a unit is what people say.
  await hands.type('pc')
  await expect(page.locator('.suggest-item.is-selected')).toHaveText('PiecePCS')
  await hands.press('Enter')
  await hands.type('34.50')
  await hands.press('Enter')
  await hands.type('6109')
  await expect(page.getByLabel('Tax', { exact: true })).toHaveValue(/Clothing/)
  await hands.press('F12')
  await expect(page.getByLabel('Also sold by')).toBeFocused()
  await hands.type('peti')
  await hands.press('Enter')
  await hands.type('12')
  await hands.press('Enter')
  await hands.type('400')
  await hands.press('Control+a')
  await expect(dialog()).toHaveCount(0)
  expect(hands.count - before).toBeLessThanOrEqual(36)
  await expect(word()).toContainText('Soap Lux')
  expect(await itemNamed('Soap Lux')).toMatchObject({
    baseUnit: 'PCS',
    hsn: '6109',
    taxRule: 'clothing',
    units: [{ unit: 'BOX', size: 12_000 }],
    prices: expect.arrayContaining([
      { level: '', unit: 'PCS', rate: 34_500 },
      { level: '', unit: 'BOX', rate: 400_000 }
    ])
  })

  await hands.press('Escape')
  await hands.type('सोप')
  await expect(chosen()).toContainText('Soap Lux')
  await hands.press('F7')
  await hands.type('3 box 4')
  await expect(dialog().locator('.stock-sum')).toContainText('–')
  await hands.type(' pc')
  await expect(dialog().locator('.stock-sum')).toContainText('+40 pcs')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Control+a')
  await expect(chosen()).toContainText('40 pcs')
  // A sign in front says the way, and with it the likeliest reason.
  const counted = hands.count
  await hands.press('F7')
  await hands.type('-4')
  await hands.press('Enter', 'Enter', 'Enter')
  await hands.type('torn')
  await hands.press('Enter')
  expect(hands.count - counted).toBeLessThanOrEqual(11)
  await expect(chosen()).toContainText('36 pcs')

  await hands.press('Enter')
  await expect(rows()).toHaveCount(2)
  await expect(chosen()).toContainText('Damaged or lost')
  await expect(chosen()).toContainText('torn')
  await expect(chosen()).toContainText('36 pcs')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('F6')
  await expect(page.locator('.stock-figures')).toContainText('First in, first out')
  await hands.press('Control+Enter')
  await hands.type('Soap Lux 150 g')
  await hands.press('Control+a')
  await expect(page.locator(`${inSight} h1`)).toHaveText('Soap Lux 150 g')

  await hands.press('Escape', 'Control+Enter', 'F12')
  await page.getByRole('listbox', { name: 'In the list' }).focus()
  await hands.press('ArrowRight', 'Control+a')
  await expect(dialog()).toHaveCount(0)
  await hands.press('Escape')
  await expect(rows()).toHaveCount(0)
  // The list of what was put away is the last one.
  await hands.press('F6', 'F6', 'F6', 'F6', 'F6')
  await expect(chosen()).toContainText('Soap Lux 150 g')
})

test('what is wrong is said at its box, and one slip of a finger throws nothing away', async () => {
  await addItem('Salt', { code: 'S1', barcodes: ['8901234567894'] })
  await hands.press('Alt+w', 'Alt+c')
  await hands.press('Control+a')
  await expect(fieldOf('Name').locator('.is-error')).toBeVisible()
  await hands.type('Sugar')
  await hands.press('Enter')
  await hands.type('zzz')
  await hands.press('Enter')
  await expect(fieldOf('Counted in').locator('.is-error')).toContainText('zzz')
  await hands.press('Backspace', 'Backspace', 'Backspace')
  await hands.type('kilo')
  await hands.press('Enter')
  await hands.type('42.1234')
  await hands.press('Control+a')
  await expect(fieldOf('Price of 1 kg').locator('.is-error')).toContainText('three places')
  await page.getByLabel('Price of 1 kg').fill('42')
  await page.getByLabel('HSN code').fill('17011')
  await hands.press('Control+a')
  await expect(fieldOf('HSN code').locator('.is-error')).toContainText('17011')
  await page.getByLabel('HSN code').fill('1701')
  await hands.press('F12')
  await page.getByLabel('Your own code').fill('S1')
  await hands.press('Control+a')
  await expect(fieldOf('Your own code').locator('.is-error')).toContainText('Salt')
  await hands.press('Escape')
  await expect(dialog()).toContainText('is not saved')
  await page.getByLabel('Your own code').fill('S2')
  await hands.press('Control+a')
  await expect(dialog()).toHaveCount(0)
  expect(await itemNamed('Sugar')).toMatchObject({ baseUnit: 'KGS', code: 'S2', hsn: '1701' })
})

test('the lists of what runs out and what is short, one group, and a price agreed with a party', async () => {
  await addParty(page, 'Ramesh Kirana')
  const rice = await addItem('Basmati rice', { group: 'Rice', baseUnit: 'BAG', lowStock: 10_000 })
  const sugar = await addItem('Sugar', {
    group: 'Grocery',
    baseUnit: 'KGS',
    prices: [{ level: '', unit: 'KGS', rate: 42_000 }]
  })
  const adjust = (itemId: string, by: number) =>
    ask(page, 'stock.adjust', {
      id: crypto.randomUUID(),
      itemId,
      countedTo: null,
      by,
      costRate: by > 0 ? 30_000 : null,
      reason: by > 0 ? 'found' : 'damaged',
      note: '',
      batch: '',
      expiresOn: null
    })
  await adjust(rice, 4_000)
  await adjust(sugar, -2_000)
  await hands.press('Alt+w')
  await expect(rows()).toHaveCount(2)
  await expect(page.locator(`${inSight} .foot-totals`)).toContainText('120.00')
  await hands.press('F6')
  await expect(chosen()).toContainText('low')
  await hands.press('F6')
  await expect(chosen()).toContainText('short')
  await expect(rows()).toHaveCount(1)
  await hands.press('F6', 'F6', 'F6', 'F6', 'F8')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('ArrowDown', 'Enter')
  await expect(rows()).toHaveCount(1)
  await expect(chosen()).toContainText('Sugar')
  await hands.press('Enter', 'F9')
  await hands.type('rames')
  await hands.press('Enter')
  await hands.type('39.50')
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Enter')
  await expect(word()).toContainText('Ramesh Kirana')
  const [party] = await ask(page, 'party.search', { text: 'ramesh', limit: 1 })
  const brief = await ask(page, 'item.brief', { itemId: sugar, partyId: party?.id ?? '', side: 'sale' })
  expect(brief.agreed).toMatchObject({ rate: 39_500, unit: 'KGS' })

  await hands.press('Alt+p')
  await hands.type('3')
  await hands.press('Control+a')
  await expect(word()).toContainText('3 labels')
  await expect.poll(async () => (await ask(page, 'print.queue', { limit: 1 }))[0]?.kind).toBe('label')

  // A bill moves goods at once, and its line in the ledger opens it.
  const line = { itemId: sugar, text: 'Sugar', said: [{ count: 1_000, unit: 'KGS' as const }], discount: null }
  await ask(page, 'bill.record', {
    id: crypto.randomUUID(),
    kind: 'sale',
    partyId: null,
    bookOn: null,
    occurredOn: null,
    lines: [{ ...line, rate: 42_000, rateUnit: 'KGS', amountMinor: 4_200 }],
    tender: { cashMinor: 4_200, upiMinor: 0, bankMinor: 0, changeMinor: 0 }
  })
  await expect(rows()).toHaveCount(2)
  await hands.press('Home')
  await expect(chosen()).toContainText('−3 kg')
  await hands.press('Enter')
  await expect(dialog()).toContainText('42.00')
  expect(await accessFaults(page)).toEqual([])
})

test('a party with a GSTIN: a wrong check digit is told while it is typed, the right one says the state', async () => {
  await hands.press('Alt+l', 'Alt+c')
  await hands.type('Mumbai Traders')
  await hands.press('F12')
  await hands.type('27aapfu0939f1zw')
  await expect(fieldOf('GSTIN').locator('.is-error')).toBeVisible()
  expect(await accessFaults(page)).toEqual([])
  await hands.press('Control+a')
  await expect(dialog()).toBeVisible()
  await hands.press('Backspace')
  await hands.type('v')
  await expect(fieldOf('GSTIN')).toContainText('PAN AAPFU0939F')
  await expect(page.getByLabel('State', { exact: true })).toHaveValue('Maharashtra')
  await hands.press('Control+a')
  await expect(dialog()).toHaveCount(0)
  const [party] = await ask(page, 'party.search', { text: 'mumbai', limit: 1 })
  expect(party).toMatchObject({ gstin: '27AAPFU0939F1ZV', state: '27', taxKind: 'regular' })
})

test('what bills go by is set: state, levels of prices, the labels of the scale', async () => {
  await hands.press('F11')
  await page.getByLabel('State', { exact: true }).focus()
  await hands.type('kerala')
  await hands.press('Enter')
  await expect.poll(async () => (await ask(page, 'settings.read', {})).shopState).toBe('32')
  await page.getByLabel('Levels of prices').focus()
  await hands.type('Wholesale, Staff')
  await hands.press('Enter')
  await hands.type('19')
  await hands.press('Enter')
  await expect(page.locator('.is-error')).toContainText('20 to 29')
  await page.getByLabel('Labels of the scale begin with').focus()
  await hands.type('21, 24')
  await hands.press('Enter')
  await expect
    .poll(() => ask(page, 'settings.read', {}))
    .toMatchObject({ priceLevels: ['Wholesale', 'Staff'], scaleCodes: { prefixes: ['21', '24'] } })
  expect(await accessFaults(page)).toEqual([])
})
