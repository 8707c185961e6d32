import type { Clock } from '#main/ports/clock.ts'
import type { LedgerStore, PartyRecord } from '#main/ports/ledger-store.ts'
import type { LocaleTexts } from '#main/ports/locale-texts.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import type { TaxSchemes } from '#main/ports/tax-schemes.ts'
import sampleItems from '#resources/samples/sample-items.json' with { type: 'json' }
import sample from '#resources/samples/sample-shop.json' with { type: 'json' }
import { addDays, type BookDate, weekday } from '#shared/calendar/book-date.ts'
import { localTime, type WallTime } from '#shared/calendar/shop-clock.ts'
import { emptyCount } from '#shared/closing/cash-count.ts'
import { systemAccount } from '#shared/ledger/account.ts'
import type { EntryRequest } from '#shared/ledger/entry-request.ts'
import { absolute, type Minor, minor, ZERO } from '#shared/money/money.ts'
import { inCurrency } from '#shared/receipt/said.ts'
import type { Language } from '#shared/settings/settings.ts'
import { type Book, stampOf } from './book.ts'
import { putSettingsWithin } from './change-settings.ts'
import { closeDay } from './close-day.ts'
import { countDrawer } from './count-drawer.ts'
import { foundShop } from './found-shop.ts'
import { addPartyWithin } from './keep-parties.ts'
import { paperLanguage } from './paper-language.ts'
import { recordWithin } from './record-entry.ts'
import { SampleDice } from './sample-dice.ts'
import { SampleGoods } from './sample-goods.ts'

interface Ground {
  readonly clock: Clock
  readonly randomness: Randomness
  readonly texts: LocaleTexts
  readonly taxSchemes: TaxSchemes
}

const DAYS = 21
const FLOAT_MINOR = minor(2_000_00)
const MINUTE_MS = 60_000
/** The last of the suppliers carries goods and sells none. */
const GOODS_SUPPLIERS = 2

/**
 * Fills an empty file with three weeks of a small wholesaler, each day closed, and a morning of today: something to
 * try everything on. The same day always brings the same shop.
 */
export function fillSampleShop(store: LedgerStore, language: Language, ground: Ground): void {
  const now = ground.clock.now()
  const days = new SampleDays(now)
  const own = { ...ground, clock: days, store }
  days.openOn(addDays(localTime(now).date, -DAYS))
  const { name, place, person } = sample.shop[language]
  foundShop(
    own,
    {
      id: ground.randomness.newId(),
      language,
      shopName: name,
      shopPlace: place,
      shopState: '07',
      trade: 'grocery',
      upiAddress: sample.upiAddress,
      openingCashMinor: FLOAT_MINOR,
      personName: person
    },
    true
  )
  const book = bookOf(own)
  settleTax(book, language)
  const shop = new SampleShop(book, days, language)
  shop.bringParties()
  for (let back = DAYS; back > 0; back--) {
    const on = addDays(localTime(now).date, -back)
    if (weekday(on) !== 0) shop.playDay(on, 14)
  }
  days.openOn(localTime(now).date)
  shop.playMorning()
  settlePrints(book)
}

/** The shop is registered, and has a level of prices beside the usual one. */
function settleTax(book: Book, language: Language): void {
  const change = {
    shopGstin: sample.gstin,
    shopAddress: sample.shop[language].address,
    priceLevels: [sampleItems.wholesale[language]]
  }
  book.store.transact(() => putSettingsWithin(book, change, stampOf(book)))
}

/** A clock that is set to the opening of each day and moves on with each entry. */
class SampleDays implements Clock {
  private readonly real: WallTime
  private epochMs: number

  constructor(real: WallTime) {
    this.real = real
    this.epochMs = real.epochMs
  }

  now(): WallTime {
    return { epochMs: this.epochMs, offsetMinutes: this.real.offsetMinutes }
  }

