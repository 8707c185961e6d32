import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConversingTransport } from '#main/devices/printer/conversing-transport.ts'
import { PATIENCE } from '#main/devices/printer/patience.ts'
import { serialDialer } from '#main/devices/printer/serial-dialer.ts'
import type { PrinterReport } from '#main/ports/printer.ts'
import { GENERIC_PROFILE } from '#shared/printing/printer-profile.ts'
import { onSerialPair, type SerialPair } from '#tests/support/serial-pair.ts'
import { VirtualEscposPrinter } from '#tests/support/virtual-escpos-printer.ts'
import { wholeJob } from '#tests/support/whole-job.ts'

const KNOWN = { ...GENERIC_PROFILE, id: 'known', maker: 'Known', status: 'asb', fence: 'gs-h' } as const

let printer: VirtualEscposPrinter
let pair: SerialPair
let transport: ConversingTransport
let reports: PrinterReport[]

beforeEach(async () => {
  printer = new VirtualEscposPrinter({ bytesPerBeat: 256 })
  pair = await onSerialPair(printer)
  transport = transportAt(pair.path)
})
afterEach(async () => {
  transport.close()
  await pair.close()
})

function transportAt(port: string): ConversingTransport {
  const made = new ConversingTransport(serialDialer({ path: port, baudRate: 115_200, flowControl: 'none' }), KNOWN, {
    ...PATIENCE,
    pollMs: 25
  })
  reports = []
  made.watch((report) => reports.push(report))
  return made
}

const receipt = (lines: number) => Buffer.from(`\x1b@${'line\n'.repeat(lines)}\x1dVB\0`, 'latin1')

async function send(bytes: Uint8Array) {
  const opened = await transport.open()
  return opened.ok ? opened.value.send(wholeJob(bytes)) : opened.failure
}

test('proves its jobs one after the other on a line that stays open', async () => {
  expect(await send(receipt(500))).toEqual({ type: 'printed' })
  expect(await send(receipt(20))).toEqual({ type: 'printed' })
  expect(printer.paper.text.match(/line/g)).toHaveLength(520)
})

test('a port that vanishes in the middle: nobody claims to know, and the next job waits for the port by name', async () => {
  printer.onBeat = () => {
    if (printer.paper.bytes.length > 2000) void pair.unplug()
  }
  expect(await send(receipt(20_000))).toMatchObject({ type: 'unknown', failure: { code: 'print/connection-lost' } })
  expect(await send(receipt(1))).toMatchObject({ code: 'print/port-gone', params: { path: pair.path } })
  expect(reports.at(-1)?.conditions).toEqual(['unplugged'])
})

test('a port that vanishes between jobs is told at the next look', async () => {
  await send(receipt(1))
  expect(reports.at(-1)?.conditions).toEqual(['ready'])
  await pair.unplug()
  await vi.waitFor(async () => {
    await transport.look(true)
    expect(reports.at(-1)?.conditions).toEqual(['unplugged'])
  }, 10_000)
})

test('a port that is not there, or is no port, is told by name', async () => {
  const nowhere = path.join(path.dirname(pair.path), 'nothing')
  transport = transportAt(nowhere)
  expect(await send(receipt(1))).toMatchObject({ code: 'print/port-gone', params: { path: nowhere } })
  const letter = path.join(path.dirname(pair.path), 'letter.txt')
  writeFileSync(letter, 'a letter to the bank')
  transport = transportAt(letter)
  expect((await send(receipt(1))) as object).toHaveProperty('code')
})

test('a port that another program holds is told', async () => {
  await send(receipt(1))
  const other = transportAt(pair.path)
  const opened = await other.open()
  expect(opened).toMatchObject({ ok: false, failure: { code: 'print/port-busy', params: { path: pair.path } } })
  other.close()
})
