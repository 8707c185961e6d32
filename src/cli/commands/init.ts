import path from 'node:path'
import { v7 } from 'uuid'
import { z } from 'zod'
import { defineCommand } from '#cli/command.ts'
import { zFile, zTypedAmount } from '#cli/option-schemas.ts'
import { COUNTRY_CODES, HOME_COUNTRY } from '#shared/money/country.ts'
import { ZERO } from '#shared/money/money.ts'
import { LANGUAGES } from '#shared/settings/settings.ts'

/** Founds a shop in a new ledger file. */
export const init = defineCommand({
  name: 'init',
  synopsis:
    '--ledger FILE [--name TEXT] [--place TEXT] [--country IN|BR|TH|SG|VN|EU] [--state CODE] [--trade TEXT] [--upi ADDRESS] [--cash AMOUNT] [--person TEXT] [--id UUID]',
  summary: 'help-init',
  options: {
    ledger: { type: 'string' },
    name: { type: 'string' },
    place: { type: 'string' },
    country: { type: 'string' },
    state: { type: 'string' },
    trade: { type: 'string' },
    upi: { type: 'string' },
    cash: { type: 'string' },
    person: { type: 'string' },
    id: { type: 'string' },
    lang: { type: 'string' }
  },
  positionals: [],
  schema: z.strictObject({
    ledger: zFile,
    name: z.string().max(120).default(''),
    place: z.string().max(120).default(''),
    country: z.enum(COUNTRY_CODES).default(HOME_COUNTRY),
    state: z.string().max(4).default(''),
    trade: z.string().max(40).default(''),
    upi: z.string().max(255).default(''),
    cash: zTypedAmount.default(ZERO),
    person: z.string().max(60).default(''),
    id: z.uuid().optional(),
    lang: z.enum(LANGUAGES).default('en')
  }),
  async run(options, { open, texts }) {
    const { app } = open(options.ledger, { isNew: true })
    const info = app.terminal.found(
      {
        id: options.id ?? v7(),
        language: options.lang,
        shopName: options.name,
        shopPlace: options.place,
        country: options.country,
        shopState: options.state,
        trade: options.trade,
        upiAddress: options.upi,
        openingCashMinor: options.cash,
        personName: options.person
      },
      path.resolve(options.ledger)
    )
    return { json: info, text: texts.say('init-done', { file: info.file, counter: info.counterCode }) }
  }
})
