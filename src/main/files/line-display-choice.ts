import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { LINE_DISPLAY_BAUD_RATES } from '#shared/contract/customer-endpoints.ts'
import { DISPLAY_DIALECTS } from '#shared/customer-view/display-lines.ts'
import { writeFileDurably } from './write-file-durably.ts'

const zChoice = z.object({
  path: z.string().catch(''),
  dialect: z.enum(DISPLAY_DIALECTS).catch('escpos'),
  baudRate: z.literal(LINE_DISPLAY_BAUD_RATES).catch(9600),
  isBehindPrinter: z.boolean().catch(false)
})
type Choice = z.infer<typeof zChoice>

/** What this PC has chosen for its line display. A file that is missing or damaged is none chosen. */
export function readLineDisplayChoice(file: string): Choice {
  try {
    return zChoice.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return zChoice.parse({})
  }
}

/** Keeps the choice. A disk that takes nothing is no reason to stop anything: it is chosen again at the next start. */
export function writeLineDisplayChoice(file: string, choice: Choice): void {
  try {
    writeFileDurably(file, `${JSON.stringify(choice, null, 2)}\n`)
  } catch {
    return
  }
}
