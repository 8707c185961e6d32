import fs from 'node:fs'
import path from 'node:path'

/**
 * Copies the files that a book keeps beside itself (`<aa>/<sha256>`) into a new folder, each forced onto the disk, and answers how
 * many. The system copies them; none is held in memory. What is unfinished or foreign there stays; without any, no folder is made.
 */
export function copyKeptFiles(from: string, to: string): number {
  let count = 0
  for (const shelf of namesIn(from, /^[0-9a-f]{2}$/)) {
    for (const name of namesIn(path.join(from, shelf), /^[0-9a-f]{64}$/)) {
      fs.mkdirSync(path.join(to, shelf), { recursive: true })
      const copy = path.join(to, shelf, name)
      fs.copyFileSync(path.join(from, shelf, name), copy, fs.constants.COPYFILE_FICLONE)
      forceOntoDisk(copy)
      count++
    }
  }
  return count
}

function namesIn(folder: string, shape: RegExp): string[] {
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  return fs.readdirSync(folder).filter((name) => shape.test(name))
}

/** A file that stands, with all that was written to it. */
export function forceOntoDisk(file: string): void {
  const handle = fs.openSync(file, 'r+')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
