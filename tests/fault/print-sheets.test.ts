import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageTransport } from '#main/devices/printer/page-transport.ts'
import { noPagePrinter } from '#main/ports/page-printer.ts'
import { type PrivateCups, startPrivateCups } from '#tests/support/private-cups.ts'
import { wholeJob } from '#tests/support/whole-job.ts'

let cups: PrivateCups
const before = process.env.CUPS_SERVER

beforeAll(async () => {
  cups = await startPrivateCups()
  process.env.CUPS_SERVER = cups.server
})
afterAll(async () => {
  if (before === undefined) delete process.env.CUPS_SERVER
  else process.env.CUPS_SERVER = before
  await cups.stop()
})

test('a PDF of sheets goes through the system to the printer, byte by byte; a deleted queue is told by name', async () => {
  const pdf = Buffer.from(`%PDF-1.7\n${'sheet\n'.repeat(20_000)}%%EOF\n`, 'latin1')
  const taken: Buffer[] = []
  const printer = net.createServer((line) => line.on('data', (bytes) => taken.push(Buffer.from(bytes))))
  printer.listen(0, '127.0.0.1')
  await once(printer, 'listening')
  cups.addQueue('office', (printer.address() as AddressInfo).port)
  const transport = pageTransport('office', 'a5', 'linux', noPagePrinter)
  const opened = await transport.open()
  expect(opened.ok).toBe(true)
  const outcome = opened.ok ? await opened.value.send(wholeJob(pdf, () => {})) : null
  expect(outcome).toEqual({ type: 'handed-over' })
  expect(Buffer.concat(taken).equals(pdf)).toBe(true)
  cups.run('lpadmin', '-x', 'office')
  expect(await transport.open()).toMatchObject({ ok: false, failure: { code: 'print/queue-gone' } })
  transport.close()
  printer.close()
})
