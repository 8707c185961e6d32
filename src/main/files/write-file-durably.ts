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

/** Windows cannot open a folder for syncing, and needs not. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = fs.openSync(folder, 'r')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
