/** The scheme under which the built pages are served, and the one host that it has. */
export const PAGE_SCHEME = 'app'
export const PAGE_HOST = 'counterbook'
export const PAGE_ADDRESS = `${PAGE_SCHEME}://${PAGE_HOST}/index.html`
/** The customer's page. It stands in a window of its own and never in the counter's. */
export const CUSTOMER_PAGE = 'customer.html'

function parsed(address: string): URL | null {
  try {
    return new URL(address)
  } catch {
    return null
  }
}

/**
 * Whether an address is one of our own pages: decided by its parsed scheme and host, never by how the text begins.
 * `devServer` is the address of the development server, or null in a built app.
 */
export function isOwnPage(address: string, devServer: string | null): boolean {
  const url = parsed(address)
  if (!url || url.username || url.password) return false
  if (url.protocol === `${PAGE_SCHEME}:`) return url.host === PAGE_HOST
  const dev = devServer === null ? null : parsed(devServer)
  return dev !== null && url.origin !== 'null' && url.origin === dev.origin
}

/**
 * Whether a page may load from this address. Nothing of a built app ever leaves the machine; in development the
 * server's own origin, its web socket and the developer tools come in addition.
 */
export function isAllowedRequest(address: string, devServer: string | null): boolean {
  const url = parsed(address)
  if (!url) return false
  if (url.protocol === 'data:') return true
  if (isOwnPage(address, devServer)) return true
  const dev = devServer === null ? null : parsed(devServer)
  return dev !== null && (url.protocol === 'devtools:' || (url.protocol === 'ws:' && url.host === dev.host))
}
