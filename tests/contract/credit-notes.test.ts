import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { ask, newId, openTestShop, testClock } from '#tests/support/open-app.ts'

test('a sale to a party that is only late is warned of and not written down again; one over the limit is', async () => {
  const shop = await openTestShop({ clock: testClock(20_261_101) })
  const partyId = newId()
  await shop.call('party.add', { id: partyId, name: 'Ramesh', kind: 'customer' })
  await shop.call('settings.change', { creditDays: 7 })
  await shop.call('entry.record', ask.sale(partyId, 600_00))
  shop.clock.set(20_261_201)
  const late = await shop.call('entry.record', ask.sale(partyId, 10_00))
  expect(late.warnings.map(({ rail }) => rail)).toEqual(['overdue'])
  await shop.call('settings.change', { creditLimitMinor: 100_00 })
  await shop.call('entry.record', ask.sale(partyId, 10_00))
  const db = new Sqlite(shop.file(), { readonly: true })
  const rails = db
    .prepare(`select json_extract(details, '$.rail') from audit_event where kind = 'guard-rail' order by event_no`)
    .pluck()
    .all()
  db.close()
  expect(rails).toEqual(['over-limit'])
  await shop.close()
})
