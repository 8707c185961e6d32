import { describe, expect, it } from 'vitest'
import { describeError } from './describe-error.ts'

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}

describe('describeError', () => {
  it('says what kind it is and where it came from', () => {
    const described = describeError(new TypeError('entries is not iterable'))
    expect(described).toMatchObject({ kind: 'TypeError', code: '', message: 'entries is not iterable' })
    expect(described.stack[0]).toContain('shell/describe-error.test.ts:')
    expect(described.stack.join()).not.toContain('/src/main')
  })

  it('keeps the code of the system', () => {
    const error = Object.assign(new Error("EACCES: permission denied, open '/home/ravi/book'"), { code: 'EACCES' })
    expect(describeError(error)).toMatchObject({ code: 'EACCES', message: 'EACCES: permission denied, open …' })
  })

  it.each([
    () => JSON.parse('{"party":"Ramesh","amountMinor":125000'),
    () => JSON.parse('Ramesh 1250'),
    () => BigInt('Ramesh'),
    () => {
      throw new Error('balance 125000 of रमेश in /home/Ramesh/book and C:\\Users\\Ramesh\\book')
    }
  ])('tells nothing of the book', (work) => {
    const { message, stack } = describeError(thrownBy(work))
    expect(message + stack.join()).not.toMatch(/Ramesh|रमेश|125/)
  })

  it.each(['text', null, undefined, 7, { amount: 5 }])('bears what is no error: %j', (cause) => {
    expect(describeError(cause)).toEqual({ kind: typeof cause, code: '', message: '', stack: [] })
  })
})