  openOn(on: BookDate): void {
    const today = localTime(this.real)
    const behindDays = (Date.UTC(...utc(today.date)) - Date.UTC(...utc(on))) / 86_400_000
    const sinceMidnightMs = (today.hour * 60 + today.minute) * MINUTE_MS
    const nine = this.real.epochMs - sinceMidnightMs - behindDays * 86_400_000 + 9 * 60 * MINUTE_MS
    // This morning is never ahead of the clock, also when the sample is made before nine or just after midnight.
    this.epochMs = Math.min(nine, this.real.epochMs - 45 * MINUTE_MS)
  }

  advance(minutes: number): void {
    this.epochMs += minutes * MINUTE_MS
  }
}

const utc = (on: BookDate): [number, number, number] => [
  Math.trunc(on / 10_000),
  (Math.trunc(on / 100) % 100) - 1,
  on % 100
]

function bookOf(own: Ground & { store: LedgerStore }): Book {
  const shop = own.store.shop.read()
  if (shop === null) throw new Error('the sample shop was founded')
  return {
    ...own,
    finder: NO_FINDER,
    itemFinder: NO_FINDER,
    reportWords: () => own.texts.report(paperLanguage(own.store.shop.settings())),
    words: (language, second) => inCurrency(own.texts.receipt(language, second), shop.currency),
    shop: () => shop,
    settings: () => own.store.shop.settings(),
    present: { now: 'anybody' },
    standings: own.store.keep(() => new Map()),
    taxScheme: () => own.taxSchemes(shop.currency),
    committed() {}
  }
}

/** Nobody searches while the shop is filled. */
const NO_FINDER = { find: () => [], put() {}, touch() {}, build: () => false, follow() {} }

interface SampleParty {
  readonly name: string
  readonly place: string
  readonly phone: string
  readonly gstin?: string
  readonly buysWholesale?: boolean
}

/** Who has a GSTIN has it with his state; who buys wholesale, at the level that the items have. */
const partyOf = (
  { gstin = '', buysWholesale = false, ...party }: SampleParty,
  own: { id: string; kind: 'customer' | 'supplier' },
  language: Language
) => ({
  ...party,
  ...own,
  alias: '',
  gstin,
  state: gstin.slice(0, 2),
  ...(buysWholesale ? { priceLevel: sampleItems.wholesale[language] } : {})
})

class SampleShop {
  private readonly book: Book
  private readonly days: SampleDays
  private readonly language: Language
  private readonly dice = new SampleDice(20_261_121)
  private readonly goods: SampleGoods
  private customers: PartyRecord[] = []
  private suppliers: PartyRecord[] = []

  constructor(book: Book, days: SampleDays, language: Language) {
    this.book = book
    this.days = days
    this.language = language
    this.goods = new SampleGoods(book, language)
  }

  bringParties(): void {
    const { book } = this
    const add = (kind: 'customer' | 'supplier') => (party: SampleParty) =>
      addPartyWithin(book, partyOf(party, { id: book.randomness.newId(), kind }, this.language), stampOf(book))
    book.store.transact(() => {
      this.customers = sample.customers.map(add('customer'))
      this.suppliers = sample.suppliers.map(add('supplier'))
      this.goods.bringIn()
    })
  }

  playDay(on: BookDate, entries: number): void {
    this.days.openOn(on)
    this.playEntries(entries + this.dice.roll(6))
    this.playBills(weekday(on))
    this.days.advance(40)
    this.close()
  }

  playMorning(): void {
    this.playEntries(3)
    this.book.store.transact(() => {
      this.days.advance(4)
      this.goods.sell(this.dice.pick(this.customers))
      this.days.advance(6)
      this.goods.sell(null)
      this.goods.quote(this.dice.pick(this.customers))
    })
  }

  /** Two bills of goods a day; what has run out comes in on Wednesdays, and now and then something comes back. */
  private playBills(dayOfWeek: number): void {
    this.book.store.transact(() => {
      this.days.advance(5)
      if (dayOfWeek === 3) this.goods.buy(this.dice.pick(this.suppliers.slice(0, GOODS_SUPPLIERS)))
      this.goods.sell(this.dice.pick(this.customers))
      this.days.advance(7)
      this.goods.sell(dayOfWeek % 2 === 0 ? null : this.dice.pick(this.customers))
      if (dayOfWeek === 5) this.goods.takeBack()
    })
  }

