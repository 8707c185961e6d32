import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SerialPort } from 'serialport'
import { assert } from '#shared/kernel/assert.ts'
import type { PrinterCable, VirtualEscposPrinter } from './virtual-escpos-printer.ts'

/** A serial line between the app and a printer, both ends real ports of the system. */
export interface SerialPair {
  /** The port that the app opens. */
  readonly path: string
  /** Pulls the plug: both ports are gone. */
  unplug(): Promise<void>
  close(): Promise<void>
}

export async function onSerialPair(printer: VirtualEscposPrinter): Promise<SerialPair> {
  const folder = mkdtempSync(path.join(tmpdir(), 'serial-'))
  const [appEnd, printerEnd] = [path.join(folder, 'app'), path.join(folder, 'printer')]
  const ends = [appEnd, printerEnd].map((link) => `pty,raw,echo=0,link=${link}`)
  const socat = spawn('socat', ends, { stdio: ['ignore', 'ignore', 'inherit'] })
  let failure = ''
  socat.on('error', (error) => (failure = error.message))
  for (let tries = 0; !existsSync(appEnd) || !existsSync(printerEnd); tries++) {
    assert(failure === '' && tries < 600, `socat made no pair of ports: ${failure}`)
    await sleep(20)
  }
  const port = new SerialPort({ path: printerEnd, baudRate: 115_200 })
  await once(port, 'open')
  const cable: PrinterCable = {
    write: (bytes) => void port.write(Buffer.from(bytes)),
    pause: () => void port.pause(),
    resume: () => void port.resume(),
    unplug: () => {}
  }
  port.on('error', () => {})
  port.on('data', (bytes: Buffer) => printer.receive(bytes))
  printer.plug(cable)
  const unplug = async () => {
    if (socat.exitCode !== null || socat.signalCode !== null) return
    socat.kill()
    await once(socat, 'exit')
  }
  return {
    path: appEnd,
    unplug,
    async close() {
      printer.stop()
      if (port.isOpen) await new Promise<void>((resolve) => port.close(() => resolve()))
      await unplug()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
