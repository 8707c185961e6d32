// A PostgreSQL whose volume fills up, in a process of its own: that one sees the small disk, or is held to small files.
// node full-volume.ts <folder> <port>
import { chmodSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findPostgres, initCluster, startCluster, stopCluster } from '../../../scripts/setup/postgres-cluster.mjs'

const [home = '', port = '0'] = process.argv.slice(2)
/** What is left for the shops, when the rest is taken by something else. */
const LEFT_BYTES = 6 * 1_048_576
const ballast = path.join(home, 'ballast')
const dataFolder = path.join(home, 'data')
const programs = findPostgres()
const say = (text: string): void => void writeSync(1, `${text}\n`)
let complaints = 0

async function start() {
  // Small segments of the log, so that it grows by what is written and not by sixteen megabytes at a time.
  const settings = { fsync: 'on', synchronous_commit: 'on', min_wal_size: '2MB', max_wal_size: '8MB' }
  const postmaster = await startCluster(programs, { dataFolder, port: Number(port), settings })
  postmaster.stderr?.on('data', (text) => {
    complaints += /No space left|File too large/.exec(String(text)) === null ? 0 : 1
  })
  return postmaster
}

chmodSync(home, 0o711)
initCluster(programs, dataFolder, ['--wal-segsize=1'])
let postmaster = await start()
say('ready')

function fill(): void {
  const block = Buffer.alloc(65_536, 7)
  const { bavail, bsize } = statfsSync(home)
  for (let left = bavail * bsize - LEFT_BYTES; left > 0; left -= block.length)
    writeFileSync(ballast, block, { flag: 'a' })
  say('filled')
}

/** A server that could not write its log ends itself; whoever made room starts it again. */
async function room(): Promise<void> {
  rmSync(ballast, { force: true })
  await pause(500)
  await stopCluster(postmaster, 'SIGQUIT')
  postmaster = await start()
  say('room')
}

const DO: { readonly [line: string]: () => unknown } = {
  fill,
  room,
  full: () => say(`full ${complaints}`),
  async end() {
    await stopCluster(postmaster, 'SIGQUIT')
    process.exit(0)
  }
}
let text = ''
for await (const part of process.stdin.setEncoding('utf8')) {
  text += part
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n')) {
    const line = text.slice(0, at)
    text = text.slice(at + 1)
    await DO[line]?.()
  }
}
await DO.end?.()
