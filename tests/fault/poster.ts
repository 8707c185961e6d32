// A program that posts entries on a book and says each one's id after the book has answered, until it is killed.
// node poster.ts <folder> <how many> <seed>
import { writeSync } from 'node:fs'
import { seededRandom } from '#tests/bench/made-parties.ts'
import { ask, newId, openTestApp, testClock } from '#tests/support/open-app.ts'
import { askBill, some } from '#tests/support/whole-goods.ts'

const [folder = '', most = '0', seed = '1'] = process.argv.slice(2)
const random = seededRandom(Number(seed))
const shop = openTestApp({ folder, keep: true, clock: testClock(20261121, '10:00') })
/** To the pipe at once: what was said was said, whatever happens to this program next. */
const say = (line: string) => writeSync(1, `${line}\n`)

const parties = (await shop.call('party.list', { text: '', filter: 'all', sort: 'name', offset: 0, limit: 50 })).parties
const party = () => parties[Math.floor(random() * parties.length)]?.id ?? ''
const { items } = await shop.call('item.list', { text: '', filter: 'all', group: '', offset: 0, limit: 50 })
const amount = () => 1 + Math.floor(random() * 500_00)
say('ready')

for (let count = 0; count < Number(most); count++) {
  const id = newId()
  const dice = random()
  if (items.length > 0 && random() < 0.3) await postBill(newId())
  const request =
    dice < 0.5
      ? ask.sale(party(), amount(), { cashMinor: amount(), upiMinor: dice < 0.2 ? amount() : 0 }, id)
      : dice < 0.7
        ? ask.got(party(), { cashMinor: amount() }, id)
        : dice < 0.85
          ? ask.expense('tea', amount(), id)
          : ask.contra('owner', 'cash', amount(), id)
  const { entry } = await shop.call('entry.record', request)
  say(`entry ${entry.entryNo} ${id}`)
  if (dice < 0.05) await reverse(id)
  if (dice > 0.97) await closeDay()
}
await shop.close()
say('done')

/** A bill of every item, now and then undone at once. */
async function postBill(id: string): Promise<void> {
  const lines = items.map((item) => some(item, 1 + Math.floor(random() * 5), amount()))
  const request = { ...askBill(random() < 0.5 ? 'sale' : 'purchase', lines, { partyId: party() }), id }
  const { entry } = await shop.call('bill.record', request)
  say(`bill ${entry?.entryNo} ${id}`)
  if (random() < 0.2) await reverse(id)
}

async function reverse(entryId: string): Promise<void> {
  const id = newId()
  const { entry } = await shop.call('entry.reverse', { id, entryId, reason: 'typed twice' })
  say(`entry ${entry.entryNo} ${id}`)
}

async function closeDay(): Promise<void> {
  const count = { id: newId(), count: ask.count({ loose: amount() }) }
  await shop.call('closing.count', count)
  say(`count 0 ${count.id}`)
  const close = { id: newId(), countId: count.id, reason: 'change', toOwnerMinor: 0, toBankMinor: 0 }
  const { closing } = await shop.call('closing.close', close)
  say(`closing ${closing.zNo} ${close.id}`)
}
