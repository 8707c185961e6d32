import fs from 'node:fs'
import path from 'node:path'

/** Replaces a small file as a whole: a power cut leaves the old one or the new one, never half of it. */
export function writeFileDurably(file: string, content: string | Uint8Array, mode = 0o666): void {
  const half = `${file}.part`
  const handle = fs.openSync(half, 'w', mode)
  try {
    fs.writeFileSync(handle, content)
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
  fs.renameSync(half, file)
  syncFolder(path.dirname(file))
}

/** Forces the names in a folder onto the disk. Windows cannot open a folder for that, and needs not; some shares cannot either. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(handle)
  } catch (error) {
    if (!isUnableToSync(error)) throw error
  } finally {
    fs.closeSync(handle)
  }
}

const isUnableToSync = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EINVAL' || error.code === 'ENOTSUP')
