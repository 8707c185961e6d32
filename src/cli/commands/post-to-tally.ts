import { z } from 'zod'
import { defineCommand, EXIT } from '#cli/command.ts'
import { zFile, zTypedDay } from '#cli/option-schemas.ts'
import { isWithin } from '#shared/exchange/exchange-book.ts'

/** Sends masters and vouchers to a Tally that listens as a server, after saying what would be sent. */
export const postToTally = defineCommand({
  name: 'post-to-tally',
  synopsis: '--ledger FILE --to http://HOST:9000 [--company NAME] [--from DAY] [--until DAY] [--accept]',
  summary: 'help-post-to-tally',
  options: {
    ledger: { type: 'string' },
    to: { type: 'string' },
    company: { type: 'string' },
    from: { type: 'string' },
    until: { type: 'string' },
    accept: { type: 'boolean' }
  },
  positionals: [],
  schema: z.strictObject({
    ledger: zFile,
    to: z.url({ protocol: /^http$/ }),
    company: z.string().max(120).default(''),
    from: zTypedDay.nullable().default(null),
    until: zTypedDay.nullable().default(null),
    accept: z.boolean().default(false)
  }),
  async run({ ledger: file, to, company, from, until, accept }, { open, texts }) {
    const { app } = open(file)
    const days = { fromOn: from, toOn: until }
    if (!accept) {
      let count = 0
      for (const page of app.terminal.entries()) count += page.filter(({ bookOn }) => isWithin(days, bookOn)).length
      return { json: { address: to, company, entries: count }, text: texts.say('post-preview', { address: to, count }) }
    }
    const sent = await app.terminal.sendToTally(new URL(to), company, days)
    const { created, altered, errors } = sent
    return {
      json: sent,
      text: [texts.say('post-done', { created, altered, errors }), ...sent.reasons.map((reason) => `  ${reason}`)].join(
        '\n'
      ),
      exitCode: sent.isWhole ? EXIT.ok : EXIT.findings
    }
  }
})
