// A program that posts entries until the disk is full, makes room and goes on. node full-disk.ts <folder> <ballast>
import { rmSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { Envelope } from '#main/ipc/router.ts'
import { ask, firstRun, newId, openTestApp } from '#tests/support/open-app.ts'
import { gate } from './reach.ts'

const [folder = '', ballastBytes = '0'] = process.argv.slice(2)
const ballast = path.join(folder, 'ballast')
writeFileSync(ballast, Buffer.alloc(Number(ballastBytes)))
const shop = openTestApp({ folder, keep: true })
await shop.call('shop.create', firstRun())
const call = gate(shop)

const isWarned =
  (await shop.call('backup.status', {})).isDiskNearlyFull && (await shop.call('counter.summary', {})).isDiskNearlyFull
const taken: string[] = []
const sale = (id: string) => call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }, id))
const codeOf = (answer: Envelope) => (answer.ok ? 'ok' : answer.failure.code)

let refused = ''
const waiting = newId()
for (let count = 0; count < 20_000 && refused === ''; count++) {
  const id = newId()
  const answer = await sale(id)
  if (answer.ok) taken.push(id)
  else refused = codeOf(answer)
}
const said = {
  isWarned,
  taken: taken.length,
  refused,
  again: codeOf(await sale(waiting)),
  stillReads: codeOf(await call('counter.summary', {})),
  stillThere: (await Promise.all(taken.map((id) => call('entry.get', { entryId: id })))).every((answer) => answer.ok)
}
writeSync(1, `${JSON.stringify(said)}\n`)
rmSync(ballast)
// Where the disk is of one size, the one who started this raises the limit now.
for await (const _ of process.stdin) break
const after = { taken: codeOf(await sale(waiting)), verdict: await shop.call('ledger.verify', {}) }
writeSync(1, `${JSON.stringify(after)}\n`)
await shop.close()
process.exit(0)
