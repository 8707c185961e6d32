import { readdir } from 'node:fs/promises'

/** A serial port of this PC: where it is, and what people know it by. */
export interface PortPlace {
  readonly path: string
  readonly name: string
}

/** Names under which Linux has ports that something may hang on: USB adapters, modems, Bluetooth, and the built-in ones. */
const PORT_FILE = /^(?:tty(?:USB|ACM|S|AMA)\d+|rfcomm\d+)$/

/** The ports that the system knows now. The package asks a program of the system for them, which may be missing. */
export async function listSerialPorts(): Promise<readonly PortPlace[]> {
  try {
    // Loaded when it is first wanted: most shops have nothing on a serial port, and the app starts without it.
    const { SerialPort } = await import('serialport')
    const ports = await SerialPort.list()
    return ports.map(({ path, manufacturer }) => ({
      path,
      name: manufacturer === undefined ? path : `${path} (${manufacturer})`
    }))
  } catch {
    return namedPorts()
  }
}

async function namedPorts(): Promise<readonly PortPlace[]> {
  try {
    const names = (await readdir('/dev')).filter((name) => PORT_FILE.test(name)).sort()
    return names.map((name) => ({ path: `/dev/${name}`, name: `/dev/${name}` }))
  } catch {
    return []
  }
}
