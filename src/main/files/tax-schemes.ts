import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Log } from '#main/ports/log.ts'
import type { TaxSchemes } from '#main/ports/tax-schemes.ts'
import { refuse } from '#shared/kernel/result.ts'
import { COUNTRIES } from '#shared/money/country.ts'
import { type TaxScheme, zTaxScheme } from '#shared/tax/tax-scheme.ts'

const NO_TAX: TaxScheme = { scheme: 'none', country: null, from: null, places: [], rules: [] }

/**
 * The tax rules of all countries, one file each, read when they are first asked for. A damaged file is told in the log and
 * refused when its country needs it: bills without their tax would be wrong unseen. A country without a file has no tax.
 */
export function loadTaxSchemes(folder: string, log: Pick<Log, 'error'>): TaxSchemes {
  let schemes: ReadonlyMap<string, TaxScheme | null> | null = null
  return (currency) => {
    schemes ??= readAll(folder, log)
    const [country] = Object.entries(COUNTRIES).find(([, facts]) => facts.currency === currency) ?? ['']
    const file = fileOf(country)
    const scheme = schemes.get(file)
    return scheme === null ? refuse('tax/rules-unreadable', { file }) : (scheme ?? NO_TAX)
  }
}

const fileOf = (country: string): string => (country === 'IN' ? 'in-gst.json' : `vat-${country.toLowerCase()}.json`)

function readAll(folder: string, log: Pick<Log, 'error'>): Map<string, TaxScheme | null> {
  const schemes = new Map<string, TaxScheme | null>([[fileOf('IN'), null]])
  try {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      schemes.set(file, readOne(path.join(folder, file), log))
    }
  } catch (error) {
    log.error('tax rules cannot be read', error)
  }
  return schemes
}

function readOne(file: string, log: Pick<Log, 'error'>): TaxScheme | null {
  try {
    return zTaxScheme.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    log.error(`tax rules ${path.basename(file)} cannot be used`, error)
    return null
  }
}
