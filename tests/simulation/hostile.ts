import type { Dice } from './dice.ts'

/** Texts that have broken other programs. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u0001\u0002\u001b[31m\u0007',
  "'; drop table entry; --",
  '" or 1=1 --',
  "x'); delete from journal; --",
  '%_%',
  '* OR NEAR(" "',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '../../../../etc/passwd',
  'file:///etc/passwd',
  '\\\\server\\share',
  'C:\\Windows\\System32',
  'javascript:alert(1)',
  '#{7*7}',
  '{{7*7}}',
  '%s%s%n',
  '=1+1',
  '@SUM(A1)',
  '\ud83d',
  '\udc00 half',
  '\u202egnp.exe',
  '\ufeff',
  '\u200e\u200f',
  'e\u0301',
  '👨‍👩‍👧‍👦',
  'क्षत्रिय',
  'ﷺ',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e309',
  '0x10',
  '٣٤',
  '2026-11-21',
  '\r\nSet-Cookie: x=1',
  'x'.repeat(10_000),
  'क्ष'.repeat(5_000),
  '('.repeat(2_000),
  'a\n'.repeat(3_000)
]
const NUMBERS: readonly number[] = [
  0,
  -0,
  -1,
  1,
  0.1,
  -0.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  2 ** 31,
  2 ** 53,
  2 ** 53 - 1,
  1 - 2 ** 53,
  1e20,
  5e-324,
  20260230,
  1_000_000_000_000,
  1_000_000_000_001
]
const MEGABYTE = 'm'.repeat(2 ** 20)

export const hostileText = (dice: Dice): string =>
  dice.chance(0.004) ? MEGABYTE : dice.chance(0.25) ? randomText(dice) : dice.one(TEXTS)

/** Code units at random, halves of pairs among them. */
const randomText = (dice: Dice): string =>
  String.fromCharCode(...Array.from({ length: dice.whole(0, 24) }, () => dice.whole(0, 0xffff)))

const someObject: (() => unknown)[] = [
  () => [],
  () => ({}),
  () => null,
  () => undefined,
  () => true,
  () => 7n,
  () => new Date(0),
  () => new Map([['id', 1]]),
  () => new Uint8Array([1, 2, 3]),
  () => Array.from({ length: 3_000 }, () => null),
  () => JSON.parse('{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}'),
  () => nested(300),
  () => {
    const ring: Record<string, unknown> = {}
    ring.self = ring
    return ring
  }
]

const nested = (depth: number): unknown => (depth === 0 ? 1 : { inside: nested(depth - 1) })

/** Anything that survives the way from a page to main, which is the structured clone. */
export const hostileValue = (dice: Dice): unknown =>
  dice.weighted<() => unknown>([
    [5, () => hostileText(dice)],
    [4, () => dice.one(NUMBERS)],
    [3, () => dice.one(someObject)()]
  ])()

/** A request with so many things wrong: a part is replaced, taken away, doubled, or one is added that nobody asked for. */
export function mutated(dice: Dice, input: unknown): unknown {
  if (dice.chance(0.03)) return hostileValue(dice)
  let changed = input
  for (let edits = dice.whole(1, 3); edits > 0; edits--) changed = edited(dice, changed)
  return changed
}

function edited(dice: Dice, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return hostileValue(dice)
  const entries = Object.entries(value)
  const [name, inside] = entries.length > 0 ? dice.one(entries) : ['', undefined]
  if (entries.length > 0 && dice.chance(0.35)) return withPart(value, name, edited(dice, inside))
  if (Array.isArray(value)) {
    if (dice.chance(0.3)) return [...value, ...value]
    return dice.chance(0.3) ? value.slice(1) : [...value, hostileValue(dice)]
  }
  if (entries.length === 0 || dice.chance(0.1)) return withPart(value, strangeName(dice), hostileValue(dice))
  if (dice.chance(0.2)) return Object.fromEntries(entries.filter(([kept]) => kept !== name))
  return withPart(value, name, hostileValue(dice))
}

const strangeName = (dice: Dice): string => (dice.chance(0.4) ? '__proto__' : hostileText(dice).slice(0, 200))

/** A copy with one part of its own set, `__proto__` among the names. */
function withPart(value: object, name: string, part: unknown): unknown {
  const copy: object = Array.isArray(value) ? [...value] : { ...value }
  Object.defineProperty(copy, name, { value: part, enumerable: true, configurable: true, writable: true })
  return copy
}
