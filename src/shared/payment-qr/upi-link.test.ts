import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_ENTRY_MINOR, minor } from '#shared/money/money.ts'
import { LONGEST_LINK, upiLink } from './upi-link.ts'

const request = {
  address: 'shop@examplebank',
  payeeName: 'Sharma Traders',
  amountMinor: minor(124_950),
  reference: 'B2627-000123',
  note: 'B1-0231'
}

describe('upiLink', () => {
  test('asks for exactly one amount, with blanks that every app reads', () => {
    expect(upiLink(request)).toEqual({
      ok: true,
      value: 'upi://pay?pa=shop@examplebank&pn=Sharma%20Traders&tr=B2627-000123&tn=B1-0231&am=1249.50&cu=INR&mode=15'
    })
  })

  test('refuses what would let the payer type any amount, or pay nobody', () => {
    expect(upiLink({ ...request, amountMinor: minor(0) })).toMatchObject({ failure: { code: 'money/zero' } })
    expect(upiLink({ ...request, amountMinor: minor(-100) })).toMatchObject({ failure: { code: 'money/zero' } })
    for (const address of [
      '',
      'shop',
      '@bank',
      'shop@',
      'a@b@c',
      'shop @bank',
      'shop@bank&am=1',
      'दुकान@bank',
      `${'a'.repeat(252)}@bank`
    ]) {
      expect(upiLink({ ...request, address }), address).toMatchObject({
        failure: { code: 'payment-qr/address-invalid', field: 'upiAddress' }
      })
    }
    const longest = {
      ...request,
      address: `${'a'.repeat(240)}@bank`,
      payeeName: 'र'.repeat(99),
      note: ','.repeat(50),
      reference: 'a'.repeat(35)
    }
    expect(upiLink(longest)).toMatchObject({ failure: { code: 'payment-qr/too-long' } })
  })

  test('takes out of the reference what UPI apps refuse', () => {
    const link = upiLink({ ...request, reference: 'B1/26-27/ 0231?x' })
    expect(link).toMatchObject({ value: expect.stringContaining('&tr=B126-270231x&') })
    const noted = upiLink({ ...request, note: 'XRB/26-27/00001?x=1 & more' })
    expect(noted).toMatchObject({ value: expect.stringContaining('&tn=XRB-26-27-00001%20x%201%20more&') })
  })

  test('carries the category of the acquirer, and none that says nothing', () => {
    expect(upiLink({ ...request, merchantCode: '5411' })).toMatchObject({ value: expect.stringContaining('&mc=5411&') })
    for (const merchantCode of ['', '0000', '541', '5411&am=1']) {
      expect(upiLink({ ...request, merchantCode })).toMatchObject({ value: expect.not.stringContaining('mc=') })
    }
  })

  test('any request reads back as it was, and never smuggles a second field in', () => {
    fc.assert(
      fc.property(
        fc.record({
          payeeName: fc.string({ unit: 'grapheme', maxLength: 200 }),
          note: fc.string({ unit: 'binary', maxLength: 80 }),
          reference: fc.string({ maxLength: 60 }),
          amountMinor: fc.integer({ min: 1, max: MAX_ENTRY_MINOR }).map(minor)
        }),
        (asked) => {
          const link = upiLink({ ...request, ...asked })
          if (!link.ok) throw new Error(link.failure.code)
          expect(link.value.length).toBeLessThanOrEqual(LONGEST_LINK)
          expect(link.value).not.toMatch(/[+\s]/)
          const query = new URL(link.value).searchParams
          const known = ['pa', 'pn', 'tr', 'tn', 'am', 'cu', 'mode']
          expect([...query.keys()].every((key) => known.includes(key))).toBe(true)
          expect(new Set(query.keys()).size).toBe([...query.keys()].length)
          expect(query.get('pa')).toBe('shop@examplebank')
          expect(query.get('cu')).toBe('INR')
          expect(query.get('am')).toMatch(/^\d+\.\d\d$/)
          expect(BigInt(query.get('am')?.replace('.', '') ?? '')).toBe(BigInt(asked.amountMinor))
          expect(query.get('tr') ?? '').toMatch(/^[A-Za-z0-9_-]{0,35}$/)
          expect(query.get('tn') ?? '').toMatch(/^[A-Za-z0-9 ._,:()-]{0,50}$/)
          expect(link.value.slice('upi://pay?'.length)).not.toMatch(/[/?#]/)
          expect((query.get('pn') ?? '').length).toBeLessThanOrEqual(99)
          const name = asked.payeeName
            .toWellFormed()
            .replace(/[\p{Cc}\s]+/gu, ' ')
            .trim()
          expect(name.startsWith(query.get('pn') ?? '')).toBe(true)
        }
      )
    )
  })
})
