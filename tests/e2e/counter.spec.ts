import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import type { CounterSummary, EntryView, PartyHit } from '#shared/contract/views.ts'
import { launchApp, type RunningApp, removeUserData } from './launch.ts'

let running: RunningApp
let page: Page

/** Fingers on a keyboard: every press is counted, and none is as fast as a machine. */
class Fingers {
  count = 0
  async type(text: string): Promise<void> {
    this.count += [...text].length
    await page.keyboard.type(text, { delay: 45 })
  }
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.count += 1
      await page.keyboard.press(key)
      await page.waitForTimeout(45)
    }
  }
}

type Answer = { readonly ok: boolean; readonly value: unknown }
type Bridge = Record<string, Record<string, (input: unknown) => Promise<Answer | string>>>

/** Asks the ledger itself: what the screen says is compared with what the book holds. */
async function ask<Value>(channel: string, input: unknown): Promise<Value> {
  const answer = await page.evaluate(
    async ([name, question]) => {
      const [group = '', method = ''] = String(name).split('.')
      const { counterbook } = window as unknown as { counterbook: Bridge }
      const said = await counterbook[group]?.[method]?.(question)
      return typeof said === 'string' ? (JSON.parse(said) as Answer) : said
    },
    [channel, input] as const
  )
  expect(answer?.ok).toBe(true)
  return answer?.value as Value
}

const entries = () => ask<EntryView[]>('entry.recent', { beforeEntryNo: null, limit: 50 })
const summary = () => ask<CounterSummary>('counter.summary', {})
const newest = async () => (await entries())[0]
const field = (name: string) => page.locator(`[data-field="${name}"]`)
const notice = () => page.locator('.today-head .notice')

async function addParty(name: string, phone = ''): Promise<void> {
  const id = crypto.randomUUID()
  await ask('party.add', { id, name, kind: 'customer', phone, place: '', alias: '' })
}

test.beforeEach(async () => {
  running = await launchApp()
  page = running.page
  await expect(page.locator('.first-run')).toBeVisible()
})

test.afterEach(async () => {
  await running.close()
  removeUserData(running.userData)
})

/** Every answer as it is offered. */
async function takeDefaults(fingers = new Fingers()): Promise<Fingers> {
  for (let step = 1; step <= 8; step += 1) {
    await expect(page.locator('.first-run-progress')).toContainText(String(step))
    await fingers.press('Enter')
  }
  await expect(field('party')).toBeFocused()
  return fingers
}

test('the first run is eight times Enter, and every answer can be another one', async () => {
  const fingers = new Fingers()
  // A dialog whose box takes the focus by itself gives it back all the same.
  await expect(page.locator('.first-run input')).toBeFocused()
  await page.keyboard.press('F7')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.locator('.first-run input')).toBeFocused()
  await fingers.type('delhi')
  await fingers.press('Enter')
  await expect(page.locator('.choice-option.is-selected')).toHaveText('हिन्दी')
  await fingers.press('ArrowUp', 'Enter')
  await fingers.type('Sharma Traders')
  await fingers.press('Enter')
  await fingers.type('Karol Bagh')
  await fingers.press('Enter', 'Enter')
  await fingers.type('not an address')
  await fingers.press('Enter')
  await expect(page.locator('.notice-bad')).toContainText('name@bank')
  await fingers.type('sharma@examplebank')
  await fingers.press('Enter')
  await fingers.type('2k')
  await fingers.press('Enter')
  await fingers.press('Escape')
  await expect(page.locator('.first-run input')).toHaveValue('2k')
  await fingers.press('Enter')
  await fingers.type('Ravi')
  await fingers.press('Enter')
  await expect(page.locator('.header')).toContainText('Sharma Traders')
  await expect(page.locator('.header')).toContainText('Ravi')
  expect((await summary()).drawerMinor).toBe(2_000_00)
})

