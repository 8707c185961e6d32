import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import english from '#locales/en/tax.json' with { type: 'json' }
import { addDays } from '#shared/calendar/book-date.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { COUNTRIES } from '#shared/money/country.ts'
import { type TaxRule, zTaxScheme } from '#shared/tax/tax-scheme.ts'
import { loadTaxSchemes } from './tax-schemes.ts'

const shipped = path.resolve(import.meta.dirname, '../../../resources/tax')
const files = readdirSync(shipped).map((file) => ({
  file,
  scheme: zTaxScheme.parse(JSON.parse(readFileSync(path.join(shipped, file), 'utf8')))
}))
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function copyOfShipped(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-tax-'))
  folders.push(folder)
  cpSync(shipped, folder, { recursive: true })
  return folder
}
const listening = () => {
  const said: string[] = []
  return { said, error: (message: string) => said.push(message) }
}

describe.each(files)('$file', ({ file, scheme }) => {
  test('belongs to a country that a shop can stand in', () => {
    expect(Object.keys(COUNTRIES)).toContain(scheme.country)
    const country = String(scheme.country).toLowerCase()
    expect(file).toBe(scheme.scheme === 'in-gst' ? 'in-gst.json' : `vat-${country}.json`)
  })

  test('names each rule once, and each has its words', () => {
    const ids = scheme.rules.map((rule) => rule.id)
    expect(new Set(ids).size).toBe(ids.length)
    const names = scheme.rules.map((rule) => rule.nameKey)
    expect(names.filter((name) => !(name in english.rule))).toEqual([])
  })

  test('says of each period where it comes from, one after the other without a gap, the last without an end', () => {
    const broken = (rule: TaxRule) =>
      rule.periods.some(({ to, source }, index) => {
        const next = rule.periods[index + 1]
        if (source.length < 10) return true
        return next === undefined ? to !== null : to === null || addDays(to, 1) !== next.from
      })
    expect(scheme.rules.filter(broken).map((rule) => rule.id)).toEqual([])
  })

  test('suggests each HSN once, and never that the buyer pays the tax', () => {
    const hsn = scheme.rules.flatMap((rule) => rule.hsn)
    expect(new Set(hsn).size).toBe(hsn.length)
    expect(hsn.filter((digits) => !/^(\d\d){1,4}$/.test(digits))).toEqual([])
    expect(scheme.rules.filter((rule) => rule.isReverseCharge && rule.hsn.length > 0)).toEqual([])
  })

  test('orders bands by price, the dearest without an end, and untaxed goods bear nothing', () => {
    const wrong = scheme.rules
      .flatMap((rule) => rule.periods)
      .filter(({ bands, nature }) => {
        const limits = bands.map((band) => band.upToMinor ?? Number.POSITIVE_INFINITY)
        const grows = limits.every((limit, index) => index === 0 || limit > (limits[index - 1] ?? 0))
        const rates = bands.reduce(
          (all, { rateBp, cessBp, cessPerUnitMinor }) => all + rateBp + cessBp + cessPerUnitMinor,
          0
        )
        return !grows || bands.at(-1)?.upToMinor !== null || (nature !== 'taxable' && rates > 0)
      })
    expect(wrong).toEqual([])
  })
})

describe('the rules of tax', () => {
  test('are found by what the ledger is kept in', () => {
    const log = listening()
    const schemes = loadTaxSchemes(shipped, log)
    expect(schemes('INR').scheme).toBe('in-gst')
    expect(schemes('SGD').country).toBe('SG')
    expect(schemes('BRL')).toMatchObject({ scheme: 'none', rules: [] })
    expect(log.said).toEqual([])
  })

  test('know all states and territories, and which have UTGST', () => {
    const places = files.find(({ file }) => file === 'in-gst.json')?.scheme.places ?? []
    expect(places).toHaveLength(38)
    const territories = places.filter((place) => place.isUnionTerritory).map((place) => place.code)
    expect(territories.toSorted()).toEqual(['04', '26', '31', '35', '38', '97'])
  })

  test('that are damaged refuse the country that needs them, and no other', () => {
    const folder = copyOfShipped()
    writeFileSync(path.join(folder, 'in-gst.json'), '{ "scheme": "in-gst"')
    const log = listening()
    const schemes = loadTaxSchemes(folder, log)
    const refused = () => schemes('INR')
    expect(refused).toThrow(FailureError)
    expect(refused).toThrow('tax/rules-unreadable')
    expect(schemes('THB').country).toBe('TH')
    expect(log.said).toEqual(['tax rules in-gst.json cannot be used'])
  })

  test('of India are missed when the folder is gone', () => {
    const schemes = loadTaxSchemes('/nowhere/at/all', listening())
    expect(() => schemes('INR')).toThrow('tax/rules-unreadable')
    expect(schemes('EUR').scheme).toBe('none')
  })
})
