import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Cloud } from '#cloud/app/cloud.ts'
import { endSession, sessionCookieLine } from '#cloud/app/owner-session.ts'
import { onShopPage, type ShopPage } from '#cloud/app/shop-page.ts'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import { linkPaymentsOf } from '#cloud/db/link-reads.ts'
import { readClosings, readDay, readParties, readStatement } from '#cloud/db/owner-reads.ts'
import { isSecure, sessionNeeded, sessionOf } from '#cloud/http/actor.ts'
import { pageScope, sendPage, styleAddress, styleRoute } from '#cloud/http/page-scope.ts'
import { closingsBody } from '#cloud/pages/closings-page.ts'
import { dayBody, dayTitle } from '#cloud/pages/day-page.ts'
import { type NavName, ownerPage } from '#cloud/pages/frame.ts'
import type { Html } from '#cloud/pages/html.ts'
import { PARTY_SORTS } from '#cloud/pages/owner-views.ts'
import { partiesBody } from '#cloud/pages/parties-page.ts'
import { statementBody } from '#cloud/pages/statement-page.ts'
import { type BookDate, isBookDate } from '#shared/calendar/book-date.ts'

const zBefore = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined)
const zDay = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .transform((day) => Number(day.replaceAll('-', '')))
  .refine(isBookDate)
  .transform((day) => day as BookDate)
  .optional()
  .catch(undefined)
const zDayQuery = z.object({ day: zDay, before: zBefore })
const zPartiesQuery = z.object({
  find: z.string().max(80).catch(''),
  sort: z.enum(PARTY_SORTS).catch('amount'),
  all: z.literal('1').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1_000).catch(1)
})
const zPartyPath = z.object({ id: z.uuid().toLowerCase() })
const zBeforeQuery = z.object({ before: zBefore })

interface Shown {
  readonly title: string
  readonly body: Html
}

/** The owner's pages: they show, and change nothing of the book. Without a session they lead to the door. */
export function ownerRoutes(app: FastifyInstance, cloud: Cloud): void {
  styleRoute(app)
  pageScope(app, cloud, (scope) => {
    scope.get('/owner', (request, reply) => showDay(cloud, request, reply))
    scope.get('/owner/parties', (request, reply) => {
      const { all, ...asked } = zPartiesQuery.parse(request.query)
      return show(cloud, request, reply, 'parties', async (run, accountId, { shop, texts }) => ({
        title: texts.t('parties.title'),
        body: partiesBody(await readParties(run, accountId, { ...asked, isWithSettled: all === '1' }), shop, texts)
      }))
    })
    scope.get('/owner/parties/:id', (request, reply) => showStatement(cloud, request, reply))
    scope.get('/owner/closings', (request, reply) => {
      const { before } = zBeforeQuery.parse(request.query)
      return show(cloud, request, reply, 'closings', async (run, accountId, { shop, texts, names }) => {
        const found = await readClosings(run, accountId, before ?? null, names)
        return { title: texts.t('closings.title'), body: closingsBody(found.closings, found.before, shop, texts) }
      })
    })
    scope.post('/owner/leave', async (request, reply) => {
      await sessionNeeded(cloud, request)
      await endSession(cloud.database.directory, request.headers.cookie, isSecure(cloud))
      return reply
        .header('set-cookie', sessionCookieLine(null, isSecure(cloud), cloud.clock.nowMs()))
        .redirect('/owner/enter', 303)
    })
  })
}

function showDay(cloud: Cloud, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { day, before } = zDayQuery.parse(request.query)
  return show(cloud, request, reply, 'day', async (run, accountId, { shop, texts, names }) => {
    const asked = { day: day ?? shop.today, before: before ?? null }
    const rows = await readDay(run, accountId, asked, names)
    const view = { ...rows, payments: await linkPaymentsOf(run, accountId, asked.day) }
    return { title: dayTitle(view, shop, texts), body: dayBody(view, shop, texts) }
  })
}

function showStatement(cloud: Cloud, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const path = zPartyPath.safeParse(request.params)
  if (!path.success) throw new WireRefusal('not-found')
  const { before } = zBeforeQuery.parse(request.query)
  return show(cloud, request, reply, 'parties', async (run, accountId, { shop, texts, names }) => {
    const view = await readStatement(run, accountId, { partyId: path.data.id, before: before ?? null }, names)
    if (view === null) throw new WireRefusal('not-found')
    const name = view.party.name || texts.t('statement.unnamed')
    return { title: texts.t('statement.title', { name }), body: statementBody(view, shop, texts) }
  })
}

/** A page of the shop whose session this is; a stranger is led to the door and learns nothing. */
export async function show(
  cloud: Cloud,
  request: FastifyRequest,
  reply: FastifyReply,
  at: NavName,
  read: (run: AccountTransaction, accountId: string, page: ShopPage) => Promise<Shown>
): Promise<FastifyReply> {
  const session = await sessionOf(cloud, request)
  if (session === null) return reply.redirect('/owner/enter', 303)
  const { accountId } = session
  const page = await onShopPage(cloud, accountId, async (run, shopPage) => {
    const shown = await read(run, accountId, shopPage)
    return ownerPage({ ...shown, at, styleAddress, shop: shopPage.shop, texts: shopPage.texts })
  })
  return sendPage(reply, page)
}
