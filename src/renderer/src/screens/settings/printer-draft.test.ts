import { describe, expect, it } from 'vitest'
import { GENERIC_PROFILE } from '#shared/printing/printer-profile.ts'
import { printerSettingsSchema, VIRTUAL_PRINTER } from '#shared/receipt/printer-settings.ts'
import { defaultSettings } from '#shared/settings/settings.ts'
import { draftOfPrinter, newPrinter, readAddress, readPrinter, withModel } from './printer-draft.ts'

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

const TYPED = { way: 'network', place: '', by: null } as const

describe('the printer form', () => {
  it('comes back as it was typed', () => {
    const draft = { ...newPrinter(TYPED), name: 'Counter', address: '10.0.0.7:9101', widthDots: 384 }
    const read = readPrinter(draft, 'p1')
    expect(read).toMatchObject({ ok: true, request: { reach: { type: 'network', host: '10.0.0.7', port: 9101 } } })
    const printer = printerSettingsSchema.parse({
      ...draft,
      id: 'p1',
      transport: { type: 'network', host: '10.0.0.7', port: 9101 }
    })
    const settings = { ...defaultSettings(), receiptPrinter: 'p1' }
    expect(draftOfPrinter(printer, settings)).toEqual({ ...draft, reach: { ...TYPED, place: '10.0.0.7:9101' } })
  })

  it('names every box that is wrong at once', () => {
    const read = readPrinter({ ...newPrinter(TYPED), address: 'x:y' }, 'p1')
    expect(read).toEqual({ ok: false, faults: { name: 'nameEmpty', address: 'addressWrong' } })
  })

  it('says what was found by its token, with the speed of a serial line', () => {
    const found = { way: 'serial', place: 'ttyUSB0', by: { type: 'found', token: 't' } } as const
    const read = readPrinter({ ...newPrinter(found), baudRate: 19_200 }, 'p1')
    expect(read).toMatchObject({
      ok: true,
      request: { name: 'ttyUSB0', reach: { type: 'found', token: 't', baudRate: 19_200, flowControl: 'rts-cts' } }
    })
  })

  it('never says a path: what is set up with one is kept', () => {
    const transport = { type: 'file', path: '/tmp/paper.bin' } as const
    const printer = printerSettingsSchema.parse({ ...VIRTUAL_PRINTER, transport })
    const read = readPrinter(draftOfPrinter(printer, defaultSettings()), printer.id)
    expect(read).toMatchObject({ ok: true, request: { reach: { type: 'keep' } } })
    expect(JSON.stringify(read)).not.toContain('/tmp')
  })

  it('a model brings what it is known for, and forgets what another one taught', () => {
    const draft = { ...newPrinter(TYPED), taught: { codePage: null, status: 'none', fence: null } as const }
    const model = { ...GENERIC_PROFILE, id: 'small', widthDots: 384, hasCutter: false }
    expect(withModel(draft, model)).toMatchObject({ profile: 'small', widthDots: 384, hasCutter: false })
    expect(withModel(draft, model).taught.status).toBe(null)
  })
})
