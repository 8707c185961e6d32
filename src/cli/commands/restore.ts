import path from 'node:path'
import { z } from 'zod'
import { defineCommand } from '#cli/command.ts'
import { zFile } from '#cli/option-schemas.ts'
import { passphraseOf } from '#cli/read-passphrase.ts'

/** Puts the book of a backup in a place, proved first. A book that is there is put aside, one that knows more only by force. */
export const restore = defineCommand({
  name: 'restore',
  synopsis: 'BACKUP --ledger FILE [--sealed] [--force]',
  summary: 'help-restore',
  options: { ledger: { type: 'string' }, sealed: { type: 'boolean' }, force: { type: 'boolean' } },
  positionals: ['backup'],
  schema: z.strictObject({
    backup: zFile,
    ledger: zFile,
    sealed: z.boolean().default(false),
    force: z.boolean().default(false)
  }),
  async run({ backup, ledger, sealed, force }, { open, texts, tell, inputLines }) {
    const passphrase = sealed ? await passphraseOf(inputLines()) : null
    const { app } = open(ledger, { isNew: true })
    tell(texts.say('restore-begins'))
    const place = { backup: path.resolve(backup), to: path.resolve(ledger) }
    const restored = await app.terminal.backups.restore({ ...place, passphrase, isForced: force })
    const { aside } = restored
    const done = texts.say('restore-done', { file: restored.file, entryCount: restored.entryCount })
    return { json: restored, text: aside === null ? done : `${done}\n${texts.say('restore-aside', { file: aside })}` }
  }
})
