import { changeSettings } from '#main/app/change-settings.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { ledgerFailureOf } from '#main/db/sqlite-failure.ts'
import { verifyInThread } from '#main/db/verify-in-thread.ts'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { KnownShop, ShopRegistry } from '#main/ports/shop-registry.ts'
import type { Handlers, Output } from '#shared/contract/contract.ts'
import { type Failure, FailureError, refuse } from '#shared/kernel/result.ts'
import type { Language } from '#shared/settings/settings.ts'
import type { ShopKeeper } from './shop-keeper.ts'
import type { WorkerScripts } from './worker-scripts.ts'

type ShopHandlers = Pick<
  Handlers,
  | 'app.state'
  | 'app.showFile'
  | 'shop.list'
  | 'shop.create'
  | 'shop.open'
  | 'shop.openFile'
  | 'shop.trySample'
  | 'settings.read'
  | 'settings.change'
  | 'ledger.verify'
>

interface Parts {
  readonly keeper: ShopKeeper
  readonly registry: ShopRegistry
  readonly dialogs: Dialogs
  readonly systemLanguage: Language
  readonly platform: string
  readonly version: string
  readonly workers: WorkerScripts
}

/** Which shop is open, which there are, and how it is set up. */
export function createShopHandlers({
  keeper,
  registry,
  dialogs,
  systemLanguage,
  platform,
  version,
  workers
}: Parts): ShopHandlers {
  return {
    'app.state': () => {
      const ledger = keeper.info()
      return {
        version,
        platform,
        systemLanguage,
        ledger,
        settings: ledger === null ? null : keeper.book().settings(),
        trouble: keeper.trouble(),
        shopCount: registry.list().length
      }
    },
    'app.showFile': () => {
      dialogs.showFile(keeper.book().store.file)
      return {}
    },
    'shop.list': () => registry.list().map((shop) => describe(shop, keeper.info()?.file ?? null)),
    'shop.create': (request) => keeper.found(request),
    'shop.open': ({ key }) => keeper.open((registry.byKey(key) ?? refuse('ledger/not-found', { file: '' })).file),
    'shop.openFile': async () => {
      const file = await dialogs.chooseLedgerFile()
      return file === null ? null : keeper.open(file)
    },
    'shop.trySample': ({ language }) => keeper.trySample(language),
    'settings.read': () => keeper.book().settings(),
    'settings.change': (change) => changeSettings(keeper.book(), change),
    'ledger.verify': () => verifyInThread(workers.verify, keeper.book().store.file)
  }
}

/** A shop for the list. One that cannot be opened stays in it, with the reason. */
function describe(shop: KnownShop, openFile: string | null): Output<'shop.list'>[number] {
  const common = { key: shop.key, file: shop.file, isOpen: shop.file === openFile, lastOpenedAt: shop.lastOpenedAt }
  try {
    const store = openLedgerStore(shop.file, { readOnly: true })
    try {
      const settings = store.shop.settings()
      const isSample = store.shop.read()?.isSample ?? false
      return { ...common, name: settings.shopName, place: settings.shopPlace, isSample, failure: null }
    } finally {
      store.close()
    }
  } catch (error) {
    const failure: Failure =
      error instanceof FailureError
        ? error.failure
        : { code: ledgerFailureOf(error) ?? 'ledger/io', params: { file: shop.file } }
    return { ...common, name: '', place: '', isSample: false, failure }
  }
}
