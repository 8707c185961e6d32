import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Cloud } from '#cloud/app/cloud.ts'
import { workIsNext } from '#cloud/app/due-work.ts'
import { gatewayOf, hookAddress, keepGateway, openAtGateway, turnGatewayOff } from '#cloud/app/gateway-keys.ts'
import { choiceOf, keepChoice } from '#cloud/app/owner-choice.ts'
import { readAddress } from '#cloud/app/owner-login.ts'
import { nextReport } from '#cloud/app/send-report.ts'
import { onShopPage } from '#cloud/app/shop-page.ts'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'
import { countTry, type TryLimit } from '#cloud/db/attempts.ts'
import { sessionNeeded } from '#cloud/http/actor.ts'
import { pageScope } from '#cloud/http/page-scope.ts'
import { type ChoicesView, choicesBody } from '#cloud/pages/choices-page.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { localTime } from '#shared/calendar/shop-clock.ts'
import { LANGUAGES } from '#shared/settings/settings.ts'
import { show } from './owner-routes.ts'

const PROVIDER = 'razorpay'
/** The figures of a shop do not go to a new address every minute. */
const CHANGES: TryLimit = { most: 30, withinMs: 3_600_000 }

const zLanguageForm = z.object({ language: z.enum(LANGUAGES) })
const zMailForm = z.object({
  mailTo: z.string().max(200),
  mailEvery: z.enum(['daily', 'weekly']),
  mailTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
})
const zKey = z
  .string()
  .trim()
  .max(100)
  .regex(/^[\x21-\x7e]*$/)
const zGatewayForm = z.object({ keyId: zKey.min(1), keySecret: zKey, hookSecret: zKey })

const NOTICES = {
  saved: { key: 'choices.saved', isBad: false },
  address: { key: 'choices.badAddress', isBad: true }
} as const
const zShow = z.object({ said: z.enum(['saved', 'address']).optional().catch(undefined) })

/** What the owner sets on his page. Each answer leads back to the page, so that a reload sends nothing again. */
export function choiceRoutes(app: FastifyInstance, cloud: Cloud): void {
  pageScope(app, cloud, (scope) => {
    scope.get('/owner/choices', (request, reply) => showChoices(cloud, request, reply))
    scope.post('/owner/choices', async (request, reply) => {
      const accountId = await mayChange(cloud, request)
      const { language } = zLanguageForm.parse(request.body)
      await cloud.database.withAccount(accountId, (run) => keepChoice(run, accountId, { language }))
      return back(reply, 'saved')
    })
    scope.post('/owner/choices/mail', (request, reply) => changeMail(cloud, request, reply))
    scope.post('/owner/choices/gateway', async (request, reply) => {
      const accountId = await mayChange(cloud, request)
      await keepGateway(cloud, accountId, PROVIDER, zGatewayForm.parse(request.body))
      return back(reply, 'saved')
    })
    scope.post('/owner/choices/gateway/off', async (request, reply) => {
      await turnGatewayOff(cloud, await mayChange(cloud, request))
      return back(reply, 'saved')
    })
  })
}

async function mayChange(cloud: Cloud, request: FastifyRequest): Promise<string> {
  const { accountId } = await sessionNeeded(cloud, request)
  const wait = await countTry(cloud.database.directory, `choices:${accountId}`, CHANGES, cloud.clock.nowMs())
  if (wait > 0) throw new WireRefusal('too-many', { retryAfterSeconds: wait })
  return accountId
}

const back = (reply: FastifyReply, said: keyof typeof NOTICES): FastifyReply =>
  reply.redirect(`/owner/choices?said=${said}`, 303)

async function changeMail(cloud: Cloud, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const accountId = await mayChange(cloud, request)
  const form = zMailForm.parse(request.body)
  const isNone = form.mailTo.trim() === ''
  const address = isNone ? '' : readAddress(form.mailTo)
  if (address === null) return back(reply, 'address')
  const [hour = 0, minute = 0] = form.mailTime.split(':').map(Number)
  const change = { mail_to: address, mail_every: form.mailEvery, mail_minute: hour * 60 + minute, mail_error: null }
  const next = await onShopPage(cloud, accountId, async (run, { offsetMinutes }) =>
    nextReport(await keepChoice(run, accountId, change), { epochMs: cloud.clock.nowMs(), offsetMinutes })
  )
  await workIsNext(cloud.database, 'report', accountId, next)
  return back(reply, 'saved')
}

function showChoices(cloud: Cloud, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { said } = zShow.parse(request.query)
  return show(cloud, request, reply, 'choices', async (run, accountId, { texts, offsetMinutes }) => {
    const choice = await choiceOf(run, accountId)
    const minutes = choice.mail_minute
    const view: ChoicesView = {
      notice: said === undefined ? null : NOTICES[said],
      ...{ hasMailer: cloud.mailer !== null, mailTo: choice.mail_to, mailEvery: choice.mail_every },
      mailTime: `${String(Math.trunc(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
      ...{ mailedOn: choice.mailed_on as BookDate | null, mailError: choice.mail_error },
      gateway: await gatewayView(cloud, run, accountId, offsetMinutes),
      openLinks: await openAtGateway(run, accountId)
    }
    return { title: texts.t('choices.title'), body: choicesBody(view, texts) }
  })
}

async function gatewayView(
  cloud: Cloud,
  run: Parameters<typeof gatewayOf>[1],
  accountId: string,
  offsetMinutes: number
): Promise<ChoicesView['gateway']> {
  const has = await gatewayOf(cloud, run, accountId, PROVIDER)
  if (has === null) return null
  const { made_at } = await run
    .selectFrom('gateway_account')
    .select('made_at')
    .where('account_id', '=', accountId)
    .where('provider', '=', PROVIDER)
    .executeTakeFirstOrThrow()
  return {
    keyId: has.keys.keyId,
    since: localTime({ epochMs: made_at.getTime(), offsetMinutes }).date,
    hookAddress: hookAddress(cloud, accountId, PROVIDER)
  }
}
