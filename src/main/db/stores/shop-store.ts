import type Sqlite from 'better-sqlite3'
import { build, prepare } from '#main/db/prepared.ts'
import type { ShopStore } from '#main/ports/ledger-store.ts'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import { CURRENCY_CODES } from '#shared/money/currency.ts'
import { type Settings, zSettings } from '#shared/settings/settings.ts'
import { deviceGenesis } from './journal-store.ts'

type Nothing = Record<never, never>

export function createShopStore(db: Sqlite.Database): ShopStore {
  const shop = prepare<
    Nothing,
    { id: string; currency: string; is_sample: number; created_at: number; device_id: string; counter_code: string }
  >(db, () =>
    build
      .selectFrom('shop')
      .innerJoin('device', (join) => join.onTrue())
      .select([
        'shop.id',
        'shop.currency',
        'shop.is_sample',
        'shop.created_at',
        'device.id as device_id',
        'device.counter_code'
      ])
      .orderBy('device.device_no', 'desc')
      .limit(1)
  )
  const insertShop = prepare<{ id: string; currency: string; isSample: number; at: number }>(db, (slot) =>
    build.insertInto('shop').values({
      only_row: 1,
      id: slot('id'),
      currency: slot('currency'),
      is_sample: slot('isSample') as 0 | 1,
      created_at: slot('at')
    })
  )
  const insertDevice = prepare<{ no: number; id: string; code: string; genesis: Uint8Array; at: number }>(db, (slot) =>
    build.insertInto('device').values({
      device_no: slot('no'),
      id: slot('id'),
      counter_code: slot('code'),
      genesis_hash: slot('genesis'),
      created_at: slot('at')
    })
  )
  const readSettings = prepare<Nothing, { name: string; value: string }>(db, () =>
    build.selectFrom('setting').select(['name', 'value'])
  )
  const putSetting = prepare<{ name: string; value: string; op: number }>(db, (slot) =>
    build
      .insertInto('setting')
      .values({ name: slot('name'), value: slot('value'), op_n: slot('op') })
      .onConflict((on) => on.column('name').doUpdateSet({ value: slot('value'), op_n: slot('op') }))
  )

  function addDevice(no: number, row: Parameters<ShopStore['succeed']>[0]): void {
    const { deviceId: id, counterCode: code, createdAt: at } = row
    insertDevice.run({ no, id, code, genesis: deviceGenesis(row.shopId, id), at })
  }

  return {
    read() {
      const row = shop.first({})
      if (!row) return null
      return {
        shopId: row.id,
        deviceId: row.device_id,
        counterCode: row.counter_code,
        currency: CURRENCY_CODES.find((code) => code === row.currency) ?? refuse('ledger/corrupt'),
        isSample: row.is_sample === 1,
        createdAt: row.created_at
      }
    },
    create(row) {
      insertShop.run({ id: row.shopId, currency: row.currency, isSample: row.isSample ? 1 : 0, at: row.createdAt })
      addDevice(1, row)
    },
    succeed(device) {
      const newest = db.prepare<[], number | null>('select max(device_no) from device').pluck()
      addDevice((newest.get() ?? 0) + 1, device)
    },
    settings: () => parseSettings(readSettings.all({})),
    putSetting: (name, value, op) => putSetting.run({ name, value: canonicalJson(value), op })
  }
}

/** Settings that a file holds are a boundary too: a value that is not valid falls back to its default. */
function parseSettings(rows: readonly { name: string; value: string }[]): Settings {
  const stored: Record<string, unknown> = {}
  for (const { name, value } of rows) if (Object.hasOwn(zSettings.shape, name)) stored[name] = JSON.parse(value)
  const whole = zSettings.safeParse(stored)
  if (whole.success) return whole.data
  const valid = Object.entries(stored).filter(
    ([name, value]) => zSettings.shape[name as keyof Settings].safeParse(value).success
  )
  const settings = zSettings.safeParse(Object.fromEntries(valid))
  if (!settings.success) throw new FailureError({ code: 'ledger/corrupt' })
  return settings.data
}
