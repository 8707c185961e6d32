import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { inFolder, startChild } from './reach.ts'

const SIZE_BYTES = 8 * 2 ** 20
const BALLAST_BYTES = 2 ** 20

/** Runs a program on a small disk of its own, which nobody else sees. */
const ON_SMALL_DISK = `mount -t tmpfs -o size=${SIZE_BYTES} none "$1" && shift && exec "$@"`
/** Where no disk may be mounted: a limit on the size of each file, which answers with an error instead of a signal. */
const WITH_FILE_LIMIT = `trap '' XFSZ; ulimit -S -f ${SIZE_BYTES / 1024}; shift; exec "$@"`

type Way = { readonly command: (folder: string) => string[]; readonly code: string; readonly isLimit: boolean }

function wayToFillADisk(): Way {
  const shell = ['sh', '-c', ON_SMALL_DISK, 'sh']
  const ways = [
    ['unshare', '--mount', ...shell],
    ['unshare', '--user', '--map-root-user', '--mount', ...shell]
  ]
  for (const way of ways) {
    const [program = '', ...args] = way
    if (spawnSync(program, [...args, '/mnt', 'true']).status === 0)
      return { command: (folder) => [...way, folder], code: 'ledger/disk-full', isLimit: false }
  }
  return { command: (folder) => ['bash', '-c', WITH_FILE_LIMIT, 'bash', folder], code: 'ledger/io', isLimit: true }
}

test('a full disk: the entry is refused, nothing is lost, the app goes on, and so does the book when there is room', () =>
  inFolder(async (folder) => {
    const { command, code, isLimit } = wayToFillADisk()
    const child = startChild('full-disk.ts', [folder, String(BALLAST_BYTES)], command(folder))
    const full = JSON.parse((await child.line()) ?? JSON.stringify(child.complaints()))
    expect(full).toMatchObject({ refused: code, again: code, stillReads: 'ok', stillThere: true })
    // Told before it hurts: while entries still fit, of a disk that has less room than two copies of the book or half a gigabyte.
    expect(full.isWarned).toBe(!isLimit)
    expect(full.taken).toBeGreaterThan(50)
    if (isLimit) spawnSync('prlimit', ['--pid', String(child.pid), '--fsize=unlimited'])
    child.say('there is room')
    const after = JSON.parse((await child.line()) ?? JSON.stringify(child.complaints()))
    expect(after).toMatchObject({ taken: 'ok', verdict: { isClean: true } })
    expect(after.verdict.entryCount).toBe(full.taken + 2)
    expect(await child.ended).toMatchObject({ code: 0 })
  }))
