import { isIP } from 'node:net'
import { refuse } from '#shared/kernel/result.ts'

/** Loopback and the private nets of a shop: nothing that the internet carries. */
const NEAR = /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/

/** Whether a host is this PC, or in the shop's own net, as its address says. */
export function isNear(host: string): boolean {
  if (host === 'localhost' || host === '[::1]') return true
  return isIP(host) === 4 && NEAR.test(host)
}

/**
 * Reads the address of a server as a person types it: `cloud.example.in`, or a whole URL. Https alone, but inside the shop's own
 * net. Fails with `sync/address`.
 */
export function readServerAddress(text: string): URL {
  const typed = text.trim()
  const url = URL.parse(/^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`)
  if (url === null || url.hostname === '' || url.username !== '' || url.password !== '')
    return refuse('sync/address', {}, 'server')
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isNear(url.hostname)))
    return refuse('sync/address', {}, 'server')
  url.search = ''
  url.hash = ''
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}
