// A folder of backups may lie on a PC that was switched off. The call that looks at it comes back when the system gives it up:
// nobody at the counter waits for that, and no other place goes without its backup.
import fs, { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LONGEST_MS, placesInThread } from '#main/compose/place-thread.ts'
import { sourceWorkers } from '#main/compose/worker-scripts.ts'
import type { PlaceHands } from '#main/ports/backup-places.ts'
import { projectRoot } from '#tests/support/open-app.ts'

/** Answers nothing for as long as the file of the place says so. */
const SLOW = pathToFileURL(path.join(projectRoot, 'tests/support/slow-place.mjs'))
let folder: string
let hands: PlaceHands
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-place-'))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await hands.close()
  rmSync(folder, { recursive: true, force: true })
})

const here = () => path.join(folder, 'here')
const share = () => path.join(folder, 'share')
const answers = () => fs.writeFileSync(path.join(folder, 'share-answers'), '')

test('a place that does not answer is not there, is not asked again meanwhile, and is there when it does', async () => {
  hands = placesInThread(SLOW)
  const first = hands.look(share(), 'mark')
  vi.advanceTimersByTime(LONGEST_MS.look)
  expect(await first).toEqual({ isThere: false, held: [] })
  // At once: nothing is advanced.
  expect(await hands.look(share(), 'mark')).toEqual({ isThere: false, held: [] })
  expect(await hands.put('packed', share(), 'name')).toBe('backup/place-silent')
  answers()
  vi.useRealTimers()
  await expect.poll(async () => (await hands.look(share(), 'mark')).isThere, { timeout: 10_000 }).toBe(true)
})

test('beside it another place has its backup', async () => {
  hands = placesInThread(SLOW)
  const putting = [hands.put('packed', share(), 'name'), hands.put('packed', here(), 'name')]
  expect(await putting[1]).toBeNull()
  vi.advanceTimersByTime(LONGEST_MS.put)
  expect(await putting[0]).toBe('backup/place-silent')
})

test('a thread that is not needed any more has ended, and the next one begins', async () => {
  hands = placesInThread(sourceWorkers().place)
  fs.mkdirSync(here())
  fs.writeFileSync(path.join(folder, 'packed'), 'book')
  expect(await hands.put(path.join(folder, 'packed'), here(), 'name')).toBeNull()
  vi.advanceTimersByTime(60_000)
  expect(await hands.look(here(), 'mark')).toMatchObject({ isThere: true })
  expect(fs.readdirSync(here())).toEqual(['name'])
  await hands.drop(here(), [path.join(here(), 'name')])
  expect(fs.readdirSync(here())).toEqual([])
})

test('what fails inside the thread is no silence: it is told, and the next look has a thread again', async () => {
  hands = placesInThread(SLOW)
  await expect(hands.look(path.join(folder, 'broken'), 'mark')).rejects.toThrow('a bug')
  await expect(hands.look(path.join(folder, 'broken'), 'mark')).rejects.toThrow('a bug')
})
