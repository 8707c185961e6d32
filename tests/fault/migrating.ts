// A program that brings a book to a later shape that takes its time. node migrating.ts <file>
import { writeSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { migrate } from '#main/db/migrate.ts'
import { migrations } from '#main/db/migrations/index.ts'

const [file = ''] = process.argv.slice(2)
const db = new Sqlite(file)
db.pragma('synchronous = FULL')
writeSync(1, 'ready\n')
migrate(db, file, [
  ...migrations,
  {
    version: migrations.length + 1,
    name: 'later',
    sql: `create table later_thing (n integer primary key, name text not null) strict;
      with recursive counter(n) as (select 1 union all select n + 1 from counter where n < 50000)
      insert into later_thing select n, 'thing ' || n from counter;
      create index later_thing_by_name on later_thing (name);`
  }
])
db.close()
