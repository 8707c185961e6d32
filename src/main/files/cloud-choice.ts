import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeFileDurably } from './write-file-durably.ts'

const zChoice = z.object({ isLean: z.boolean().catch(false) })
export type CloudChoice = z.infer<typeof zChoice>

/** What this PC has chosen for its line to the cloud. A file that is missing or damaged is nothing chosen. */
export function readCloudChoice(file: string): CloudChoice {
  try {
    return zChoice.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return zChoice.parse({})
  }
}

/** Keeps the choice. A disk that takes nothing is no reason to stop anything: it is chosen again at the next start. */
export function writeCloudChoice(file: string, choice: CloudChoice): void {
  try {
    writeFileDurably(file, `${JSON.stringify(choice, null, 2)}\n`)
  } catch {
    return
  }
}
