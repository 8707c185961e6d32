// What a thread has read of a large book is given back when nobody asks any more, and not while somebody waits.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { IDLE_MS, readingThread } from '#main/compose/reading-thread.ts'
import { projectRoot } from '#tests/support/open-app.ts'

const script = pathToFileURL(path.join(projectRoot, 'tests/support/slow-worker.mjs'))

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())

const threadOf = (file = 'one.counterbook') =>
  readingThread<number, number>({ script, file: () => file, name: 'lists', memoryMb: 64 })

test('a thread stays for the next question, and another one answers after nobody asked for long', async () => {
  const thread = threadOf()
  const first = await thread.ask(0)
  vi.advanceTimersByTime(IDLE_MS - 1)
  expect(await thread.ask(0)).toBe(first)
  vi.advanceTimersByTime(IDLE_MS - 1)
  expect(await thread.ask(0)).toBe(first)
  vi.advanceTimersByTime(IDLE_MS)
  expect(await thread.ask(0)).not.toBe(first)
  await thread.close()
})

test('a question that takes longer than that is answered all the same', async () => {
  const thread = threadOf()
  const first = await thread.ask(0)
  const asked = thread.ask(500)
  vi.advanceTimersByTime(IDLE_MS)
  expect(await asked).toBe(first)
  expect(await thread.ask(0)).toBe(first)
  await thread.close()
})
