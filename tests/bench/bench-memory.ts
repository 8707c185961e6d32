import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { type Figure, measured } from './figure.ts'
import type { MadeBook } from './made-book.ts'

/** What a book adds to a process: opened, searched, read and written to. Measured in a process of its own. */
export function benchMemory(made: MadeBook, at: string): Figure {
  const script = path.join(import.meta.dirname, 'weigh-book.ts')
  const run = spawnSync(process.execPath, ['--expose-gc', script, made.file, made.partyIds[0] ?? ''], {
    encoding: 'utf8'
  })
  if (run.status !== 0) throw new Error(run.stderr)
  return measured(`memory of a book with its search index, ${at}`, Number(run.stdout), 'MiB', 150)
}
