// Whatever a journal can hold is said in words: every kind, every field, in every language of the screens; ids, secrets and raw names never.
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { createLocaleTexts } from '#main/files/locale-files.ts'
import { DEFINITION_KINDS } from '#shared/journal/definition-kinds.ts'
import { OP_KINDS } from '#shared/journal/op.ts'
import { LOG_DEFINITIONS, LOG_FACTS, LOG_INNER, LOG_NOTES } from '#shared/people/log-fields.ts'
import { LOG_CHOICES } from '#shared/people/log-format.ts'
import { LOGGED_NOTES } from '#shared/people/log-group.ts'
import { LANGUAGES } from '#shared/settings/settings.ts'
import { opsOfFile } from '#tests/support/book-ops.ts'
import { firstRun, newId, openTestApp, projectRoot } from '#tests/support/open-app.ts'
import { makeWholeBook } from '#tests/support/whole-book.ts'

const localesFolder = path.join(projectRoot, 'locales')

const flat = (value: object, prefix: string): string[] =>
  Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === 'object' ? flat(inner as object, `${prefix}${name}.`) : [`${prefix}${name}`]
  )

/** Every key of `log-words.json` that the tables ask for. */
function asked(): string[] {
  const tables = [LOG_FACTS, LOG_DEFINITIONS, LOG_NOTES, LOG_INNER].flatMap((table) => Object.values(table))
  const isLabelled = (how: string) =>
    !['hidden', 'bare', 'ownAccount', 'fact'].includes(how) && !how.startsWith('inner:')
  const fields = tables.flatMap((table) => Object.entries(table).filter(([, how]) => isLabelled(how)))
  // An entry is named by its own kind.
  const kinds = OP_KINDS.filter((one) => !['entry.post', 'audit.note', 'definition.put'].includes(one))
  return [
    ...['yes', 'no', 'empty', 'changed', 'takenAway', 'dayOfMonth', 'graceDays'],
    ...kinds.map((kind) => `kind.${kind}`),
    ...LOGGED_NOTES.map((kind) => `note.${kind}`),
    ...DEFINITION_KINDS.map((kind) => `definition.${kind}`),
    ...fields.map(([field]) => `field.${field}`),
    ...Object.values(LOG_CHOICES).flatMap(({ words, of }) =>
      words.startsWith('log-words:') ? of.map((one) => `${words.slice('log-words:'.length)}.${one}`) : []
    )
  ]
}

test.each(LANGUAGES)(
  '%s has a word for every kind, field and choice of the journal, and none that nobody asks for',
  (language) => {
    const words = JSON.parse(readFileSync(path.join(localesFolder, language, 'log-words.json'), 'utf8')) as object
    expect(flat(words, '').sort()).toEqual([...new Set(asked())].sort())
    const texts = createLocaleTexts(localesFolder).report(language)
    for (const { words: where, of } of Object.values(LOG_CHOICES))
      for (const one of of) expect(texts(`${where}.${one}`), `${where}.${one}`).not.toContain(`${one}`.padEnd(40))
    for (const { words: where, of } of Object.values(LOG_CHOICES))
      for (const one of of)
        expect(texts(`${where}.${one}`), `${where}.${one}`).not.toBe(`${where.split(':')[1]}.${one}`)
  }
)

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-/u
const RAW = /\b[a-z]+[A-Z][a-zA-Z]*:|[{}[\]]|\bnull\b|\btrue\b|\bfalse\b|(?:kind|note|field|value|definition)\./u

test('every fact of a book that has everything in it is said without an id, a hash or a raw name', async () => {
  const whole = await makeWholeBook()
  const shop = openTestApp({
    folder: whole.folder,
    clock: whole.clock,
    userDataFolder: path.join(whole.folder, 'user-data')
  })
  try {
    const owner = newId()
    await shop.call('person.turnOn', { id: owner, name: 'Sharma ji', pin: '4711' })
    const seen = new Set<string>()
    for (const op of opsOfFile(whole.file).map(
      (bytes) => JSON.parse(bytes) as { k: keyof typeof LOG_FACTS; d: object }
    )) {
      const body = op.d as { kind?: string; details?: object; body?: object | null }
      seen.add(op.k)
      if (op.k === 'audit.note')
        for (const field of Object.keys(body.details ?? {}))
          expect(LOG_NOTES[body.kind as keyof typeof LOG_NOTES], `${body.kind} ${field}`).toHaveProperty(field)
      else if (op.k === 'definition.put') expect(DEFINITION_KINDS).toContain(body.kind)
      else if (op.k !== 'entry.post')
        for (const field of Object.keys(op.d)) expect(LOG_FACTS[op.k], `${op.k} ${field}`).toHaveProperty(field)
    }
    expect(OP_KINDS.filter((kind) => !seen.has(kind))).toEqual(['other.keep'])
    for (const language of LANGUAGES) {
      await shop.call('settings.change', { language })
      let beforeN: number | null = null
      do {
        const filter = { group: 'all' as const, personName: '', fromOn: null, toOn: null, text: '' }
        const page: { rows: { n: number; deed: string; detail: string }[]; nextBeforeN: number | null } =
          await shop.call('editLog.read', { filter, beforeN, limit: 500 })
        for (const { n, deed, detail } of page.rows) {
          expect(deed, `${language} ${n}`).not.toMatch(RAW)
          expect(`${deed} ${detail}`, `${language} ${n}`).not.toMatch(ID)
          expect(detail, `${language} ${n} ${deed}`).not.toMatch(RAW)
        }
        beforeN = page.nextBeforeN
      } while (beforeN !== null)
    }
  } finally {
    await shop.close()
    rmSync(whole.folder, { recursive: true, force: true })
  }
})

test('what was laid down is said in words: a rule of PINs, an expense that comes again, what was taken away', async () => {
  const founded = openTestApp({ keep: true })
  await founded.call('shop.create', firstRun())
  const file = founded.file()
  await founded.close()
  const store = openLedgerStore(file)
  const stamp = { atMs: founded.clock.now().epochMs, offsetMinutes: 330, person: 'Asha' }
  const put = (kind: string, body: unknown, key = 'x') =>
    store.transact(() => store.facts.record('definition.put', stamp, { kind, key, body } as never))
  const recovery = { salt: 'aa', hash: 'bb' }
  const wages = { title: 'Wages', accountCode: 'expense:wages', amountMinor: 250_000, place: 'cash', fromOn: 20261101 }
  put('people-rule', { isOn: false, lockMinutes: 10, recovery })
  put('recurring-expense', { ...wages, every: { unit: 'week', weekday: 6 }, isPaused: false })
  put('report', null)
  put('a-kind-of-later', { secret: 'x' }, 'its name')
  store.close()
  const shop = openTestApp({ folder: founded.folder, clock: founded.clock })
  try {
    const filter = { group: 'all' as const, personName: 'Asha', fromOn: null, toOn: null, text: '' }
    const { rows } = await shop.call('editLog.read', { filter, beforeN: null, limit: 4 })
    expect(rows.map(({ deed, detail }) => `${deed} | ${detail}`).toReversed()).toEqual([
      'Rule of PINs | Switched on: no · Locks after minutes: 10',
      'Recurring expense | Wages · Account: Wages · Amount: 2,500.00 · Place: cash · Comes again: Saturday · From: 01-11-2026 · Paused: no',
      'Report kept | taken away',
      'a-kind-of-later | its name'
    ])
  } finally {
    await shop.close()
  }
})
