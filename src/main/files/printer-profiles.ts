import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Log } from '#main/ports/log.ts'
import { GENERIC_PROFILE, type PrinterProfile, printerProfileSchema } from '#shared/printing/printer-profile.ts'

/**
 * The models of printers that are known, one file each, by maker and name; the ones for unknown printers come first. A
 * damaged file costs its own model only, and says so in the log.
 */
export function loadPrinterProfiles(folder: string, log: Pick<Log, 'error'>): readonly PrinterProfile[] {
  const profiles = new Map([[GENERIC_PROFILE.id, GENERIC_PROFILE]])
  for (const file of profileFiles(folder, log)) {
    try {
      const profile = printerProfileSchema.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
      if (`${profile.id}.json` !== file) throw new Error(`it calls itself ${profile.id}`)
      profiles.set(profile.id, profile)
    } catch (error) {
      log.error(`printer profile ${file} cannot be used`, error)
    }
  }
  return [...profiles.values()].toSorted((one, other) => orderOf(one).localeCompare(orderOf(other), 'en'))
}

function profileFiles(folder: string, log: Pick<Log, 'error'>): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.json'))
  } catch (error) {
    log.error('printer profiles cannot be read', error)
    return []
  }
}

const orderOf = ({ maker, id }: PrinterProfile): string => `${maker.toLowerCase()} ${id}`
