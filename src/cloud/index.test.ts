import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { zInfo } from '#shared/sync/wire.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/cloud-database.ts'
import { SERVER_VERSION } from './version.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.drop())

function start(args: readonly string[], more: Record<string, string> = {}) {
  const set = { CLOUD_SECRET: 'x'.repeat(32), CLOUD_PUBLIC_URL: 'http://127.0.0.1:8320', DATABASE_URL: database.url }
  const child = spawn(process.execPath, [path.resolve('src/cloud/index.ts'), ...args], {
    env: { PATH: process.env.PATH, ...set, ...more },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc']
  })
  const said = { text: '' }
  child.stdout?.on('data', (part) => {
    said.text += part
  })
  child.stderr?.on('data', (part) => {
    said.text += part
  })
  return { child, said }
}

async function endOf({ child, said }: ReturnType<typeof start>): Promise<[number | null, string]> {
  const [code] = await once(child, 'close')
  return [code, said.text]
}

test('it says the version of the project', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(SERVER_VERSION).toBe(version)
})

test('it listens, answers, and ends when it is told to, with lines of JSON for its log', async () => {
  const running = start([], { CLOUD_PORT: String(20_000 + (process.pid % 20_000)) })
  const [{ address }] = (await once(running.child, 'message')) as [{ address: string }]
  const info = zInfo.parse(await (await fetch(`${address}/v1/info`)).json())
  expect(info.serverVersion).toBe(SERVER_VERSION)
  running.child.kill('SIGTERM')
  const [code, said] = await endOf(running)
  expect(code).toBe(0)
  const events = said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).event)
  expect(events).toEqual(['listening', 'ended'])
})

test('a variable that is wrong is named, and nothing starts', async () => {
  const [code, said] = await endOf(start([], { CLOUD_SECRET: 'short' }))
  expect([code, said]).toEqual([2, expect.stringContaining('CLOUD_SECRET is wrong')])
})

test('an operator brings the tables up to date and raises the epoch', async () => {
  expect(await endOf(start(['migrate']))).toEqual([0, 'The tables are the newest.\n'])
  expect(await endOf(start(['bump-epoch']))).toEqual([0, '0 accounts have a new epoch.\n'])
  expect((await endOf(start(['nonsense'])))[0]).toBe(2)
})

test('with another secret than the one of its database it says so and ends', async () => {
  const port = { CLOUD_PORT: String(20_000 + ((process.pid + 7_000) % 20_000)) }
  const first = start([], port)
  await once(first.child, 'message')
  first.child.kill('SIGTERM')
  await endOf(first)
  const [code, said] = await endOf(start([], { ...port, CLOUD_SECRET: 'y'.repeat(32) }))
  expect(code).toBe(2)
  expect(said).toMatch(/^CLOUD_SECRET is not the one that this database was set up with\..*\n$/)
})

test('where another program listens it ends, so that it is started again', async () => {
  const port = { CLOUD_PORT: String(20_000 + ((process.pid + 13_000) % 20_000)) }
  const first = start([], port)
  await once(first.child, 'message')
  const [code, said] = await endOf(start([], port))
  expect([code, said]).toEqual([1, expect.stringContaining('EADDRINUSE')])
  first.child.kill('SIGTERM')
  await endOf(first)
})
