import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import { GENERIC_PROFILE, type PrinterProfile } from './printer-profile.ts'

type Taught = Pick<PrinterSettings, 'profile' | 'status' | 'fence'>

/** What this printer can do: what its model is known for, and before that what its own test page taught. */
export function modelOf(printer: Partial<Taught>, profiles: readonly PrinterProfile[]): PrinterProfile {
  const known = profiles.find((profile) => profile.id === printer.profile) ?? GENERIC_PROFILE
  return { ...known, status: printer.status ?? known.status, fence: printer.fence ?? known.fence }
}
