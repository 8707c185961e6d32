import fs from 'node:fs'
import path from 'node:path'
import type { GrowingFile } from '#main/ports/export-files.ts'
import { exportFailure } from './export-folder.ts'
import { syncFolder } from './write-file-durably.ts'

/** Begins a file beside its place. Fails with `export/…`. */
export function growFile(file: string): GrowingFile {
  const half = `${file}.part`
  let handle: number | null = null
  const close = () => {
    if (handle !== null) fs.closeSync(handle)
    handle = null
  }
  // A disk that is gone does not let the half of it be taken away either: why it failed is said by whoever met it first.
  const drop = () => {
    try {
      close()
      fs.rmSync(half, { force: true })
    } catch {}
  }
  function guarded<Value>(work: () => Value): Value {
    try {
      return work()
    } catch (error) {
      drop()
      throw exportFailure(error, path.dirname(file))
    }
  }
  handle = guarded(() => fs.openSync(half, 'w'))
  return {
    write: (content) => guarded(() => handle !== null && fs.writeFileSync(handle, content)),
    finish: () =>
      guarded(() => {
        if (handle !== null) fs.fsyncSync(handle)
        close()
        fs.renameSync(half, file)
        syncFolder(path.dirname(file))
      }),
    drop
  }
}
