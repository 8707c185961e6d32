import { describe, expect, it } from 'vitest'
import { readSetting, steppedSize, TEXT_SIZES } from './read-setting.ts'

describe('a setting as it is typed', () => {
  it('takes a UPI address, and none', () => {
    expect(readSetting('upiAddress', ' shop.one@okbank ')).toEqual({
      ok: true,
      change: { upiAddress: 'shop.one@okbank' }
    })
    expect(readSetting('upiAddress', '')).toEqual({ ok: true, change: { upiAddress: '' } })
  })

  it.each(['shop', 'shop@', '@bank', 'a@b@c', 'shop one@bank', 'shop@bank/'])('refuses the UPI address %s', (text) => {
    const read = readSetting('upiAddress', text)
    expect(read.ok ? '' : 'failure' in read.fault ? read.fault.failure.code : '').toBe('payment-qr/address-invalid')
  })

  it.each([
    ['0', 0],
    ['4', 4],
    ['११', 11]
  ])('takes the hour %s', (text, hour) => {
    expect(readSetting('rolloverHour', text)).toEqual({ ok: true, change: { rolloverHour: hour } })
  })

  it.each(['', '12', '-1', '4.5', 'four'])('refuses the hour %s', (text) => {
    expect(readSetting('rolloverHour', text).ok).toBe(false)
  })

  it('says by how much a text is too long', () => {
    expect(readSetting('counterName', 'x'.repeat(43))).toEqual({ ok: false, fault: { text: 'long', count: 3 } })
  })

  it('takes the names of levels of prices, each once', () => {
    expect(readSetting('priceLevels', 'Wholesale,  Staff , ,Staff')).toEqual({
      ok: true,
      change: { priceLevels: ['Wholesale', 'Staff'] }
    })
    expect(readSetting('priceLevels', 'a,b,c,d,e,f,g,h,i')).toEqual({ ok: false, fault: { text: 'levels' } })
    expect(readSetting('priceLevels', 'x'.repeat(41))).toEqual({ ok: false, fault: { text: 'levels' } })
  })

  it('knows a GSTIN by its check digit', () => {
    expect(readSetting('shopGstin', '27 aapfu0939f1zv')).toEqual({ ok: true, change: { shopGstin: '27AAPFU0939F1ZV' } })
    const wrong = readSetting('shopGstin', '27AAPFU0939F1ZW')
    expect(wrong.ok ? '' : 'failure' in wrong.fault ? wrong.fault.failure.code : '').toBe('tax/gstin-check-digit')
    expect(readSetting('shopGstin', '')).toEqual({ ok: true, change: { shopGstin: '' } })
  })
})

describe('the text size', () => {
  it('goes up and down in steps and stops at the ends', () => {
    expect(steppedSize(100, 1)).toBe(125)
    expect(steppedSize(100, -1)).toBe(80)
    expect(steppedSize(120, 1)).toBe(125)
    expect(steppedSize(200, 1)).toBe(200)
    expect(steppedSize(TEXT_SIZES[0], -1)).toBe(TEXT_SIZES[0])
  })
})
