import { describe, expect, it } from 'vitest'
import { closed, firstStack, opened } from './stack.ts'

const ids = (stack: typeof firstStack) => stack.map((screen) => screen.id)

describe('the stack of screens', () => {
  it('always has the counter at the bottom', () => {
    expect(ids(closed(firstStack))).toEqual(['counter'])
    expect(ids(closed(opened(firstStack, 'parties', {})))).toEqual(['counter'])
  })

  it('goes back to a screen that is open instead of opening it twice', () => {
    const deep = opened(opened(opened(firstStack, 'parties', {}), 'statement', { partyId: 'a' }), 'parties', {})
    expect(ids(deep)).toEqual(['counter', 'parties'])
  })

  it('has one bill, which takes the newest wish', () => {
    const begin = (wish: string) => ({ begin: { wish, kind: 'sale' as const } })
    const first = opened(firstStack, 'bill', begin('1'))
    const again = opened(opened(first, 'parties', {}), 'bill', begin('2'))
    expect(ids(again)).toEqual(['counter', 'bill'])
    expect(again[1]?.key).toBe(first[1]?.key)
    expect(again[1]?.params).toEqual(begin('2'))
  })

  it('tells two statements apart', () => {
    const two = opened(opened(firstStack, 'statement', { partyId: 'a' }), 'statement', { partyId: 'b' })
    expect(ids(two)).toEqual(['counter', 'statement', 'statement'])
    expect(new Set(two.map((screen) => screen.key)).size).toBe(3)
  })
})
