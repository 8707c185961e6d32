import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { AttachmentFiles } from '#main/ports/attachment-store.ts'
import { refuse } from '#shared/kernel/result.ts'
import { writeFileDurably } from './write-file-durably.ts'

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** `<ledger>.files/<aa>/<hash>`. The hash comes from a fact of the ledger, and nothing but hex digits ever makes a path. */
function placeOf(ledgerFile: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) refuse('attachment/not-found')
  return path.join(`${ledgerFile}.files`, sha256.slice(0, 2), sha256)
}

/** Keeps the bytes of attachments in a folder beside the ledger file. */
export const attachmentFiles: AttachmentFiles = {
  keep(ledgerFile, bytes) {
    const sha256 = hashOf(bytes)
    const file = placeOf(ledgerFile, sha256)
    // What lies there under the same hash is looked at: a file that was damaged is put right by the same photo.
    if (attachmentFiles.read(ledgerFile, sha256) !== null) return sha256
    try {
      fs.mkdirSync(path.dirname(file), { recursive: true })
      writeFileDurably(file, bytes)
    } catch {
      refuse('attachment/not-written', { folder: `${ledgerFile}.files` })
    }
    return sha256
  },
  has(ledgerFile, sha256, byteCount) {
    try {
      return fs.statSync(placeOf(ledgerFile, sha256), { throwIfNoEntry: false })?.size === byteCount
    } catch {
      return false
    }
  },
  read(ledgerFile, sha256) {
    try {
      const bytes = fs.readFileSync(placeOf(ledgerFile, sha256))
      return hashOf(bytes) === sha256 ? bytes : null
    } catch {
      return null
    }
  }
}