  private playEntries(count: number): void {
    this.book.store.transact(() => {
      for (let entry = 0; entry < count; entry++) {
        this.days.advance(3 + this.dice.roll(5))
        recordWithin(this.book, this.request(), stampOf(this.book))
      }
    })
  }

  private request(): EntryRequest {
    const { dice } = this
    const common = { id: this.book.randomness.newId(), bookOn: null, occurredOn: null, text: '', note: '' }
    const chance = dice.roll(20)
    const amountMinor = minor((5 + dice.roll(95)) * 50_00)
    const text = dice.pick(sample.goods[this.language])
    const paid = { cashMinor: ZERO, upiMinor: ZERO, bankMinor: ZERO }
    const tender = { ...paid, changeMinor: ZERO }
    if (chance < 8) {
      const cashMinor = chance < 2 ? minor(500_00 < amountMinor ? 500_00 : 0) : ZERO
      return {
        ...common,
        kind: 'sale',
        text,
        partyId: dice.pick(this.customers).id,
        amountMinor,
        lines: [],
        tender: { ...tender, cashMinor }
      }
    }
    if (chance < 12) {
      const cashMinor = minor(Math.ceil(amountMinor / 500_00) * 500_00)
      return {
        ...common,
        kind: 'sale',
        text,
        partyId: null,
        amountMinor,
        lines: [],
        tender: { ...tender, cashMinor, changeMinor: minor(cashMinor - amountMinor) }
      }
    }
    if (chance < 16) {
      const party = this.debtor()
      const byUpi = chance === 15
      return {
        ...common,
        kind: 'got',
        partyId: party.id,
        tender: { ...tender, [byUpi ? 'upiMinor' : 'cashMinor']: this.someOf(party) }
      }
    }
    if (chance === 16)
      return {
        ...common,
        kind: 'purchase',
        text,
        partyId: dice.pick(this.suppliers).id,
        amountMinor: minor(amountMinor * 3),
        paid
      }
    if (chance === 17)
      return {
        ...common,
        kind: 'gave',
        partyId: dice.pick(this.suppliers).id,
        paid: { ...paid, bankMinor: amountMinor }
      }
    const head = dice.pick(['tea', 'freight', 'packing'])
    return {
      ...common,
      kind: 'expense',
      accountCode: `expense:${head}`,
      paid: { ...paid, cashMinor: minor((2 + dice.roll(20)) * 10_00) }
    }
  }

  /** Whoever owes most pays. */
  private debtor(): PartyRecord {
    const now = this.customers.map((party) => this.book.store.parties.byId(party.id) ?? party)
    return now.reduce((most, party) => (party.balanceMinor > most.balanceMinor ? party : most))
  }

  private someOf(party: PartyRecord): Minor {
    return party.balanceMinor > 1_000_00 ? minor(Math.trunc(party.balanceMinor / 2 / 100_00) * 100_00) : minor(500_00)
  }

  /** Counts the drawer, now and then a little wrong, leaves the float and gives the rest to the owner. */
  private close(): void {
    const { book } = this
    const drawerMinor = book.store.accounts.balance(systemAccount('cash'))
    const slipMinor = minor(this.dice.roll(5) === 0 ? -10_00 : 0)
    const countedMinor = absolute(minor(Math.max(0, drawerMinor + slipMinor)))
    const countId = book.randomness.newId()
    countDrawer(book, {
      id: countId,
      count: { ...emptyCount(), looseCoinsMinor: countedMinor },
      isForgotten: false
    })
    closeDay(book, {
      id: book.randomness.newId(),
      countId,
      reason: sample.reasons[this.language],
      toOwnerMinor: minor(Math.max(0, countedMinor - FLOAT_MINOR)),
      toBankMinor: ZERO,
      isForgotten: false
    })
  }
}

/** The papers of days long past were taken away long ago. */
function settlePrints(book: Book): void {
  const nowMs = book.clock.now().epochMs
  for (;;) {
    const job = book.store.prints.nextJob([book.settings().receiptPrinter])
    if (job === null) return
    book.store.prints.changeState(job.jobNo, [job.state], { to: 'printed', failure: null, attempt: 0, nowMs })
  }
}