test('few keys do it: keystrokes of the usual entries', async () => {
  expect((await takeDefaults()).count).toBe(8)
  await addParty('रमेश किराना', '9414012345')
  const counts: Record<string, number> = {}
  const measure = async (what: string, work: (fingers: Fingers) => Promise<void>) => {
    const before = (await entries()).length
    const fingers = new Fingers()
    await work(fingers)
    await expect.poll(async () => (await entries()).length).toBe(before + 1)
    await expect(field('party')).toBeFocused()
    await expect(field('party')).toHaveValue('')
    counts[what] = fingers.count
  }
  await measure('credit sale to a known party', async (fingers) => {
    await fingers.type('ram')
    await fingers.press('Enter')
    await fingers.type('1250')
    await fingers.press('Enter', 'Enter')
  })
  expect(await newest()).toMatchObject({
    kind: 'sale',
    amountMinor: 1250_00,
    creditMinor: 1250_00,
    partyName: 'रमेश किराना'
  })
  await measure('the same in one field', async (fingers) => {
    await fingers.type('94140 250+90*3')
    await fingers.press('Enter', 'Enter')
  })
  expect(await newest()).toMatchObject({ amountMinor: 520_00, balanceAfterMinor: 1770_00 })
  await measure('payment in cash', async (fingers) => {
    await fingers.press('F6')
    await fingers.type('ram')
    await fingers.press('Enter')
    await fingers.type('500')
    await fingers.press('Enter', 'Enter')
  })
  expect(await newest()).toMatchObject({ kind: 'got', cashMinor: 500_00, balanceAfterMinor: 1270_00 })
  await measure('payment by UPI', async (fingers) => {
    await fingers.press('F6', 'F6')
    await fingers.type('ram 200')
    await fingers.press('Enter', 'Control+a')
  })
  expect(await newest()).toMatchObject({ kind: 'got', upiMinor: 200_00, upiState: 'waiting', cashMinor: 0 })
  await measure('cash sale', async (fingers) => {
    await fingers.type('260')
    await fingers.press('Enter', 'Enter')
  })
  expect(await newest()).toMatchObject({ kind: 'sale', partyId: null, cashMinor: 260_00 })
  await measure('new party with entry', async (fingers) => {
    await fingers.type('Geeta 800')
    await fingers.press('Alt+c', 'Enter')
  })
  expect(await newest()).toMatchObject({ partyName: 'Geeta', amountMinor: 800_00, creditMinor: 800_00 })
  expect(counts).toEqual({
    'credit sale to a known party': 10,
    'the same in one field': 16,
    'payment in cash': 10,
    'payment by UPI': 11,
    'cash sale': 5,
    'new party with entry': 11
  })
})

test('part cash, part UPI, change, expense, contra, reversal and repetition', async () => {
  await takeDefaults()
  await addParty('Anita Stores')
  const fingers = new Fingers()
  await fingers.type('anita 1250')
  await fingers.press('Enter', 'Control+p')
  await fingers.type('500')
  await fingers.press('Enter')
  await fingers.type('250')
  await expect(page.locator('.slip-row.is-result')).toContainText('500.00')
  await fingers.press('Enter', 'Enter')
  await expect.poll(async () => (await newest())?.creditMinor).toBe(500_00)
  expect(await newest()).toMatchObject({ cashMinor: 500_00, upiMinor: 250_00, changeMinor: 0 })

  await fingers.press('Enter')
  await fingers.type('260')
  await fingers.press('Control+p')
  await fingers.type('500')
  await expect(page.locator('.slip-row.is-result')).toContainText('240.00')
  await fingers.press('Control+a')
  await expect.poll(async () => (await newest())?.changeMinor).toBe(240_00)
  expect((await newest())?.cashMinor).toBe(260_00)

  await fingers.press('F5')
  await fingers.type('tea 40')
  await fingers.press('Enter', 'Enter')
  await expect.poll(async () => (await newest())?.kind).toBe('expense')
  await fingers.press('F4', 'Enter')
  await fingers.type('300')
  await fingers.press('Enter', 'Enter')
  await expect.poll(async () => (await newest())?.kind).toBe('contra')
  expect((await summary()).drawerMinor).toBe(500_00 + 260_00 - 40_00 - 300_00)

  await fingers.press('Alt+x', 'Enter')
  await expect(page.locator('.dialog .field-below')).toContainText('Why')
  await fingers.press('ArrowDown', 'Enter')
  await expect.poll(async () => (await newest())?.kind).toBe('reversal')
  await expect(field('party')).toBeFocused()
  expect((await newest())?.reason).toBe('Wrong amount')
  expect((await summary()).drawerMinor).toBe(500_00 + 260_00 - 40_00)

  await fingers.press('PageUp', 'PageUp', 'PageUp')
  await expect(page.locator('.today .table-row.is-selected')).toContainText('Tea')
  await fingers.press('Alt+2')
  await expect(field('amount')).toHaveValue('40.00')
  await fingers.press('Control+a')
  await expect.poll(async () => (await newest())?.kind).toBe('expense')
})

