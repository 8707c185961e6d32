import { changeSettings } from '#main/app/change-settings.ts'
import { exchangeBookOf } from '#main/app/read-exchange.ts'
import type { Verdict } from '#main/db/verify-ledger.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { type SentToTally, sendToTally } from '#main/gateways/tally-gateway.ts'
import type { FirstRun } from '#shared/contract/app-endpoints.ts'
import type { EntryView } from '#shared/contract/views.ts'
import type { ExchangePeriod } from '#shared/exchange/exchange-book.ts'
import { tallyMasters } from '#shared/exchange/tally-masters.ts'
import { tallyVouchers } from '#shared/exchange/tally-vouchers.ts'
import type { Settings, SettingsChange } from '#shared/settings/settings.ts'
import type { ShopKeeper } from './shop-keeper.ts'
import type { TerminalBackups } from './terminal-backups.ts'

/** What a command line does by itself: it names files, which a screen never may. */
export interface Terminal {
  /** Founds a shop in a new file. The same shop again is opened. */
  found(request: FirstRun, file: string): ReturnType<ShopKeeper['found']>
  open(file: string): ReturnType<ShopKeeper['open']>
  /** Checks a file from the outside, whatever state it is in. */
  verify(file: string): Verdict
  /** Changes any setting of the open shop, the printers with their places on this PC among them. */
  changeSettings(change: SettingsChange): Settings
  /** The hash of a link of the open ledger's chain; null when it has no such number. */
  chainHashAt(n: number): string | null
  /** Sends masters and vouchers of some days to a Tally that listens at an address that the person named. */
  sendToTally(address: URL, company: string, days: ExchangePeriod): Promise<SentToTally>
  /** Every entry of the open ledger in the order of recording, in pages. */
  entries(): Generator<EntryView[]>
  readonly backups: TerminalBackups
}

const PAGE = 1_000

export function createTerminal(keeper: ShopKeeper, backups: TerminalBackups): Terminal {
  return {
    backups,
    found: (request, file) => keeper.found(request, file),
    open: (file) => keeper.open(file),
    verify: (file) => verifyLedger(file),
    changeSettings: (change) => changeSettings(keeper.book(), change),
    chainHashAt: (n) => keeper.book().store.exchange.hashAt(n),
    sendToTally(address, company, days) {
      const book = exchangeBookOf(keeper.book().store)
      return sendToTally(address, [tallyMasters(book, days, company), tallyVouchers(book, days, company)])
    },
    *entries() {
      for (let after = 0; ; ) {
        const page = keeper.book().store.entries.after(after, PAGE)
        if (page.length > 0) yield page
        if (page.length < PAGE) return
        after = page.at(-1)?.entryNo ?? after
      }
    }
  }
}
