import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Secrets } from '#main/ports/secrets.ts'
import { refuse } from '#shared/kernel/result.ts'
import { writeFileDurably } from './write-file-durably.ts'

const zSecrets = z.record(z.string(), z.string())

/**
 * Secrets in a file that only this user of the system may read, outside of every ledger. The shell has the system's safe instead, and
 * this only where the system has none. A damaged file is no secret at all: the key is entered again.
 */
export function createSecretFile(file: string): Secrets {
  const read = (): Record<string, string> => {
    try {
      return zSecrets.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      return {}
    }
  }
  return {
    read: (name) => read()[name] ?? null,
    write(name, value) {
      const { [name]: _old, ...others } = read()
      const next = value === null ? others : { ...others, [name]: value }
      try {
        mkdirSync(path.dirname(file), { recursive: true })
        writeFileDurably(file, `${JSON.stringify(next)}\n`, 0o600)
        // A file that was there before keeps what it was allowed.
        chmodSync(file, 0o600)
      } catch {
        refuse('message/key-not-kept')
      }
    }
  }
}
