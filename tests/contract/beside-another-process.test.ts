import { execFileSync } from 'node:child_process'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, openTestShop, projectRoot, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

/** Whether another program is let to do what it may do only when nobody else has the file open. */
function isLetAlone(file: string): boolean {
  const script = `import Sqlite from 'better-sqlite3'
    const db = new Sqlite(process.argv[1], { timeout: 0 })
    try {
      db.pragma('locking_mode = EXCLUSIVE')
      console.log(db.prepare('SELECT count(*) > 0 FROM entry').pluck().get())
    } catch (error) {
      console.log(error.code)
    }
    db.close()`
  const options = { cwd: projectRoot, encoding: 'utf8' as const }
  return execFileSync(process.execPath, ['--input-type=module', '-e', script, file], options).trim() === '1'
}

const record = () => shop.call('entry.record', ask.sale(null, 100_00, { cashMinor: 100_00 }))

/**
 * On POSIX every lock that a process holds on a file is dropped when it closes any handle on that file. A look into the
 * open ledger past SQLite would let the next program that closes it believe that nobody else has it open, and take the
 * log away from under the app.
 */
test.each(['shop.list', 'ledger.verify'] as const)(
  'after %s another program still sees that the app is there',
  async (name) => {
    await record()
    await shop.call(name, {})
    expect(isLetAlone(shop.file())).toBe(false)
  }
)
