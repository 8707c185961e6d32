import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const zBounds = z.object({ x: z.int(), y: z.int(), width: z.int().min(1), height: z.int().min(1) })

/** What this PC has chosen for the customer's screen. */
const zCustomerChoice = z.object({
  isOn: z.boolean().catch(false),
  display: z.object({ id: z.number(), label: z.string(), bounds: zBounds }).nullable().catch(null)
})
export type CustomerChoice = z.infer<typeof zCustomerChoice>

/** Off until somebody chooses: a second monitor may be the owner's. */
export const FRESH_CHOICE: CustomerChoice = { isOn: false, display: null }

/** Reads what was kept. A file that is missing or damaged switches the screen off, which harms nobody. */
export function readCustomerChoice(file: string): CustomerChoice {
  try {
    const read = zCustomerChoice.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return read.success ? read.data : FRESH_CHOICE
  } catch {
    return FRESH_CHOICE
  }
}

/** Keeps the choice. A full disk or a read-only folder is no reason to stop anything. */
export function writeCustomerChoice(file: string, choice: CustomerChoice): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, `${JSON.stringify(choice, null, 2)}\n`)
    renameSync(`${file}.new`, file)
  } catch {
    return
  }
}
