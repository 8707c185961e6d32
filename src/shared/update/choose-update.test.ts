import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseUpdate } from './choose-update.ts'
import { type Feed, zFeed } from './feed.ts'
import { compareVersions } from './version.ts'

const file = { kind: 'deb', arch: 'x64', name: 'a.deb', bytes: 10, sha512: `${'A'.repeat(86)}==` } as const
const feedOf = (version: string, percent = 100): Feed =>
  zFeed.parse({ product: 'counterbook', version, publishedAt: 1, percent, files: [file] })
const own = { version: '1.2.3', kind: 'deb', arch: 'x64' } as const

const version = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((numbers) => numbers.join('.'))
const share = fc.double({ min: 0, max: 100, maxExcluded: true, noNaN: true })

test('versions are compared by number, and stand in one order', () => {
  expect(['1.10.0', '1.9.9', '0.99.0', '1.9.10'].toSorted(compareVersions)).toEqual([
    '0.99.0',
    '1.9.9',
    '1.9.10',
    '1.10.0'
  ])
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0)
      if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) expect(compareVersions(a, c)).toBeLessThanOrEqual(0)
      expect(compareVersions(a, b) === 0).toBe(a === b)
    })
  )
})

test('nothing older or equal is ever offered', () => {
  fc.assert(
    fc.property(version, version, share, (mine, theirs, at) => {
      const choice = chooseUpdate(feedOf(theirs), { ...own, version: mine }, at)
      expect(choice.kind).toBe(compareVersions(theirs, mine) > 0 ? 'offered' : 'newest')
    })
  )
})

test('a PC whose turn has come keeps it while the share grows', () => {
  fc.assert(
    fc.property(share, fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (at, one, other) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)]
      const isOffered = (percent: number) => chooseUpdate(feedOf('2.0.0', percent), own, at).kind === 'offered'
      if (isOffered(less)) expect(isOffered(more)).toBe(true)
      expect(isOffered(100)).toBe(true)
      expect(isOffered(0)).toBe(false)
    })
  )
})

test('a release without a package of this kind is none for this PC', () => {
  expect(chooseUpdate(feedOf('2.0.0'), { ...own, kind: 'rpm' }, 0)).toEqual({ kind: 'newest' })
  expect(chooseUpdate(feedOf('2.0.0'), { ...own, arch: 'arm64' }, 0)).toEqual({ kind: 'newest' })
})

test('a file name that leaves its folder is no feed', () => {
  for (const name of ['../a.deb', 'a/b.deb', '.hidden', 'a b.deb', ''])
    expect(zFeed.safeParse({ ...feedOf('1.0.0'), files: [{ ...file, name }] }).success).toBe(false)
})
