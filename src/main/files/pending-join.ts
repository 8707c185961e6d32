import fs from 'node:fs'
import { z } from 'zod'
import type { PendingJoin, PendingJoinFile } from '#main/ports/pending-join.ts'
import { zEnrolled, zPublicKey } from '#shared/sync/wire.ts'
import { writeFileDurably } from './write-file-durably.ts'

const zPending: z.ZodType<PendingJoin> = z.strictObject({
  server: z.string(),
  deviceKey: zPublicKey,
  counterName: z.string(),
  enrolled: zEnrolled,
  at: z.int()
})

/** The joining that was let in and has no book yet, in a file beside the install. What is damaged is none: the counter asks for a new code. */
export const pendingJoinFile = (file: string): PendingJoinFile => ({
  read() {
    try {
      return zPending.parse(JSON.parse(fs.readFileSync(file, 'utf8')))
    } catch {
      return null
    }
  },
  write(pending) {
    try {
      if (pending === null) fs.rmSync(file, { force: true })
      else writeFileDurably(file, JSON.stringify(pending))
    } catch {
      // A disk that takes nothing is said where the book is made.
    }
  }
})
