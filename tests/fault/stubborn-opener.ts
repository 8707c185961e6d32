// A program that opens the book until it is open, sells once, and tells what it was told.
// node stubborn-opener.ts <folder>
import { writeSync } from 'node:fs'
import { ask, newId, openTestApp } from '#tests/support/open-app.ts'
import { gate } from './reach.ts'

const [folder = ''] = process.argv.slice(2)
const MOST_TRIES = 60
const shop = openTestApp({ folder, keep: true })
const call = gate(shop)
const codes: Record<string, number> = {}
const note = (code: string) => {
  codes[code] = (codes[code] ?? 0) + 1
}
const { ledger, trouble } = await shop.call('app.state', {})
if (trouble !== null) note(trouble.code)
for (let attempt = 0, isOpen = ledger !== null; !isOpen; attempt++) {
  if (attempt === MOST_TRIES) throw new Error(`never opened: ${JSON.stringify(codes)}`)
  const [known] = await shop.call('shop.list', {})
  const answer = await call('shop.open', { key: known?.key ?? '' })
  isOpen = answer.ok
  if (!answer.ok) note(answer.failure.code)
}
const id = newId()
await shop.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }, id))
writeSync(1, `${JSON.stringify({ taken: [id], tries: 1, codes })}\n`)
process.exit(0)
