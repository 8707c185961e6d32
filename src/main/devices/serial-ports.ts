/** A serial port of this PC. A Bluetooth device has one too. */
export interface SerialPlace {
  readonly path: string
  /** Who made what hangs on it; empty where the system does not know. */
  readonly maker: string
  readonly isBluetooth: boolean
}

const BLUETOOTH = /bluetooth|bthenum/i

/**
 * The ports that the system knows now, or null where it cannot tell: on Linux the list is made by a program that is not on
 * every PC.
 */
export async function listSerialPorts(): Promise<readonly SerialPlace[] | null> {
  try {
    // Loaded when it is first wanted: most shops have nothing on a serial port, and the app starts without it.
    const { SerialPort } = await import('serialport')
    const ports = await SerialPort.list()
    return ports.map(({ path, manufacturer, pnpId }) => ({
      path,
      maker: manufacturer ?? '',
      isBluetooth: BLUETOOTH.test(pnpId ?? '')
    }))
  } catch {
    return null
  }
}