test('what was typed is never lost, and nothing moves while it is wrong', async () => {
  await takeDefaults()
  await addParty('Gopal Transport')
  const fingers = new Fingers()
  await fingers.type('gopal 12.345')
  const place = await page.locator('.entry-line').boundingBox()
  const listPlace = await page.locator('.today').boundingBox()
  await fingers.press('Enter', 'Control+a')
  await expect(page.locator('.line-amount .is-error')).toContainText('two places')
  expect(await page.locator('.entry-line').boundingBox()).toEqual(place)
  expect(await page.locator('.today').boundingBox()).toEqual(listPlace)

  await fingers.press('Escape', 'Escape')
  await expect(field('party')).toHaveValue('')
  await expect(notice()).toContainText('Alt+R')
  await page.reload()
  await expect(field('party')).toBeFocused()
  await fingers.press('Alt+r')
  await expect(field('amount')).toHaveValue('12.345')
  await expect(field('party')).toHaveValue('Gopal Transport')

  await fingers.press('Escape')
  await fingers.type('nobody of that name')
  await fingers.press('Enter')
  await expect(page.locator('.line-party .is-error')).toContainText('Alt+C')
  await fingers.press('Control+q')
  await expect(field('party')).toHaveValue('nobody of that name')
  expect((await entries()).filter((entry) => entry.kind !== 'opening')).toHaveLength(0)
})

test('what main refuses comes back as it was, and a day that is closed is said beside the entry', async () => {
  await takeDefaults()
  await addParty('Anita Stores')
  const fingers = new Fingers()
  await fingers.type('anita 90')
  await fingers.press('Enter', 'F2')
  await fingers.type('1-1-2199')
  await fingers.press('Control+a')
  await expect(page.locator('.line-date .is-error')).toContainText('not come yet')
  await expect(field('date')).toBeFocused()
  await expect(field('amount')).toHaveValue('90')
  await fingers.type('today')
  await fingers.press('Control+a')
  await expect.poll(async () => (await newest())?.amountMinor).toBe(90_00)

  const countId = crypto.randomUUID()
  const count = { notes: [], coins: [], looseCoinsMinor: 0, tornMinor: 0, chequesMinor: 0, vouchersMinor: 0 }
  const closedOn = (await summary()).bookOn
  await ask('closing.count', { id: countId, count })
  const close = { id: crypto.randomUUID(), countId, reason: '', toOwnerMinor: 0, toBankMinor: 0 }
  await ask('closing.close', close)
  await expect(page.locator('.today .empty')).toBeVisible()
  await fingers.type('anita 75')
  await fingers.press('Enter', 'F2')
  await fingers.type('yesterday')
  await fingers.press('Control+a')
  await expect(page.locator('.line-date .is-error')).toContainText('closed')
  await fingers.press('Control+a')
  await expect.poll(async () => (await newest())?.amountMinor).toBe(75_00)
  expect(await newest()).toMatchObject({ occurredOn: closedOn })
  expect((await newest())?.bookOn).toBeGreaterThan(closedOn)
})

test('other screens leave the line as it was', async () => {
  await takeDefaults()
  await addParty('Anita Stores')
  const fingers = new Fingers()
  await fingers.type('anita')
  await expect(page.locator('.candidates [role="option"]').first()).toContainText('Anita')
  await fingers.press('Control+Enter')
  await expect(page.locator('[data-screen="statement"]')).toContainText('Anita Stores')
  await fingers.press('Control+q')
  await expect(field('party')).toBeFocused()
  await expect(field('party')).toHaveValue('anita')
  await expect(page.locator('.totals')).toContainText('0.00')
  await fingers.press('Alt+z')
  await expect(page.locator('.figure').first()).not.toContainText('0.00')
  await fingers.press('Control+q')
  await expect(page.locator('.figure').first()).toContainText('0.00')
})

