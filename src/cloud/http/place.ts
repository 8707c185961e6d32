import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'

/** The first four groups of an IPv6 address: one customer of a provider has all that follow them. */
function networkOf(address: string): string {
  const [head = '', tail = ''] = address.split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === '' ? [] : tail.split(':')
  const gap = Math.max(0, 8 - front.length - back.length)
  return [...front, ...Array.from({ length: gap }, () => '0'), ...back]
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}

/**
 * A short name of where a request came from, for limits. A hash, so that tables and logs hold nobody's address; of an
 * IPv6 address only the network counts, or each guess would come from another one.
 */
export function placeOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  const network = isIPv6(plain) ? networkOf(plain) : plain
  return createHash('sha256').update(`counterbook place 1\n${network}`).digest('base64url').slice(0, 22)
}
