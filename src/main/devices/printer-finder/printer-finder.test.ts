import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { findPrinterDevices, findSerialPorts } from './find-ports.ts'
import { cupsList, windowsList } from './find-queues.ts'
import { isPrivate, neighbours, scanNetwork } from './scan-network.ts'

const servers: Server[] = []
const sockets = new Set<Socket>()
const folders: string[] = []
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  for (const server of servers.splice(0)) server.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Something that listens on an address of this PC, always on the same port as the first. */
async function listen(host: string, port: number, greet: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    greet(socket)
  }).listen(port, host)
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const printer = (socket: Socket) =>
  socket.on('data', (bytes) => {
    if (bytes.includes(Buffer.from([0x10, 0x04, 0x01]))) socket.write(Buffer.from([0x12]))
  })
const search = (hosts: readonly string[], port: number, signal = new AbortController().signal) =>
  scanNetwork({ signal, onProgress: () => {} }, hosts, port)

describe('the network', () => {
  test('tells printers from what only takes connections, and leaves out what is no printer', async () => {
    const port = await listen('127.0.0.1', 0, printer)
    await listen('127.0.0.2', port, () => {})
    await listen('127.0.0.3', port, (socket) => socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
    const found = await search(['127.0.0.3', '127.0.0.4', '127.0.0.2', '127.0.0.1'], port)
    expect(found.map(({ label, answer }) => [label, answer])).toEqual([
      ['127.0.0.1', 'answers'],
      ['127.0.0.2', 'silent']
    ])
    expect(found[0]?.transport).toEqual({ type: 'network', host: '127.0.0.1', port })
  })

  test('tells how far it is, and stops when it is told to', async () => {
    const port = await listen('127.0.0.1', 0, printer)
    const told: number[] = []
    await scanNetwork(
      { signal: new AbortController().signal, onProgress: (done, total) => told.push(done / total) },
      ['127.0.0.1', '127.0.0.5'],
      port
    )
    expect(told).toEqual([0, 0.5, 1])
    const stopped = new AbortController()
    stopped.abort()
    expect(await search(['127.0.0.1'], port, stopped.signal)).toEqual([])
  })

  test('is that of the private addresses of the PC, and no other', () => {
    expect(['10.1.2.3', '172.20.0.4', '192.168.1.9', '169.254.3.3'].every(isPrivate)).toBe(true)
    expect(['8.8.8.8', '172.32.0.1', '192.167.1.1', '100.64.0.1'].some(isPrivate)).toBe(false)
    const hosts = neighbours(['192.168.1.9', '192.168.1.200'])
    expect(hosts).toHaveLength(254)
    expect([hosts[0], hosts.at(-1)]).toEqual(['192.168.1.1', '192.168.1.254'])
  })
})

describe('this PC', () => {
  test('serial ports and printer devices are named by the folder of devices, whatever else lies there', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-dev-'))
    folders.push(folder)
    mkdirSync(path.join(folder, 'usb'))
    for (const name of ['ttyUSB0', 'rfcomm3', 'tty1', 'sda', 'usb/lp0', 'usb/hiddev0'])
      writeFileSync(path.join(folder, name), '')
    const ports = await findSerialPorts(folder)
    expect(ports.map(({ label, detail }) => [label, detail]).filter(([label]) => label !== undefined)).toEqual(
      expect.arrayContaining([
        ['ttyUSB0', ''],
        ['rfcomm3', 'Bluetooth']
      ])
    )
    expect(ports.some(({ label }) => label === 'sda' || label === 'tty1')).toBe(false)
    expect((await findPrinterDevices(path.join(folder, 'usb'))).map((one) => one.label)).toEqual([
      path.join(folder, 'usb', 'lp0')
    ])
    expect(await findPrinterDevices(path.join(folder, 'nowhere'))).toEqual([])
  })

  test('queues are read from what the system says', () => {
    const devices = 'device for Kirana: socket://192.168.1.50:9100\ndevice for Office A4: usb://HP/LaserJet\n'
    expect(cupsList('Kirana\nOffice A4\n\n', devices)).toEqual([
      { name: 'Kirana', detail: 'socket://192.168.1.50:9100' },
      { name: 'Office A4', detail: 'usb://HP/LaserJet' }
    ])
    expect(cupsList('', '')).toEqual([])
    const one = '{"Name":"TVS RP3160","PortName":"USB001","DriverName":"Generic / Text Only"}'
    expect(windowsList(one)).toEqual([{ name: 'TVS RP3160', detail: 'Generic / Text Only, USB001' }])
    expect(windowsList(`[${one},{"PortName":"x"}]`)).toHaveLength(1)
    expect(windowsList('')).toEqual([])
  })
})
