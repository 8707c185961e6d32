import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Cloud } from '#cloud/app/cloud.ts'
import { finishLogin, isRefused, openLoginLink, type Refused, startLogin } from '#cloud/app/owner-login.ts'
import type { SessionCookie } from '#cloud/app/owner-session.ts'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'
import { needOwnForm, sessionOf } from '#cloud/http/actor.ts'
import { askedLanguage, pageScope, sendPage, styleAddress } from '#cloud/http/page-scope.ts'
import { placeOf } from '#cloud/http/place.ts'
import { codeBody, enterBody, linkBody } from '#cloud/pages/door-pages.ts'
import { barePage } from '#cloud/pages/frame.ts'
import type { Html } from '#cloud/pages/html.ts'
import type { OwnerTexts } from '#cloud/pages/owner-texts.ts'
import { giveCookie, loginTools } from './login-routes.ts'

const zAddressForm = z.object({ address: z.string().max(200) })
const zCodeForm = z.object({ attemptId: z.uuid(), code: z.string().trim().max(20) })
const zLinkPath = z.object({ secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })

/** The door of the owner's pages, as forms without a script: a code by mail, or a link that a counter shows. */
export function doorRoutes(app: FastifyInstance, cloud: Cloud): void {
  const tools = loginTools(cloud)
  pageScope(app, cloud, (scope) => {
    scope.get('/owner/enter', async (request, reply) => {
      if ((await sessionOf(cloud, request)) !== null) return reply.redirect('/owner', 303)
      const texts = askedLanguage(request)
      return sendDoor(reply, texts, enterBody(texts, cloud.mailer !== null, false))
    })
    scope.post('/owner/enter', async (request, reply) => {
      needOwnForm(cloud, request)
      const texts = askedLanguage(request)
      const { address } = zAddressForm.parse(request.body)
      const started =
        cloud.mailer === null
          ? { waitSeconds: 0 }
          : await startLogin(tools, { address, place: placeOf(request.ip), texts })
      refuseIfTooOften(started)
      if (isRefused(started)) return sendDoor(reply, texts, enterBody(texts, cloud.mailer !== null, true), 400)
      return sendDoor(reply, texts, codeBody(texts, started.attemptId, false))
    })
    scope.post('/owner/enter/code', async (request, reply) => {
      needOwnForm(cloud, request)
      const texts = askedLanguage(request)
      const { attemptId, code } = zCodeForm.parse(request.body)
      const cookie = await finishLogin(tools, { attemptId, code: code.replaceAll(' ', ''), place: placeOf(request.ip) })
      return enter(cloud, reply, cookie, () => sendDoor(reply, texts, codeBody(texts, attemptId, true), 401))
    })
    scope.get('/in/:secret', (request, reply) => {
      const texts = askedLanguage(request)
      return sendDoor(reply, texts, linkBody(texts, zLinkPath.parse(request.params).secret, false))
    })
    scope.post('/in/:secret', async (request, reply) => {
      needOwnForm(cloud, request)
      const texts = askedLanguage(request)
      const { secret } = zLinkPath.parse(request.params)
      const cookie = await openLoginLink(tools, secret)
      return enter(cloud, reply, cookie, () => sendDoor(reply, texts, linkBody(texts, null, true), 401))
    })
  })
}

function enter(
  cloud: Cloud,
  reply: FastifyReply,
  cookie: SessionCookie | Refused,
  again: () => FastifyReply
): FastifyReply {
  refuseIfTooOften(cookie)
  if (isRefused(cookie)) return again()
  giveCookie(cloud, reply, cookie)
  return reply.redirect('/owner', 303)
}

function refuseIfTooOften(answer: object): void {
  if (isRefused(answer) && answer.waitSeconds > 0)
    throw new WireRefusal('too-many', { retryAfterSeconds: answer.waitSeconds })
}

const sendDoor = (reply: FastifyReply, texts: OwnerTexts, body: Html, status = 200): FastifyReply =>
  sendPage(reply, barePage({ texts, body, styleAddress, title: texts.t('door.title') }), status)
