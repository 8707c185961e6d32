import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const lockModule = path.resolve(import.meta.dirname, '../../scripts/setup/lock.mjs')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A process that adds one to a number in a file, slowly, while it holds the lock. */
function addOne(): Promise<number | null> {
  const file = JSON.stringify(path.join(folder, 'count'))
  const script = `
    import { readFileSync, writeFileSync } from 'node:fs'
    import { withLock } from ${JSON.stringify(lockModule)}
    await withLock('count', async () => {
      const before = Number(readFileSync(${file}, 'utf8'))
      await new Promise((done) => setTimeout(done, 50))
      writeFileSync(${file}, String(before + 1))
    })`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, XDG_CACHE_HOME: folder },
    stdio: 'ignore'
  })
  return new Promise((resolve) => child.on('close', resolve))
}

test('one at a time, even after an owner that died with the lock', async () => {
  const locks = path.join(folder, 'counterbook-build', 'locks')
  mkdirSync(locks, { recursive: true })
  const dead = spawn(process.execPath, ['--eval', ''])
  await new Promise((resolve) => dead.on('close', resolve))
  writeFileSync(path.join(locks, 'count.lock'), String(dead.pid))
  writeFileSync(path.join(folder, 'count'), '0')
  expect(await Promise.all([addOne(), addOne(), addOne(), addOne()])).toEqual([0, 0, 0, 0])
  expect(readFileSync(path.join(folder, 'count'), 'utf8')).toBe('4')
})
