import { randomBytes } from 'node:crypto'
import { isIPv4 } from 'node:net'
import type { Bonjour, Service } from 'bonjour-service'
import type { Log } from '#main/ports/log.ts'
import { isNear } from '#main/sync/server-address.ts'
import { LAN_SERVICE, LAN_VERSION } from '#shared/sync/lan-wire.ts'
import type { LanAddress } from './speak.ts'

/** Tells the shop's net that a counter is here, and hears of the others. */
export interface Finding {
  /** Asks the net once more, as after a cable was put back. */
  again(): void
  stop(): void
}

export interface FindingParts {
  /** `lanFingerprint` of the account: all that is told beside the port. */
  readonly shop: string
  /** Null when this counter does not listen, and is not to be found. */
  readonly port: number | null
  readonly log: Log
  found(address: LanAddress): void
  lost(address: LanAddress): void
}

export type FindCounters = (parts: FindingParts) => Finding

/**
 * By mDNS (`_counterbook._tcp`). The name is made of random letters anew each time, and the host is named like it: neither shop nor PC nor
 * counter is to be read from it. An address that is not of the shop's own net is not believed.
 */
export function findByMdns(
  parts: FindingParts,
  options: { readonly interface?: string; readonly bind?: string } = {}
): Finding {
  const name = `cb-${randomBytes(6).toString('hex')}`
  // A net without multicast is no fault of the counter: the others are laid down by hand there.
  const failed = (error: unknown) => parts.log.warn('counters cannot be looked for', { why: codeOf(error) })
  let mdns: Bonjour | null = null
  let isStopped = false
  let again = () => {}
  // Loaded when it is wanted: no start of the app waits for it.
  import('bonjour-service')
    .then((library) => {
      if (isStopped) return
      mdns = new library.Bonjour(options as ConstructorParameters<typeof Bonjour>[0], failed)
      again = begin(mdns, name, parts, failed)
    })
    .catch(failed)
  return {
    again: () => again(),
    stop() {
      isStopped = true
      const open = mdns
      open?.unpublishAll(() => open.destroy())
    }
  }
}

/** Says that this counter is here, and hears of the others; answers what asks once more. */
function begin(
  mdns: Bonjour,
  name: string,
  { shop, port, found, lost }: FindingParts,
  failed: (error: unknown) => void
): () => void {
  const txt = { v: String(LAN_VERSION), s: shop }
  if (port !== null) {
    const service = { name, type: LAN_SERVICE, port, host: `${name}.local`, txt, disableIPv6: true }
    mdns.publish(service).on('error', failed)
  }
  const browser = mdns.find({ type: LAN_SERVICE })
  const told = (tell: (address: LanAddress) => void) => (service: Service) => {
    const address = service.name === name ? null : addressOf(service, shop)
    if (address !== null) tell(address)
  }
  browser.on('up', told(found))
  browser.on('srv-update', told(found))
  browser.on('down', told(lost))
  return () => browser.update()
}

/** Where a counter of this account says that it is; null for everything else that calls itself so. */
function addressOf(service: Service, shop: string): LanAddress | null {
  const { txt, port, referer, addresses } = service
  const said = txt as { readonly v?: unknown; readonly s?: unknown } | undefined
  if (said?.s !== shop || said.v !== String(LAN_VERSION)) return null
  // From where the word came is better than what it says: a PC has more addresses than ways to it.
  const hosts = [referer?.address, ...(addresses ?? [])]
  const host = hosts.find((one) => one !== undefined && isIPv4(one) && isNear(one))
  return host === undefined || !Number.isInteger(port) || port < 1 || port > 65_535 ? null : { host, port }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'unknown')
