import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** What a program did to the names and the bytes of one folder, and what it said, in the order in which it happened. */
export type FolderEvent =
  /** A file is opened that may be new; `isEmptied` takes what it held. */
  | { readonly kind: 'open'; readonly name: string; readonly isEmptied: boolean }
  | { readonly kind: 'write'; readonly name: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly name: string; readonly length: number }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'unlink'; readonly name: string }
  /** The bytes of a file are on the disk. */
  | { readonly kind: 'sync'; readonly name: string }
  /** The names in the folder are on the disk. */
  | { readonly kind: 'sync-names' }
  | { readonly kind: 'said'; readonly line: string }

const CALLS =
  'openat,pwrite64,pwritev,write,writev,fdatasync,fsync,ftruncate,unlink,unlinkat,rename,renameat,renameat2,link,linkat,copy_file_range,sendfile'

/** Runs a program and records what it asks of one folder. Fails when the program does, or asks what this does not know. */
export function recordedFolder(program: readonly string[], folder: string, log: string): FolderEvent[] {
  const watched = [
    '-f',
    '--seccomp-bpf',
    '-y',
    '-xx',
    '-s',
    '10000000',
    '-e',
    `trace=${CALLS}`,
    '-e',
    'signal=none',
    '-o',
    log
  ]
  const run = spawnSync('strace', [...watched, ...program], { encoding: 'utf8', maxBuffer: 2 ** 26 })
  if (run.status !== 0) throw new Error(`strace could not watch: ${run.error ?? run.stderr}`)
  const read = readerOf(folder)
  return callsIn(readFileSync(log, 'latin1')).flatMap((text) => read(text) ?? [])
}

/** Threads take turns: a call that another one's line stands in is joined, and counts when it has ended. */
function callsIn(log: string): string[] {
  const begun = new Map<string, string>()
  return log.split('\n').flatMap((line) => {
    const [, thread = '', text = ''] = /^(\d+) +(.*)$/.exec(line) ?? []
    const unfinished = text.indexOf(' <unfinished ...>')
    if (unfinished >= 0) begun.set(thread, text.slice(0, unfinished))
    if (unfinished >= 0) return []
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(text)
    return [resumed ? `${begun.get(thread) ?? ''}${resumed[1]}` : text]
  })
}

function readerOf(folder: string): (text: string) => FolderEvent | null {
  /** Where the next byte of a handle goes that is written without saying where. */
  const at = new Map<string, number>()
  const nameOf = (place: string) => (path.dirname(place) === folder && isKept(place) ? path.basename(place) : null)

  function opened(rest: string, places: readonly string[], result: number): FolderEvent | null {
    at.set(String(result), 0)
    const name = nameOf(places[0] ?? '')
    return name !== null && /O_CREAT|O_TRUNC/.test(rest)
      ? { kind: 'open', name, isEmptied: rest.includes('O_TRUNC') }
      : null
  }

  function onHandle(call: string, rest: string, result: number): FolderEvent | null {
    const [, handle = '', hex = ''] = /^(\d+)<([^>]*)>/.exec(rest) ?? []
    const place = fromHex(hex).toString()
    if (call === 'write' && handle === '1')
      return { kind: 'said', line: String(fromHex(stringsIn(rest)[0] ?? '')).trimEnd() }
    const isSync = call === 'fsync' || call === 'fdatasync'
    if (isSync && place === folder) return { kind: 'sync-names' }
    const name = nameOf(place)
    if (name === null) return null
    if (isSync) return { kind: 'sync', name }
    if (call === 'ftruncate') return { kind: 'truncate', name, length: Number(/>, (\d+)\)/.exec(rest)?.[1]) }
    if (!/^p?write(?:v|64)?$/.test(call)) throw new Error(`the record does not know ${call} on ${name}`)
    const bytes = Buffer.concat(stringsIn(rest).map(fromHex)).subarray(0, result)
    const isPlaced = call.startsWith('p')
    const offset = isPlaced ? Number(/, (\d+)\) *= \d+$/.exec(rest)?.[1]) : (at.get(handle) ?? 0)
    if (!isPlaced) at.set(handle, offset + result)
    return { kind: 'write', name, offset, bytes }
  }

  return (text) => {
    const [, call = '', rest = ''] = /^(\w+)\((.*)$/s.exec(text) ?? []
    const result = Number(/= (-?\d+)[^=]*$/.exec(rest)?.[1] ?? -1)
    if (result < 0) return null
    if (!/^(?:openat|rename|unlink|link)/.test(call)) return onHandle(call, rest, result)
    const places = stringsIn(rest).map((hex) => fromHex(hex).toString())
    if (call === 'openat') return opened(rest, places, result)
    const [from, to] = places.map(nameOf)
    if (call.startsWith('unlink')) return from ? { kind: 'unlink', name: from } : null
    if (!from && !to) return null
    if (!from || !to || !call.startsWith('rename'))
      throw new Error(`the record does not know ${call} to or from elsewhere`)
    return { kind: 'rename', from, to }
  }
}

const stringsIn = (text: string): string[] => [...text.matchAll(/"([^"]*)"/g)].map(([, inner = '']) => inner)
const fromHex = (text: string): Buffer => Buffer.from(text.replaceAll('\\x', ''), 'hex')
/** The index of a log lives in memory and is made anew. */
const isKept = (file: string): boolean => !file.endsWith('-shm')
