import { describe, expect, it } from 'vitest'
import { PRINT_STATES } from '#shared/printing/print-job.ts'
import { canDecide, needsPerson } from './decisions.ts'

describe('what may be decided of a print job', () => {
  it('never tries again what may have come out', () => {
    for (const state of ['sending', 'printed', 'sent', 'sent-unconfirmed'] as const)
      expect(canDecide(state, 'retry')).toBe(false)
  })

  it('asks about the paper only when it may have come out', () => {
    expect(PRINT_STATES.filter((state) => canDecide(state, 'came-out'))).toEqual(['sent-unconfirmed'])
  })

  it('asks nobody about a paper that simply went to a printer without a voice', () => {
    expect(needsPerson('sent')).toBe(false)
    expect(canDecide('sent', 'print-again')).toBe(true)
  })

  it('always leaves a way out of a state that waits for a person', () => {
    for (const state of PRINT_STATES.filter(needsPerson)) expect(canDecide(state, 'drop')).toBe(true)
  })
})
