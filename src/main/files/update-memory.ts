import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { UpdateMemory } from '#main/ports/update-parts.ts'
import { writeFileDurably } from './write-file-durably.ts'

const zKept = z.object({
  isOn: z.boolean().catch(false),
  installId: z.uuid(),
  lookedAt: z.number().nullable().catch(null),
  publishedAt: z.number().catch(0)
})

/** A small file beside the app's own. Missing or damaged it means what a new install means: updates are off. */
export function createUpdateMemory(file: string): UpdateMemory {
  const read = (): z.infer<typeof zKept> => {
    try {
      return zKept.parse(JSON.parse(fs.readFileSync(file, 'utf8')))
    } catch {
      return { isOn: false, installId: randomUUID(), lookedAt: null, publishedAt: 0 }
    }
  }
  return {
    read,
    write(kept) {
      fs.mkdirSync(path.dirname(file), { recursive: true })
      writeFileDurably(file, `${JSON.stringify(kept, null, 2)}\n`)
    }
  }
}
