import { v7 } from 'uuid'
import { z } from 'zod'
import { defineCommand } from '#cli/command.ts'
import { zFile, zTypedAmount } from '#cli/option-schemas.ts'
import { emptyCount } from '#shared/closing/cash-count.ts'
import { ZERO } from '#shared/money/money.ts'

/** Counts the drawer as one sum and freezes the day: the numbered Z. */
export const close = defineCommand({
  name: 'close',
  synopsis: '--ledger FILE --counted AMOUNT [--reason TEXT] [--to-owner AMOUNT] [--to-bank AMOUNT]',
  summary: 'help-close',
  options: {
    ledger: { type: 'string' },
    counted: { type: 'string' },
    reason: { type: 'string' },
    'to-owner': { type: 'string' },
    'to-bank': { type: 'string' }
  },
  positionals: [],
  schema: z.strictObject({
    ledger: zFile,
    counted: zTypedAmount,
    reason: z.string().max(200).default(''),
    'to-owner': zTypedAmount.default(ZERO),
    'to-bank': zTypedAmount.default(ZERO)
  }),
  async run(options, { open, texts }) {
    const ledger = open(options.ledger)
    const countId = v7()
    await ledger.ask('closing.count', { id: countId, count: { ...emptyCount(), looseCoinsMinor: options.counted } })
    const { closing } = await ledger.ask('closing.close', {
      id: v7(),
      countId,
      reason: options.reason,
      toOwnerMinor: options['to-owner'],
      toBankMinor: options['to-bank']
    })
    const { zNo, bookOn, countedMinor, overShortMinor, nextFloatMinor } = closing
    const { expectedMinor } = closing.figures
    return {
      json: closing,
      text: texts.say('close-done', { zNo, bookOn, expectedMinor, countedMinor, overShortMinor, nextFloatMinor })
    }
  }
})
