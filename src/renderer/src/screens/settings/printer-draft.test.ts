import { describe, expect, it } from 'vitest'
import { draftOfPrinter, newPrinter, readAddress, readPrinter } from './printer-draft.ts'

describe('the address of a network printer', () => {
  it.each([
    ['192.168.1.50', { host: '192.168.1.50', port: 9100 }],
    [' 192.168.1.50:9101 ', { host: '192.168.1.50', port: 9101 }],
    ['printer.local', { host: 'printer.local', port: 9100 }],
    ['[fe80::1]:9100', { host: 'fe80::1', port: 9100 }],
    ['१९२.१६८.१.५०', { host: '192.168.1.50', port: 9100 }]
  ])('%s', (text, expected) => {
    expect(readAddress(text)).toEqual(expected)
  })

  it.each([
    ['', 'addressEmpty'],
    ['192.168.1', 'addressWrong'],
    ['192.168.1.500', 'addressWrong'],
    ['http://printer', 'addressWrong'],
    ['printer..local', 'addressWrong'],
    ['a b', 'addressWrong'],
    ['printer:0', 'portWrong'],
    ['printer:70000', 'portWrong']
  ])('%s is refused', (text, fault) => {
    expect(readAddress(text)).toBe(fault)
  })
})

describe('the printer form', () => {
  it('comes back as it was typed', () => {
    const draft = { ...newPrinter(), name: 'Counter', address: '10.0.0.7:9101', widthDots: 384 as const }
    const read = readPrinter(draft, 'p1')
    expect(read.ok && read.printer.transport).toEqual({ type: 'network', host: '10.0.0.7', port: 9101 })
    expect(read.ok && draftOfPrinter(read.printer)).toEqual(draft)
  })

  it('names every box that is wrong at once', () => {
    const read = readPrinter({ ...newPrinter(), address: 'x:y' }, 'p1')
    expect(read).toEqual({ ok: false, faults: { name: 'nameEmpty', address: 'addressWrong' } })
  })

  it('needs a place for a file', () => {
    expect(readPrinter({ ...newPrinter(), name: 'File', type: 'file' }, 'p1')).toEqual({
      ok: false,
      faults: { path: 'pathEmpty' }
    })
  })
})
