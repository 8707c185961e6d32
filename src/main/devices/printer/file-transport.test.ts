import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { PrinterConnection } from '#main/ports/printer.ts'
import { wholeJob } from '#tests/support/whole-job.ts'
import { FileTransport } from './file-transport.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'file-printer-'))
afterEach(() => rmSync(path.join(folder, 'paper.bin'), { force: true }))

async function opened(transport: FileTransport): Promise<PrinterConnection> {
  const result = await transport.open()
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

describe('FileTransport', () => {
  test('appends each job, and a plain file that has it is proof', async () => {
    const file = path.join(folder, 'paper.bin')
    writeFileSync(file, 'before')
    const transport = new FileTransport(file)
    expect(await (await opened(transport)).send(wholeJob(Buffer.from(' one')))).toEqual({ type: 'printed' })
    expect(await (await opened(transport)).send(wholeJob(Buffer.from(' two')))).toEqual({ type: 'printed' })
    expect(readFileSync(file, 'utf8')).toBe('before one two')
  })

  test.each(['missing-folder/paper.bin', '.'])('says that nothing was sent when %s cannot be written', async (name) => {
    const failed = await new FileTransport(path.join(folder, name)).open()
    expect(failed).toMatchObject({
      ok: false,
      failure: { code: 'print/file-not-writable', params: { path: path.join(folder, name) } }
    })
  })

  // Devices that are files: the way to a printer on Linux.
  if (process.platform === 'linux') devices()
})

function devices(): void {
  test('a full disk is named, and nobody claims that it was printed', async () => {
    const outcome = await (await opened(new FileTransport('/dev/full'))).send(wholeJob(Buffer.from('x')))
    expect(outcome).toMatchObject({
      type: 'unknown',
      failure: { code: 'print/file-not-writable', params: { reason: 'ENOSPC' } }
    })
  })

  test('a device that takes nothing holds only itself, and is free again when it has taken everything', async () => {
    const device = path.join(folder, 'lp0')
    spawnSync('mkfifo', [device])
    // Keeps the pipe open without reading, as a printer without paper does; then reads everything.
    const printer = spawn('sh', [
      '-c',
      'exec 3<>"$0"; echo ready; read go; dd bs=1000 count=300 iflag=fullblock <&3 2>/dev/null | wc -c; read end',
      device
    ])
    await once(printer.stdout, 'data')
    const transport = new FileTransport(device, true, 100)
    expect(await (await opened(transport)).send(wholeJob(new Uint8Array(300_000)))).toMatchObject({
      type: 'unknown',
      failure: { code: 'print/printer-timeout' }
    })
    expect(await transport.open()).toMatchObject({ ok: false, failure: { code: 'print/printer-timeout' } })
    printer.stdin.write('go\n')
    const [read] = await once(printer.stdout, 'data')
    expect(Number(String(read))).toBe(300_000)
    let again = await transport.open()
    while (!again.ok) {
      await new Promise((resolve) => setImmediate(resolve))
      again = await transport.open()
    }
    again.value.abandon()
    printer.kill()
    await once(printer, 'close')
    // Without a reader a pipe does not even open.
    expect(await transport.open()).toMatchObject({ ok: false, failure: { code: 'print/printer-timeout' } })
    const reader = spawn('cat', [device])
    await once(reader, 'close')
  })
}
