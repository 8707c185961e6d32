// The PostgreSQL of one run of tests, in a process of its own: it ends when the run does, however that ended.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import {
  findPostgres,
  freePort,
  initCluster,
  startCluster,
  stopCluster
} from '../../scripts/setup/postgres-cluster.mjs'
import { makeTemplate } from './cloud-template.ts'

const [home = '', runPid = '0', template = ''] = process.argv.slice(2)

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function say(name: string, text: string): void {
  writeFileSync(path.join(home, `${name}.part`), text)
  renameSync(path.join(home, `${name}.part`), path.join(home, name))
}

try {
  const programs = findPostgres()
  const dataFolder = path.join(home, 'data')
  mkdirSync(dataFolder, { recursive: true })
  initCluster(programs, dataFolder)
  const port = await freePort()
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }
  const postmaster = await startCluster(programs, { dataFolder, port, settings })
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await makeTemplate(url, template)
  say('ready', url)
  while (isAlive(Number(runPid))) await pause(300)
  await stopCluster(postmaster, 'SIGQUIT')
  rmSync(home, { recursive: true, force: true })
} catch (error) {
  say('failed', error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exitCode = 1
}
