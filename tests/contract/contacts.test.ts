import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noDialogs } from '#main/ports/dialogs.ts'
import { ask, firstRun, openTestApp, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
let chosen: string | null = null
beforeEach(async () => {
  chosen = null
  shop = openTestApp({ facing: { dialogs: { ...noDialogs, chooseContactsFile: async () => chosen } } })
  await shop.call('shop.create', firstRun())
})
afterEach(() => shop.close())

function choose(name: string, text: string | Uint8Array): void {
  chosen = path.join(shop.folder, name)
  writeFileSync(chosen, text)
}
const card = (...lines: string[]) => ['BEGIN:VCARD', 'VERSION:3.0', ...lines, 'END:VCARD', ''].join('\r\n')
const planned = async () => {
  const plan = await shop.call('contacts.choose', {})
  if (plan === null) throw new Error('a file was chosen')
  return plan
}
const find = async (text: string) => (await shop.call('party.search', { text, limit: 5 })).map((hit) => hit.name)

test('contacts become parties in one go: known ones are seen by their numbers, a name that is there is told apart', async () => {
  await shop.call('party.add', { ...ask.party('Ramesh'), phone: '09414012345' })
  const two = card('FN:Meena Store', 'TEL;TYPE=CELL:+91 98290 11111', 'ADR:;;;Kanpur;;;', 'CATEGORIES:Retail,East')
  choose('phone.vcf', `${card('FN:R. Kirana', 'TEL:+919414012345')}${two}${card('FN:Ramesh', 'TEL:9828022222')}`)
  const plan = await planned()
  expect(plan.contacts.map(({ state, sameAs }) => [state, sameAs])).toEqual([
    ['known', 'Ramesh'],
    ['new', ''],
    ['doubtful', 'Ramesh']
  ])
  expect(await shop.failure('contacts.add', { planId: plan.planId, places: [], kind: 'customer' })).toMatchObject({
    code: 'contacts/none-chosen'
  })
  const request = { planId: plan.planId, places: [1, 2], kind: 'customer' as const }
  expect(await shop.call('contacts.add', request)).toEqual({ outcome: 'recorded', added: 2 })
  expect(await shop.call('contacts.add', request)).toEqual({ outcome: 'exists', added: 2 })
  expect(await find('meena')).toEqual(['Meena Store'])
  expect(await find('98280')).toEqual(['Ramesh (9828022222)'])
  expect(await shop.call('credit.words', {})).toMatchObject({ groups: ['Retail'], tags: ['East'] })
  expect((await planned()).contacts.map(({ state }) => state)).toEqual(['known', 'known', 'known'])
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('what is no list of contacts is said with its line, and nothing is added', async () => {
  expect(await shop.call('contacts.choose', {})).toBeNull()
  const refused = async (name: string, text: string | Uint8Array) => {
    choose(name, text)
    return (await shop.failure('contacts.choose', {}))?.code
  }
  expect(await refused('empty.vcf', '')).toBe('import/unreadable')
  expect(await refused('nothing.vcf', 'BEGIN:VCARD\nTEL:1\n')).toBe('contacts/none')
  expect(await refused('book.csv', 'date,amount\n1,2\n')).toBe('contacts/no-columns')
  expect(await refused('photo.vcf', Uint8Array.from([0, 1, 2, 0, 0, 9]))).toBe('import/not-a-csv-or-xlsx')
  expect(await refused('many.csv', `Name,Phone\n${'A,1\n'.repeat(20_002)}`)).toBe('contacts/too-many')
  choose('list.csv', 'Name,Mobile\nGeeta,9829011111\n,9829011112\n')
  const plan = await planned()
  expect(plan).toMatchObject({ faultCount: 1, faults: [{ line: 3, fault: 'no-name' }] })
  const wrong = { planId: plan.planId, places: [7], kind: 'supplier' as const }
  expect(await shop.failure('contacts.add', wrong)).toMatchObject({ code: 'import/plan-stale' })
  expect(await find('geeta')).toEqual([])
})
