// A program that sells, asks again for what was refused until it is taken, and tells what it was told.
// node stubborn-poster.ts <folder> <how many> [copies: every page is read after each sale]
import { writeSync } from 'node:fs'
import { ask, newId, openTestApp } from '#tests/support/open-app.ts'
import { gate } from './reach.ts'

const [folder = '', most = '0', copies = ''] = process.argv.slice(2)
const MOST_TRIES = 60
const shop = openTestApp({ folder, keep: true })
const call = gate(shop)
const codes: Record<string, number> = {}
const taken: string[] = []
let tries = 0
while (taken.length < Number(most)) {
  const id = newId()
  for (let attempt = 0; ; attempt++) {
    tries++
    const answer = await call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }, id))
    if (answer.ok) break
    codes[answer.failure.code] = (codes[answer.failure.code] ?? 0) + 1
    if (attempt === MOST_TRIES) throw new Error(`never taken: ${JSON.stringify(codes)}`)
    // A read goes on beside it, or says why it cannot.
    const read = await call('counter.summary', {})
    if (!read.ok) codes[read.failure.code] = (codes[read.failure.code] ?? 0) + 1
  }
  taken.push(id)
  if (copies !== '') await copy()
}
writeSync(1, `${JSON.stringify({ taken, tries, codes })}\n`)
process.exit(0)

async function copy(): Promise<void> {
  const made = await call('backup.make', {})
  if (!made.ok) codes[made.failure.code] = (codes[made.failure.code] ?? 0) + 1
}
