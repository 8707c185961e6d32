import jsqr from 'jsqr'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CustomerScreen, noCustomerScreen } from '#main/ports/customer-screen.ts'
import type { Timer } from '#main/ports/timer.ts'
import type { Input } from '#shared/contract/contract.ts'
import { type CustomerView, type QrRows, zCustomerView } from '#shared/customer-view/customer-view.ts'
import { ask, firstRun, newId, openTestApp, type TestApp } from '#tests/support/open-app.ts'

/** Time that passes when the test says so. */
class TestTimer implements Timer {
  #nowMs = 0
  #waiting: { atMs: number; work: () => void }[] = []
  elapsedMs = () => this.#nowMs
  after = (delayMs: number, work: () => void) => {
    const one = { atMs: this.#nowMs + delayMs, work }
    this.#waiting.push(one)
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== one)
    }
  }
  pass(ms: number): void {
    const endMs = this.#nowMs + ms
    for (;;) {
      const next = this.#waiting.filter((one) => one.atMs <= endMs).sort((one, other) => one.atMs - other.atMs)[0]
      if (next === undefined) break
      this.#waiting = this.#waiting.filter((one) => one !== next)
      this.#nowMs = next.atMs
      next.work()
    }
    this.#nowMs = endMs
  }
}

let timer: TestTimer
let shown: CustomerView[]
let shop: TestApp
let rameshId: string
let anitaId: string

beforeEach(async () => {
  timer = new TestTimer()
  shown = []
  const screen: CustomerScreen = { ...noCustomerScreen, show: (view) => shown.push(zCustomerView.parse(view)) }
  shop = openTestApp({ facing: { customerScreen: screen, timer } })
  await shop.call('shop.create', firstRun())
  rameshId = newId()
  anitaId = newId()
  await shop.call('party.add', ask.party('Ramesh Kirana', 'customer', rameshId))
  await shop.call('party.add', ask.party('Anita Stores', 'customer', anitaId))
  await shop.call('entry.record', ask.sale(anitaId, 777_700))
  await shop.call('entry.record', ask.sale(rameshId, 100_000))
  timer.pass(60_000)
  shown.length = 0
})
afterEach(() => shop.close())

type Draft = NonNullable<Input<'customer.show'>['draft']>
const draft = (change: Partial<Draft> = {}): Draft => ({
  id: newId(),
  kind: 'sale',
  partyId: rameshId,
  amountMinor: 124_950,
  text: 'rice',
  lines: [],
  tender: { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 },
  isSettled: true,
  asksQr: false,
  ...change
})
const byUpi = { cashMinor: 0, changeMinor: 0, upiMinor: 124_950, bankMinor: 0 }

async function show(next: Draft | null): Promise<CustomerView> {
  await shop.call('customer.show', { draft: next })
  timer.pass(20)
  return now()
}
const now = () => {
  const last = shown.at(-1)
  if (last === undefined) throw new Error('nothing was shown')
  return last
}

/** What a phone reads from the modules: drawn without a picture of ours in between. */
function scanned(rows: QrRows): string | undefined {
  const quiet = 4
  const scale = 4
  const side = (rows.length + 2 * quiet) * scale
  const data = new Uint8ClampedArray(side * side * 4).fill(255)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const row = rows[Math.floor(y / scale) - quiet]
      if (row?.[Math.floor(x / scale) - quiet] !== '1') continue
      data.set([0, 0, 0], (y * side + x) * 4)
    }
  }
  const read = typeof jsqr === 'function' ? jsqr : (jsqr as { default: typeof jsqr }).default
  return read(data, side, side)?.data
}

