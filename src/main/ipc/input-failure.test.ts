import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { contract } from '#shared/contract/contract.ts'
import { inputFailure } from './input-failure.ts'

function failureOf(schema: z.ZodType, input: unknown) {
  const result = schema.safeParse(input)
  if (result.success) throw new Error('the input was taken')
  return inputFailure(result.error)
}

describe('inputFailure', () => {
  it('names the field by its path', () => {
    const schema = z.strictObject({ lines: z.array(z.strictObject({ text: z.string() })) })
    expect(failureOf(schema, { lines: [{ text: 'a' }, { text: 7 }] })).toEqual({
      code: 'input/invalid',
      field: 'lines.1.text'
    })
  })

  it('names a field that nobody asked for', () => {
    expect(failureOf(z.strictObject({}), { sql: 'drop' })).toEqual({ code: 'input/invalid', field: 'sql' })
  })

  it('takes the code that a schema gives as its message', () => {
    const input = { ...sale(), amountMinor: 1e20 }
    expect(failureOf(contract['entry.record'].input, input)).toMatchObject({ field: 'amountMinor' })
    expect(failureOf(contract['entry.record'].input, { ...sale(), amountMinor: -1 })).toEqual({
      code: 'money/negative',
      field: 'amountMinor'
    })
  })

  it('has no field when the whole input is wrong', () => {
    expect(failureOf(z.strictObject({}), null)).toEqual({ code: 'input/invalid' })
  })
})

function sale() {
  return {
    id: '6a1f8f5e-3a41-4a57-9a68-1d5f1f0f9c11',
    bookOn: null,
    occurredOn: null,
    text: '',
    note: '',
    kind: 'sale',
    partyId: null,
    amountMinor: 100,
    lines: [],
    tender: { cashMinor: 100, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
  }
}
