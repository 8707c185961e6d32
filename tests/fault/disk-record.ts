import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What a program did to the files of a book, and what it said, in the order in which it happened. */
export type DiskEvent =
  | { readonly kind: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly length: number }
  /** Everything that was written to the file before is on the disk. */
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'unlink'; readonly file: string }
  | { readonly kind: 'said'; readonly line: string }

const CALLS = 'pwrite64,write,fdatasync,fsync,ftruncate,unlink'

/** Runs a program and records what it asks of the disk. Fails when the program does, or when it cannot be watched. */
export function recorded(program: readonly string[], folder: string, log: string): DiskEvent[] {
  const watched = ['-f', '-y', '-xx', '-s', '10000000', '-e', `trace=${CALLS}`, '-e', 'signal=none', '-o', log]
  const run = spawnSync('strace', [...watched, ...program], { encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (run.status !== 0) throw new Error(`strace could not watch: ${run.error ?? run.stderr}`)
  return eventsIn(readFileSync(log, 'latin1'), folder)
}

/** Threads take turns: a call that another one's line stands in is joined, and counts when it has ended. */
function eventsIn(log: string, folder: string): DiskEvent[] {
  const begun = new Map<string, string>()
  const events: DiskEvent[] = []
  for (const line of log.split('\n')) {
    const [, thread = '', text = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const unfinished = text.indexOf(' <unfinished ...>')
    if (unfinished >= 0) {
      begun.set(thread, text.slice(0, unfinished))
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(text)
    const whole = resumed ? `${begun.get(thread) ?? ''}${resumed[1]}` : text
    const event = eventOf(whole, folder)
    if (event !== null) events.push(event)
  }
  return events
}

function eventOf(text: string, folder: string): DiskEvent | null {
  const [, call = '', rest = ''] = /^(\w+)\((.*)$/s.exec(text) ?? []
  const result = Number(/= (-?\d+)[^=]*$/.exec(rest)?.[1] ?? -1)
  if (result < 0) return null
  if (call === 'unlink') {
    const file = fromHex(/^"([^"]*)"/.exec(rest)?.[1] ?? '').toString()
    return isOfBook(file, folder) ? { kind: 'unlink', file } : null
  }
  const [, handle = '', place = ''] = /^(\d+)<([^>]*)>/.exec(rest) ?? []
  const file = place.includes('\\x') ? fromHex(place).toString() : place
  if (call === 'write') {
    const line = handle === '1' ? fromHex(/, "([^"]*)"/.exec(rest)?.[1] ?? '').toString() : ''
    return line === '' ? null : { kind: 'said', line: line.trimEnd() }
  }
  if (!isOfBook(file, folder)) return null
  if (call === 'fdatasync' || call === 'fsync') return { kind: 'sync', file }
  if (call === 'ftruncate') return { kind: 'truncate', file, length: Number(/>, (\d+)\)/.exec(rest)?.[1]) }
  const [, data = '', offset = ''] = /, "([^"]*)", \d+, (\d+)\)/.exec(rest) ?? []
  return { kind: 'write', file, offset: Number(offset), bytes: fromHex(data).subarray(0, result) }
}

const fromHex = (text: string): Buffer => Buffer.from(text.replaceAll('\\x', ''), 'hex')
/** The book and its log; the index of the log lives in memory and is made anew. */
const isOfBook = (file: string, folder: string): boolean =>
  file.startsWith(`${folder}${path.sep}`) && /\.counterbook(?:-wal)?$/.test(file)

/** The file as it lies there. */
export const bytesOf = (file: string): Buffer => (existsSync(file) ? readFileSync(file) : Buffer.alloc(0))
