import { describe, expect, it } from 'vitest'
import { CHANNELS, EVENTS } from '#shared/contract/channels.ts'
import { contract, events } from '#shared/contract/contract.ts'

describe('the contract', () => {
  it('has a schema for exactly the channels that are named', () => {
    expect(Object.keys(contract).sort()).toEqual([...CHANNELS].sort())
    expect(Object.keys(events).sort()).toEqual([...EVENTS].sort())
  })

  it('names each channel once, as group.verb', () => {
    expect(new Set(CHANNELS).size).toBe(CHANNELS.length)
    for (const channel of CHANNELS) expect(channel).toMatch(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/)
  })

  it.each(CHANNELS)('%s refuses a field that it does not know', (channel) => {
    const result = contract[channel].input.safeParse({ unknownField: 1 })
    expect(result.success).toBe(false)
  })

  it.each(CHANNELS)('%s refuses what is no object at all', (channel) => {
    for (const input of [null, undefined, 0, 'text', [], () => {}]) {
      expect(contract[channel].input.safeParse(input).success).toBe(false)
    }
  })
})
