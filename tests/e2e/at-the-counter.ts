import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Locator, type Page } from '@playwright/test'
import type { Channel } from '#shared/contract/channels.ts'
import type { Input, Output } from '#shared/contract/contract.ts'
import { launchApp, type RunningApp } from './launch.ts'

/** A person at the keyboard: every press is counted, and none is as fast as a barcode scanner. */
export class Hands {
  count = 0
  readonly #page: Page
  constructor(page: Page) {
    this.#page = page
  }
  async type(text: string): Promise<void> {
    this.count += [...text].length
    await this.#page.keyboard.type(text, { delay: 45 })
  }
  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.count += 1
      await this.#page.keyboard.press(key)
      await this.#page.waitForTimeout(45)
    }
  }
}

type Answer = { readonly ok: boolean; readonly value: unknown; readonly failure?: unknown }
type Bridge = Record<string, Record<string, (input: unknown) => Promise<Answer | string>>>

/** Asks the ledger itself through the bridge: to lay the table for a test, and to compare the screen with the book. */
export async function ask<Name extends Channel>(page: Page, channel: Name, input: Input<Name>): Promise<Output<Name>> {
  const answer = await page.evaluate(
    async ([name, question]) => {
      const [group = '', method = ''] = String(name).split('.')
      const { counterbook } = window as unknown as { counterbook: Bridge }
      const said = await counterbook[group]?.[method]?.(question)
      return typeof said === 'string' ? (JSON.parse(said) as Answer) : said
    },
    [channel, input] as const
  )
  expect(answer, `${channel}: ${JSON.stringify(answer?.failure)}`).toMatchObject({ ok: true })
  return answer?.value as Output<Name>
}

/** Starts the app, takes every default of the first run, and stands at the counter of a new shop. */
export async function openNewShop(): Promise<{ running: RunningApp; page: Page; hands: Hands }> {
  const running = await launchApp()
  const { page } = running
  await expect(page.locator('.first-run')).toBeVisible()
  // The first picture stands a moment before the keys are heard; pressing again does no harm.
  await expect(async () => {
    await page.keyboard.press('F10')
    await expect(page.locator('[data-screen="counter"]')).toBeVisible({ timeout: 2000 })
  }).toPass()
  return { running, page, hands: new Hands(page) }
}

/** What is wrong with the page for those who cannot see it or see it badly; empty when nothing is. */
export async function accessFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  return violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.html.slice(0, 160)).join(' ')}`)
}

const NOTHING = { cashMinor: 0, upiMinor: 0, bankMinor: 0 }
const plain = () => ({ id: crypto.randomUUID(), bookOn: null, occurredOn: null, text: '', note: '' })

type EntryInput = Input<'entry.record'>

/** Entries that tests begin with, in rupees. */
export const entry = {
  putIn: (rupees: number): EntryInput => ({
    ...plain(),
    kind: 'contra',
    from: 'owner',
    to: 'cash',
    amountMinor: rupees * 100
  }),
  takenOut: (rupees: number): EntryInput => ({
    ...plain(),
    kind: 'contra',
    from: 'cash',
    to: 'owner',
    amountMinor: rupees * 100
  }),
  cashSale: (rupees: number): EntryInput => ({
    ...plain(),
    kind: 'sale',
    partyId: null,
    amountMinor: rupees * 100,
    lines: [],
    tender: { ...NOTHING, cashMinor: rupees * 100, changeMinor: 0 }
  }),
  creditSale: (partyId: string, rupees: number, text = ''): EntryInput => ({
    ...plain(),
    kind: 'sale',
    partyId,
    amountMinor: rupees * 100,
    lines: [],
    tender: { ...NOTHING, changeMinor: 0 },
    text
  }),
  got: (partyId: string, rupees: number): EntryInput => ({
    ...plain(),
    kind: 'got',
    partyId,
    tender: { ...NOTHING, cashMinor: rupees * 100, changeMinor: 0 }
  }),
  expense: (head: string, rupees: number): EntryInput => ({
    ...plain(),
    kind: 'expense',
    accountCode: `expense:${head}`,
    paid: { ...NOTHING, cashMinor: rupees * 100 }
  })
}

/** Presses a key until the option is the chosen one; it may be that already. */
export async function moveTo(
  hands: { press(key: string): Promise<unknown> },
  key: 'ArrowDown' | 'ArrowUp',
  option: Locator
): Promise<void> {
  await expect(async () => {
    if ((await option.getAttribute('aria-selected')) === 'true') return
    await hands.press(key)
    expect(await option.getAttribute('aria-selected')).toBe('true')
  }).toPass({ timeout: 15_000 })
}

type PrinterInput = Input<'printer.add'>

/** A printer as its form would send it, reached over the network of this PC unless it is said otherwise. */
export const printerAt = (port: number, change: Partial<PrinterInput> = {}): PrinterInput => ({
  id: crypto.randomUUID(),
  name: 'Counter printer',
  widthDots: 384,
  hasCutter: true,
  hasDrawer: false,
  profile: 'generic',
  paper: 'roll',
  words: 'auto',
  codePage: null,
  status: null,
  fence: null,
  reach: { type: 'network', host: '127.0.0.1', port },
  roles: { receipts: true, closing: false, bills: false },
  ...change
})

/** A party in the book; its id. */
export async function addParty(page: Page, name: string, phone = ''): Promise<string> {
  const id = crypto.randomUUID()
  await ask(page, 'party.add', { id, name, kind: 'customer', phone, place: '', alias: '' })
  return id
}
