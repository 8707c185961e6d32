import { readdir } from 'node:fs/promises'
import { listSerialPorts } from '#main/devices/serial-ports.ts'
import type { FoundPrinter } from '#main/ports/printer-finder.ts'

/** What a serial printer is set to when nobody set it, by most makers. */
const SERIAL = { type: 'serial', baudRate: 9600, flowControl: 'rts-cts' } as const
const SERIAL_NAMES = /^(?:ttyUSB|ttyACM|rfcomm)\d+$/
const BLUETOOTH = /rfcomm|bluetooth|bthenum/i

/** The serial ports of this PC; a Bluetooth printer is one of them. */
export async function findSerialPorts(devFolder = '/dev'): Promise<FoundPrinter[]> {
  const listed = await listedPorts()
  const named = process.platform === 'linux' ? await namesIn(devFolder, SERIAL_NAMES) : []
  const paths = new Map(named.map((path) => [path, '']))
  for (const port of listed) paths.set(port.path, port.detail)
  return [...paths].map(([path, detail]) => ({
    way: 'serial',
    label: path.replace(`${devFolder}/`, ''),
    detail: detail === '' && BLUETOOTH.test(path) ? 'Bluetooth' : detail,
    answer: 'unasked',
    transport: { ...SERIAL, path }
  }))
}

/** On Linux the system lists every port that a chip could have; a printer hangs on those that were plugged in. */
async function listedPorts(): Promise<{ path: string; detail: string }[]> {
  const ports = (await listSerialPorts()) ?? []
  return ports
    .filter(({ path }) => process.platform !== 'linux' || SERIAL_NAMES.test(path.replace('/dev/', '')))
    .map(({ path, maker, isBluetooth }) => ({
      path,
      detail: [maker, isBluetooth ? 'Bluetooth' : ''].filter((word) => word !== '').join(', ')
    }))
}

/** The kernel's own files of USB printers, where there are such. */
export async function findPrinterDevices(usbFolder = '/dev/usb'): Promise<FoundPrinter[]> {
  const paths = process.platform === 'linux' ? await namesIn(usbFolder, /^lp\d+$/) : []
  return paths.map((path) => ({
    way: 'device',
    label: path,
    detail: 'USB',
    answer: 'unasked',
    transport: { type: 'device', path }
  }))
}

async function namesIn(folder: string, pattern: RegExp): Promise<string[]> {
  try {
    const names = await readdir(folder)
    return names.filter((name) => pattern.test(name)).map((name) => `${folder}/${name}`)
  } catch {
    return []
  }
}