describe('the customer sees', () => {
  it('his own bill, and nothing of anybody else', async () => {
    await show(draft())
    const text = JSON.stringify(shown)
    expect(now().stage).toMatchObject({ name: 'live', customerName: 'Ramesh Kirana', amountMinor: 124_950 })
    for (const secret of ['Anita', '777700', '877700', rameshId, anitaId]) expect(text).not.toContain(secret)
  })

  it.each([
    ['never', null, null],
    ['after', null, 224_950],
    ['always', 100_000, 224_950]
  ] as const)('his own balance %s', async (customerBalance, before, after) => {
    await shop.call('settings.change', { customerBalance })
    const typed = draft()
    expect((await show(typed)).stage).toMatchObject({ name: 'live', balanceMinor: before })
    await shop.call('entry.record', ask.sale(rameshId, 124_950, {}, typed.id))
    timer.pass(20)
    expect(now().stage).toMatchObject({ name: 'thanks', balanceMinor: after })
  })

  it('a QR for exactly the amount, to the shop and nobody else', async () => {
    const { stage } = await show(draft({ tender: byUpi }))
    if (stage.name !== 'due' || stage.qr === null) throw new Error('no QR')
    const link = new URL(scanned(stage.qr) ?? '')
    expect(link.searchParams.get('pa')).toBe('sharma@examplebank')
    expect(link.searchParams.get('pn')).toBe('Sharma Traders')
    expect(link.searchParams.get('am')).toBe('1249.50')
    expect(link.searchParams.get('tr')).toMatch(/^E[0-9a-f]{32}$/)
  })

  it('only the amount when the shop has no address', async () => {
    await shop.call('settings.change', { upiAddress: '' })
    expect((await show(draft({ tender: byUpi }))).stage).toMatchObject({ name: 'due', qr: null, payeeAddress: '' })
  })

  it('the steps of a payment as they are known, then thanks, then nothing', async () => {
    const typed = draft({ tender: byUpi })
    await show(typed)
    const { entry } = await shop.call('entry.record', ask.sale(rameshId, 124_950, { upiMinor: 124_950 }, typed.id))
    expect((await show(null)).stage).toMatchObject({ name: 'due', amountMinor: 124_950 })
    await shop.call('upi.mark', { id: newId(), entryId: entry.id, state: 'claimed' })
    timer.pass(20)
    expect(now().stage).toMatchObject({ name: 'paid', step: 'claimed', amountMinor: 124_950 })
    timer.pass(6_100)
    expect(now().stage).toMatchObject({ name: 'thanks', step: 'claimed', balanceMinor: 100_000 })
    timer.pass(10_100)
    expect(now().stage).toEqual({ name: 'idle' })
  })

  it('nothing of what the shop does for itself, or undoes', async () => {
    await shop.call('entry.record', ask.expense('freight', 5_000))
    await shop.call('entry.record', ask.contra('owner', 'cash', 5_000))
    await shop.call('entry.record', ask.gave(anitaId, 5_000))
    timer.pass(20)
    expect(shown).toEqual([])
    const { entry } = await shop.call('entry.record', ask.sale(null, 5_000, { cashMinor: 5_000 }))
    timer.pass(20)
    expect(now().stage.name).toBe('thanks')
    await shop.call('entry.reverse', { id: newId(), entryId: entry.id, reason: 'typed twice' })
    timer.pass(20)
    expect(now().stage).toEqual({ name: 'idle' })
  })

  it('the shop’s own words when they change, and nothing of another shop', async () => {
    await show(draft())
    await shop.call('settings.change', { customerMessage: 'ताज़ा माल', language: 'hi' })
    timer.pass(20)
    expect(now()).toMatchObject({ message: 'ताज़ा माल', language: 'hi', stage: { name: 'live' } })
    await shop.call('shop.create', firstRun({ shopName: 'Other Shop' }))
    timer.pass(20)
    expect(now()).toMatchObject({ shopName: 'Other Shop', stage: { name: 'idle' } })
  })
})

describe('the counter', () => {
  it('is told once a picture, whatever is typed', async () => {
    for (let amountMinor = 1; amountMinor <= 50; amountMinor++) {
      await shop.call('customer.show', { draft: draft({ amountMinor }) })
    }
    timer.pass(20)
    expect(shown).toHaveLength(1)
    expect(now().stage).toMatchObject({ amountMinor: 50 })
  })

  it('records whatever becomes of the screen', async () => {
    const broken: CustomerScreen = {
      ...noCustomerScreen,
      show() {
        throw new Error('the window is gone')
      }
    }
    const other = openTestApp({ facing: { customerScreen: broken, timer } })
    try {
      await other.call('shop.create', firstRun())
      const { outcome } = await other.call('entry.record', ask.sale(null, 5_000, { cashMinor: 5_000 }))
      timer.pass(20)
      expect(outcome).toBe('recorded')
    } finally {
      await other.close()
    }
  })

  it('cannot choose whom the QR pays, a display that is not there, or a port by its path', async () => {
    const more = { ...draft(), payeeAddress: 'thief@bank' }
    await expect(shop.call('customer.show', { draft: more })).rejects.toThrow()
    const line = { dialect: 'escpos', baudRate: 9600, isBehindPrinter: false } as const
    expect(await shop.failure('customer.chooseLine', { portToken: '/dev/ttyS0', ...line })).toMatchObject({
      code: 'display/port-not-found'
    })
  })
})
