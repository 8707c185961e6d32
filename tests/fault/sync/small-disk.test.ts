import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ListeningCloud, listenCloud } from '#tests/support/listening-cloud.ts'
import type { TestApp } from '#tests/support/open-app.ts'
import { proveShop } from '#tests/support/prove-shop.ts'
import { foundShop, sellMany, settle } from '#tests/support/sharing-shop.ts'
import { bundled } from '../bundle.ts'
import { type Child, startChild } from '../reach.ts'
import { faultCount, patience } from './fault-counts.ts'
import { onSmallDisk } from './on-small-disk.ts'

// A counter in a process of its own that takes what another one recorded: on a disk that is full, and killed on its way through a whole book.
const DISK_SALES = faultCount('DISK_SALES', 300, 3_000)
const RESTORE_ENTRIES = faultCount('RESTORE_ENTRIES', 900, 1_000_000)
const MOST_MEMORY_KB = 700_000
const DISK_BYTES = 24 * 1_048_576

let script = ''
let cloud: ListeningCloud
let first: TestApp
const recorded: string[] = []
const folders: string[] = []
beforeAll(async () => {
  script = await bundled('sync/joining-child.ts')
  cloud = await listenCloud()
  first = await foundShop(cloud.url.href)
}, patience(120_000))
afterAll(async () => {
  await first.close()
  rmSync(path.dirname(script), { recursive: true, force: true })
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  await cloud.close()
})

function folder(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'counterbook-small-'))
  folders.push(made)
  return made
}

/** The next thing that a counter says of this kind. */
async function said(child: Child, what: string): Promise<string> {
  for (let line = await child.line(); line !== null; line = await child.line())
    if (line.startsWith(`${what} `)) return line.slice(what.length + 1)
  throw new Error(`never said ${what}: ${child.complaints()}`)
}

/** Lets a counter in that shows its code. */
async function letIn(child: Child): Promise<void> {
  const { pairId, deviceKey } = await first.call('sync.look', { code: await said(child, 'code') })
  await first.call('sync.letIn', { pairId, deviceKey, name: 'Another' })
  await said(child, 'joined')
}

test(
  'fault 16: the disk of a counter is full while it takes: it says so, keeps what it has, and goes on when there is room',
  async () => {
    const disk = folder()
    const out = path.join(folder(), 'book.counterbook')
    const command = onSmallDisk(disk, DISK_BYTES)
    const child = startChild(script, [disk, cloud.url.href, out], command ?? undefined)
    await letIn(child)
    child.say('quiet')
    await said(child, 'quiet')
    // Where nobody may mount a disk of its own there is none to fill: then it is taken without the fault, and the count says so.
    if (command !== null) {
      child.say('fill disk')
      await said(child, 'filled')
    }
    recorded.push(...(await sellMany(first, DISK_SALES)))
    await settle([first])
    child.say('now')
    const full = await said(child, 'stands')
    expect(JSON.parse(full)).toMatchObject({ verify: null })
    expect(JSON.parse(full).trouble === null).toBe(command === null)
    child.say('room')
    await said(child, 'room')
    child.say('quiet')
    await said(child, 'quiet')
    child.say('end')
    await child.ended
    await settle([first])
    const proved = await proveShop(cloud.database.superUrl, [first.file(), out], { recorded })
    console.info('fault 16: disk full', {
      way: command === null ? 'no disk to fill' : 'tmpfs',
      full: JSON.parse(full).trouble,
      ...proved
    })
  },
  patience(240_000)
)

test(
  `fault 18: a new PC takes a book of ${RESTORE_ENTRIES} entries and is killed at 10, 50 and 90 percent of it`,
  async () => {
    recorded.push(...(await sellMany(first, RESTORE_ENTRIES - recorded.length)))
    await settle([first])
    const { head } = await first.call('sync.status', {})
    const home = folder()
    const out = path.join(folder(), 'book.counterbook')
    const stops = [0.1, 0.5, 0.9].map((part) => String(Math.floor(head * part)))
    let child = startChild(script, [home, cloud.url.href, out, stops[0] ?? ''])
    await letIn(child)
    const killed: (string | null)[] = []
    for (const next of [...stops.slice(1), '0']) {
      child.say('quiet')
      const { signal } = await child.ended
      killed.push(signal)
      child = startChild(script, [home, cloud.url.href, out, next])
    }
    child.say('quiet')
    await said(child, 'quiet')
    child.say('end')
    const peakKb = Number(await said(child, 'peak'))
    await child.ended
    await settle([first])
    const proved = await proveShop(cloud.database.superUrl, [first.file(), out], { recorded })
    console.info('fault 18: restored by replay', { meant: RESTORE_ENTRIES, killed: killed.length, peakKb, ...proved })
    expect(killed).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL'])
    expect(peakKb).toBeLessThan(MOST_MEMORY_KB)
  },
  patience(3_600_000)
)
