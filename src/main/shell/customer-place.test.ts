import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DisplayFacts, findDisplay, placeCustomer } from './customer-place.ts'

const first: DisplayFacts = { id: 1, label: 'Dell', bounds: { x: 0, y: 0, width: 1366, height: 768 } }
const second: DisplayFacts = { id: 2, label: 'Kassa', bounds: { x: 1366, y: 0, width: 1024, height: 768 } }
const third: DisplayFacts = { id: 3, label: 'Samsung', bounds: { x: 2390, y: 0, width: 1024, height: 768 } }
const counter = { x: 0, y: 0, width: 1366, height: 740 }
const ask = (change: Partial<Parameters<typeof placeCustomer>[0]> = {}) =>
  placeCustomer({ isOn: true, remembered: second, displays: [first, second], isFirstLook: false, counter, ...change })

describe('the place of the customer’s window', () => {
  it.each([
    ['shown', {}],
    ['off', { isOn: false }],
    ['not-chosen', { remembered: null }],
    ['one-display', { displays: [first] }],
    ['display-missing', { displays: [first, third] }],
    ['counter-is-there', { counter: { x: 1300, y: 0, width: 400, height: 400 } }],
    ['shown', { counter: null }],
    // Maximised windows reach a little over the edge of their display.
    ['shown', { counter: { x: -8, y: -8, width: 1382, height: 756 } }]
  ] as const)('is %s', (reason, change) => {
    expect(ask(change).reason).toBe(reason)
  })

  it('is never a guess: where a cable was pulled, another display moves up', () => {
    const moved = { ...third, bounds: second.bounds }
    expect(ask({ displays: [first, moved] }).reason).toBe('display-missing')
  })

  it('never covers a part of the cashier’s window, and never a display that was not chosen', () => {
    const boxes = fc.record({
      x: fc.integer({ min: -500, max: 3000 }),
      y: fc.integer({ min: -200, max: 900 }),
      width: fc.integer({ min: 300, max: 1400 }),
      height: fc.integer({ min: 200, max: 900 })
    })
    fc.assert(
      fc.property(boxes, fc.subarray([first, second, third]), fc.boolean(), (box, displays, isFirstLook) => {
        const place = ask({ displays, isFirstLook, counter: box })
        if (place.display === null) return
        expect(place.display).toEqual(second)
        const { bounds } = place.display
        const width = Math.min(box.x + box.width, bounds.x + bounds.width) - Math.max(box.x, bounds.x)
        const height = Math.min(box.y + box.height, bounds.y + bounds.height) - Math.max(box.y, bounds.y)
        expect(Math.min(width, height)).toBeLessThanOrEqual(16)
      })
    )
  })
})

describe('a display is found again', () => {
  const nameless = (display: DisplayFacts) => ({ ...display, label: '' })
  it.each<[string, DisplayFacts[], boolean, number | null]>([
    ['by its id', [first, second], false, 2],
    [
      'by its name, when ids were dealt anew',
      [
        { ...second, id: 8 },
        { ...first, id: 2 }
      ],
      false,
      8
    ],
    ['by its socket, with another monitor in it', [first, { ...second, label: 'New' }], false, 2],
    ['not by its place while the app runs', [first, { ...second, id: 9, label: 'New' }], false, null],
    ['not by its place under another name', [first, { ...second, id: 9, label: 'New' }], true, null]
  ])('%s', (_how, displays, isFirstLook, id) => {
    expect(findDisplay(second, displays, isFirstLook)?.id ?? null).toBe(id)
  })

  it('by its place after a restart, where displays have no names', () => {
    const again = [nameless(first), { ...nameless(second), id: 77 }]
    expect(findDisplay(nameless(second), again, true)?.id).toBe(77)
    expect(findDisplay(nameless(second), again, false)).toBe(null)
  })
})
