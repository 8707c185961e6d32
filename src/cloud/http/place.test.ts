import { describe, expect, test } from 'vitest'
import { placeOf } from './place.ts'

describe('where a request came from', () => {
  test('is one network of IPv6, and one address of IPv4', () => {
    expect(placeOf('2001:db8:1:2:3:4:5:6')).toBe(placeOf('2001:0db8:1:2::9'))
    expect(placeOf('2001:db8:1:2::')).toBe(placeOf('2001:DB8:1:2:ffff::1'))
    expect(placeOf('2001:db8:1:2::1')).not.toBe(placeOf('2001:db8:1:3::1'))
    expect(placeOf('::ffff:192.0.2.1')).toBe(placeOf('192.0.2.1'))
    expect(placeOf('192.0.2.1')).not.toBe(placeOf('192.0.2.2'))
    expect(placeOf('fe80::1%eth0')).toBe(placeOf('fe80::2'))
  })

  test('does not hold the address', () => {
    expect(placeOf('192.0.2.1')).toMatch(/^[A-Za-z0-9_-]{22}$/)
  })
})
