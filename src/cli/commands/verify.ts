import path from 'node:path'
import { z } from 'zod'
import { defineCommand, EXIT } from '#cli/command.ts'
import { zFile } from '#cli/option-schemas.ts'

/** Checks a ledger from the file alone. A fault is a finding, not a failure of the command. */
export const verify = defineCommand({
  name: 'verify',
  synopsis: '--ledger FILE',
  summary: 'help-verify',
  options: { ledger: { type: 'string' } },
  positionals: [],
  schema: z.strictObject({ ledger: zFile }),
  async run(options, { open, texts }) {
    const { app } = open(options.ledger, { isNew: true })
    const verdict = app.terminal.verify(path.resolve(options.ledger))
    const { entryCount, opCount, firstFault } = verdict
    if (firstFault === null) return { json: verdict, text: texts.say('verify-clean', { entryCount, opCount }) }
    return { json: verdict, text: texts.say('verify-fault', { ...firstFault }), exitCode: EXIT.findings }
  }
})
