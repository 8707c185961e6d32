import type { DayInvoice } from '#main/ports/closing-store.ts'
import type { ItemRecord } from '#main/ports/goods-store.ts'
import type { LedgerStore, PartyRecord } from '#main/ports/ledger-store.ts'
import type { ExchangeBook, ExchangeEntry } from '#shared/exchange/exchange-book.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { AccountCode } from '#shared/ledger/account.ts'

const PAGE = 1_000

/** The open file as the ways out read it, a page at a time. Reads that belong together are put into one `atOneMoment`. */
export function exchangeBookOf(store: LedgerStore): ExchangeBook {
  const row = store.shop.read() ?? refuse('ledger/unfinished', { file: store.file })
  const { shopName, shopState, shopGstin } = store.shop.settings()
  return {
    shop: { id: row.shopId, name: shopName, state: shopState, gstin: shopGstin, currency: row.currency },
    chain: store.exchange.chainEnd(),
    accounts: store.accounts.views().map(({ code, kind, name }) => ({ code: code as AccountCode, kind, name })),
    parties: () => pages<PartyRecord>(store.parties.forSearch, ({ partyNo }) => partyNo),
    items: () => pages<ItemRecord>(store.items.forSearch, ({ itemNo }) => itemNo),
    entries: () => pages<ExchangeEntry>(store.exchange.entriesAfter, ({ entryNo }) => entryNo),
    facts: () => pages(store.exchange.opsAfter, ({ n }) => n),
    billOf: (entryNo) => store.bills.byEntry(entryNo)?.bill ?? null,
    entryById: (id) => store.entries.byId(id),
    dayInvoices: () => dayInvoicesOf(store).toReversed(),
    settlementOf: (entryNo) => store.exchange.settlementOf(entryNo),
    numberOf: (entryNo) => store.entries.viewByNo(entryNo)?.number ?? ''
  }
}

/** Newest first, one for each close of a day at most. */
function dayInvoicesOf(store: LedgerStore): DayInvoice[] {
  const all: DayInvoice[] = []
  for (let before: number | null = null; ; ) {
    const page = store.dayInvoices.list(before, PAGE)
    all.push(...page)
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return all
    before = last.invoiceNo
  }
}

function* pages<Row>(
  read: (after: number, limit: number) => readonly Row[],
  numberOf: (row: Row) => number
): Generator<Row> {
  for (let after = 0; ; ) {
    const page = read(after, PAGE)
    yield* page
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = numberOf(last)
  }
}
