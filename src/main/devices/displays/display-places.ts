import { readdir } from 'node:fs/promises'
import { listSerialPorts } from '#main/devices/serial-ports.ts'

/** A serial port of this PC: where it is, and what people know it by. */
export interface PortPlace {
  readonly path: string
  readonly name: string
}

/** Names under which Linux has ports that something may hang on: USB adapters, modems, Bluetooth, and the built-in ones. */
const PORT_FILE = /^(?:tty(?:USB|ACM|S|AMA)\d+|rfcomm\d+)$/

/** The ports that a display may hang on. */
export async function listDisplayPorts(): Promise<readonly PortPlace[]> {
  const ports = await listSerialPorts()
  return ports?.map(({ path, maker }) => ({ path, name: maker === '' ? path : `${path} (${maker})` })) ?? namedPorts()
}

async function namedPorts(): Promise<readonly PortPlace[]> {
  try {
    const names = (await readdir('/dev')).filter((name) => PORT_FILE.test(name)).sort()
    return names.map((name) => ({ path: `/dev/${name}`, name: `/dev/${name}` }))
  } catch {
    return []
  }
}