test('a scanner types and never accepts', async () => {
  await takeDefaults()
  await addParty('Scan Stores')
  const fingers = new Fingers()
  await fingers.type('scan 90')
  await fingers.press('Enter')
  await expect(field('text')).toBeFocused()
  // The keys of a scanner come within a few milliseconds; sent from inside the window, so that no test machine slows them.
  await running.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    for (const digit of '8901234567890') {
      contents?.sendInputEvent({ type: 'keyDown', keyCode: digit })
      contents?.sendInputEvent({ type: 'char', keyCode: digit })
      contents?.sendInputEvent({ type: 'keyUp', keyCode: digit })
    }
    contents?.sendInputEvent({ type: 'keyDown', keyCode: 'Return' })
    contents?.sendInputEvent({ type: 'char', keyCode: '\r' })
    contents?.sendInputEvent({ type: 'keyUp', keyCode: 'Return' })
  })
  await expect(field('text')).toHaveValue('8901234567890')
  await expect(field('text')).toBeFocused()
  expect((await entries()).filter((entry) => entry.kind === 'sale')).toHaveLength(0)
  await fingers.press('Enter')
  await expect.poll(async () => (await newest())?.text).toBe('8901234567890')
})

test('names are found in any script, and the old balance stands there before the amount', async () => {
  await takeDefaults()
  for (const name of ['रमेश किराना', 'Ramesh & Sons', 'Anita Stores']) await addParty(name)
  const fingers = new Fingers()
  for (const typed of ['ramesh', 'रमेश']) {
    const found = await ask<PartyHit[]>('party.search', { text: typed, limit: 8 })
    expect(found.map((hit) => hit.name).sort()).toEqual(['Ramesh & Sons', 'रमेश किराना'])
    await fingers.type(typed)
    await expect(page.locator('.candidates [role="option"]').nth(1)).toContainText('settled')
    await fingers.press('Escape')
  }
})

test('help, palette and every key on the screen', async () => {
  await takeDefaults()
  const fingers = new Fingers()
  await fingers.press('F1')
  await expect(page.getByRole('dialog')).toContainText('Sale return')
  await fingers.press('Escape')
  await expect(field('party')).toBeFocused()
  await fingers.press('Alt+g')
  await fingers.type('purchase')
  await fingers.press('Enter')
  await expect(page.locator('.kind-name')).toHaveText('Purchase')
  await fingers.press('Escape')
  await expect(page.locator('.kind-name')).toHaveText('Sale')
  for (const button of await page.locator('.key-bar .button').all()) await expect(button.locator('.key')).toBeVisible()
})

for (const [name, settings] of [
  ['light', { theme: 'light' }],
  ['dark', { theme: 'dark' }],
  ['high contrast', { theme: 'contrast' }],
  ['twice the text in Hindi', { textSize: 200, language: 'hi' }]
] as const) {
  test(`the counter can be read by everybody: ${name}`, async () => {
    await takeDefaults()
    await addParty('Ramesh')
    await ask('settings.change', settings)
    await page.reload()
    await expect(field('party')).toBeFocused()
    const fingers = new Fingers()
    await fingers.type('ram')
    await expect(page.locator('.candidates [role="option"]').first()).toBeVisible()
    const faults = async () => {
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
      return violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.html).join(' ')}`)
    }
    expect(await faults()).toEqual([])
    await fingers.press('Enter')
    await fingers.type('1250')
    await fingers.press('Enter')
    expect(await faults()).toEqual([])
    const line = await page.locator('.entry-line').boundingBox()
    const view = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
    expect((line?.x ?? -1) >= 0 && (line?.x ?? 0) + (line?.width ?? 0) <= view.width).toBe(true)
    expect((line?.y ?? -1) >= 0 && (line?.y ?? 0) + (line?.height ?? 0) <= view.height).toBe(true)
    await fingers.press('Enter', 'F1')
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await faults()).toEqual([])
  })
}
