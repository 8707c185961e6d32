import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Log, LogFacts } from '#main/ports/log.ts'
import { describeError } from './describe-error.ts'

const LONGEST_FILE_BYTES = 1_000_000
const OLD_FILES = 3

export interface FileLogOptions {
  readonly folder: string
  readonly now: () => Date
  /** Hears each line too; for development. */
  readonly echo?: (line: string) => void
}

/**
 * Writes the log as lines of text that a shopkeeper can send to somebody who helps: `counterbook.log` and at most
 * three older ones of one megabyte each. A log that cannot be written is given up silently: nothing may fail for it.
 */
export function createFileLog(options: FileLogOptions): Log {
  const file = path.join(options.folder, 'counterbook.log')
  let sizeBytes: number | null = null

  function append(line: string): void {
    options.echo?.(line)
    try {
      sizeBytes ??= openLog(options.folder, file)
      if (sizeBytes > LONGEST_FILE_BYTES) {
        rotate(file)
        sizeBytes = 0
      }
      appendFileSync(file, `${line}\n`)
      sizeBytes += Buffer.byteLength(line) + 1
    } catch {
      return
    }
  }

  function write(level: string, event: string, facts: object | undefined): void {
    const rest = facts && Object.keys(facts).length > 0 ? ` ${JSON.stringify(facts)}` : ''
    append(`${options.now().toISOString()} ${level} ${event}${rest}`)
  }

  return {
    info: (event, facts?: LogFacts) => write('info', event, facts),
    warn: (event, facts?: LogFacts) => write('warn', event, facts),
    error: (event, cause, facts?: LogFacts) => write('error', event, { ...facts, ...describeError(cause) })
  }
}

/** Makes the folder and answers how long the file is already. */
function openLog(folder: string, file: string): number {
  mkdirSync(folder, { recursive: true })
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** `.log` becomes `.1.log`, `.1.log` becomes `.2.log`; the oldest is written over. */
function rotate(file: string): void {
  const older = (age: number) => (age === 0 ? file : file.replace(/\.log$/, `.${age}.log`))
  for (let age = OLD_FILES - 1; age >= 0; age--) {
    if (statSync(older(age), { throwIfNoEntry: false })) renameSync(older(age), older(age + 1))
  }
}
