import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PrintQueue } from '#main/devices/printer/print-queue.ts'
import { enqueue, newLedgerFile, openPrintStore, printerAt, watchedWorld } from './print-queue-world.ts'

test('killed in the middle of a job: the next start asks, and sends not one byte of it again', async () => {
  const received: number[] = []
  const firstByte = Promise.withResolvers<void>()
  const printer = createServer((socket) => {
    const index = received.push(0) - 1
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      // Questions about its status, and white dots for what a broken job left open, are no paper.
      const letters = bytes.filter((byte) => byte >= 0x20).length
      received[index] = (received[index] ?? 0) + letters
      if (letters === 0) return
      firstByte.resolve()
      // The first connection stops reading: the job hangs in the middle.
      if (index === 0) socket.pause()
    })
    socket.on('end', () => socket.end())
  })
  printer.listen(0, '127.0.0.1')
  await once(printer, 'listening')
  const { port } = printer.address() as AddressInfo
  const file = newLedgerFile()
  const before = openPrintStore(file)
  enqueue(before.store, 'one', 'a', 'x'.repeat(1024 * 1024))
  before.close()

  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'print-queue-child.ts'), file, String(port)], {
    stdio: 'inherit'
  })
  await firstByte.promise
  child.kill('SIGKILL')
  await once(child, 'exit')

  const after = openPrintStore(file)
  expect(after.store.jobById('one')?.state).toBe('sending')
  enqueue(after.store, 'two', 'a')
  const world = watchedWorld(after.store)
  const queue = new PrintQueue(world)
  queue.start([printerAt('a', port)])
  await world.reached('two', 'sent')
  await queue.stop()
  expect(after.store.jobById('one')?.state).toBe('sent-unconfirmed')
  expect(received.slice(1)).toEqual(['two'.length])
  after.close()
  printer.close()
})
