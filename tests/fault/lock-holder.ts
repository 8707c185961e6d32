// A program that holds a book, as one does that looks for viruses or makes a copy, until it is told to let go.
// node lock-holder.ts <file>
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import Sqlite from 'better-sqlite3'

const [file = ''] = process.argv.slice(2)
const db = new Sqlite(file)
db.exec('begin immediate')
writeSync(1, 'held\n')
await createInterface({ input: process.stdin }).question('')
db.exec('rollback')
db.close()
writeSync(1, 'free\n')
process.exit(0)
