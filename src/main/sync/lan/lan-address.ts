import { isIPv4 } from 'node:net'
import { isNear } from '#main/sync/server-address.ts'
import { LAN_PORT } from '#shared/sync/lan-wire.ts'
import type { LanAddress } from './speak.ts'

/** Reads the address of a counter as a person types it, `192.168.1.20` or `192.168.1.20:47615`; null for what is not in the shop's own net. */
export function readLanAddress(text: string): LanAddress | null {
  const [host = '', portText, ...rest] = text.trim().split(':')
  const port = portText === undefined ? LAN_PORT : /^[0-9]{1,5}$/.test(portText) ? Number(portText) : 0
  const isGood = rest.length === 0 && isIPv4(host) && isNear(host) && port >= 1 && port <= 65_535
  return isGood ? { host, port } : null
}

export const lanAddressText = ({ host, port }: LanAddress): string => `${host}:${port}`
