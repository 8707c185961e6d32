// Shows that the SQLite addon works under the runtime this file is started with:
//   node --expose-gc scripts/fallback-runtime/check-addon.cjs
//   electron --js-flags=--expose-gc scripts/fallback-runtime/check-addon.cjs   (with a display, and --no-sandbox for root)
const assert = require('node:assert/strict')
const { mkdtempSync, rmSync } = require('node:fs')
const { tmpdir } = require('node:os')
const path = require('node:path')
const Database = require('better-sqlite3')

const folder = mkdtempSync(path.join(tmpdir(), 'addon-'))
try {
  const db = new Database(path.join(folder, 'check.db'))
  db.pragma('journal_mode = WAL')
  db.exec('create table entry (id integer primary key, amount integer) strict')
  const insert = db.prepare('insert into entry (amount) values (?)')
  db.transaction(() => {
    for (let amount = 0; amount < 10_000; amount++) insert.run(amount)
  })()
  assert.equal(db.prepare('select sum(amount) as total from entry').get().total, 49_995_000)
  assert.throws(() => insert.run('not a number'), { code: 'SQLITE_CONSTRAINT_DATATYPE' })
  db.close()
  // Databases and statements are dropped, not closed: their finalizers are what a wrong Node-API version breaks.
  for (let round = 0; round < 2000; round++) {
    new Database(':memory:').prepare('select ?').get(round)
    if (round % 100 === 0) globalThis.gc?.()
  }
  const runtime = process.versions.electron ? `Electron ${process.versions.electron}` : 'Node'
  console.log(
    `${runtime} (Node ${process.versions.node}, Node-API ${process.versions.napi}): SQLite works, collected ${globalThis.gc ? 'on request' : 'by itself'}`
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (process.versions.electron) require('electron').app.exit(0)
