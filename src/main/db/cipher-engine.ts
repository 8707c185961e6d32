import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type Sqlite from 'better-sqlite3'
import { refuse } from '#shared/kernel/result.ts'
import { ENCRYPTED_MAGIC, keyIdOf } from './ledger-keys.ts'

/**
 * SQLite with page encryption: the same binding as the plain one, with another SQLite below it (SQLite3 Multiple Ciphers). It is asked
 * for only by a shop that is encrypted: a plain shop never loads it, and does not miss it.
 */
const PACKAGE = 'better-sqlite3-multiple-ciphers'
/** The addon as it comes asks for this; an older runtime takes one that was built for it, or has none. */
const NODE_API = 10

interface Keyed extends Sqlite.Database {
  key(key: Buffer): void
}
type Engine = new (file: string, options?: Sqlite.Options) => Keyed
interface Loaded {
  readonly Engine: Engine
  readonly options: Sqlite.Options
}

let loaded: Loaded | null | undefined

/** Whether this copy of the app can open encrypted books at all. */
export const hasCipherEngine = (): boolean => load() !== null

function load(): Loaded | null {
  if (loaded === undefined) loaded = tryToLoad()
  return loaded
}

function tryToLoad(): Loaded | null {
  try {
    const ask = createRequire(import.meta.url)
    const options = optionsFor(path.dirname(ask.resolve(`${PACKAGE}/package.json`)))
    if (options === null) return null
    const Engine = ask(PACKAGE) as Engine
    // Only now is the native part loaded.
    new Engine(':memory:', options).close()
    return { Engine, options }
  } catch {
    return null
  }
}

/** An addon that asks for more than a runtime has ends the whole process: it is not even tried. */
function optionsFor(folder: string): Sqlite.Options | null {
  if (Number(process.versions.napi) >= NODE_API) return {}
  const nativeBinding = path.join(folder, 'build', 'Release', 'better_sqlite3.node')
  return fs.existsSync(nativeBinding) ? { nativeBinding } : null
}

const engineFor = (file: string): Loaded => load() ?? refuse('ledger/no-cipher', { file })

/**
 * The key as the cipher takes it: as it is, without stretching, and with the bytes that the file shall begin with. They take the place of
 * a salt, of which a random key has no need.
 */
const keyText = (key: Buffer): string =>
  `raw:${key.toString('hex')}${Buffer.from(ENCRYPTED_MAGIC, 'latin1').toString('hex')}${keyIdOf(key)}`

/** Opens a file that is encrypted, or a new one that will be. Nothing is read yet. Fails with `ledger/no-cipher`. */
export function openEncrypted(file: string, key: Buffer, options: Sqlite.Options): Sqlite.Database {
  const { Engine, options: own } = engineFor(file)
  const db = new Engine(file, { ...options, ...own })
  try {
    db.exec(`PRAGMA cipher = 'chacha20'`)
    db.key(Buffer.from(keyText(key)))
    // What does not fit into memory while SQLite sorts would go to the disk in the open.
    db.exec('PRAGMA temp_store = MEMORY')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Writes a whole copy of a ledger, encrypted by another key than the ledger is, or by none. Neither file may be in use, and the new one may not
 * be there. What is written is on its way to the disk, not surely on it.
 *
 * @param from the key of the ledger, null when it is plain; `to` that of the copy.
 */
export function copyUnderKey(
  file: string,
  copy: string,
  { from, to, beside }: { readonly from: Buffer | null; readonly to: Buffer | null; readonly beside: string }
): void {
  const { Engine, options } = engineFor(file)
  // A copy takes the key of the connection's own file: an empty one that is thrown away, or none in memory.
  const db = to === null ? new Engine(':memory:', options) : openEncrypted(beside, to, {})
  try {
    db.prepare('ATTACH ? AS source KEY ?').run(file, from === null ? '' : keyText(from))
    db.prepare('VACUUM source INTO ?').run(copy)
  } finally {
    db.close()
    fs.rmSync(beside, { force: true })
  }
}
