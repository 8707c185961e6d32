import path from 'node:path'
import { z } from 'zod'
import { defineCommand } from '#cli/command.ts'
import { zFile } from '#cli/option-schemas.ts'
import { passphraseOf } from '#cli/read-passphrase.ts'

/** Makes a backup into a folder, and proves it by unpacking it again. */
export const backup = defineCommand({
  name: 'backup',
  synopsis: '--ledger FILE --folder FOLDER [--sealed]',
  summary: 'help-backup',
  options: { ledger: { type: 'string' }, folder: { type: 'string' }, sealed: { type: 'boolean' } },
  positionals: [],
  schema: z.strictObject({ ledger: zFile, folder: zFile, sealed: z.boolean().default(false) }),
  async run({ ledger, folder, sealed }, { open, texts, tell, inputLines }) {
    const passphrase = sealed ? await passphraseOf(inputLines()) : null
    const { app } = open(ledger)
    tell(texts.say('backup-begins'))
    const made = await app.terminal.backups.backUp(path.resolve(folder), passphrase)
    return { json: made, text: texts.say('backup-done', { ...made }) }
  }
})
