import type { FastifyInstance, FastifyReply } from 'fastify'
import { writeAudit } from '#cloud/app/audit.ts'
import type { Cloud } from '#cloud/app/cloud.ts'
import {
  accountsOf,
  changeAccount,
  finishLogin,
  isRefused,
  type LoginTools,
  mintLoginLink,
  openLoginLink,
  type Refused,
  startLogin
} from '#cloud/app/owner-login.ts'
import { endSession, type SessionCookie, sessionCookieLine } from '#cloud/app/owner-session.ts'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'
import { activeCaller, isSecure, sessionNeeded } from '#cloud/http/actor.ts'
import { askedLanguage } from '#cloud/http/page-scope.ts'
import { placeOf } from '#cloud/http/place.ts'
import { bodyOf } from '#cloud/http/read-bodies.ts'
import { zLoginAccount, zLoginCodeAsk, zLoginCodeUse, zLoginLinkUse } from '#shared/sync/door-wire.ts'

/** What logging in needs of the server. */
export const loginTools = ({ database, mailer, serverKey, settings, clock, log, figures }: Cloud): LoginTools => ({
  directory: database.directory,
  mailer,
  codeSecret: serverKey.challengeSecret,
  publicUrl: settings.publicUrl,
  nowMs: () => clock.nowMs(),
  mailFailed(error) {
    figures.add('counterbook_mails_failed_total')
    log.error('a mail with a code could not be sent', error)
  }
})

/** Gives the browser its cookie. */
export function giveCookie(cloud: Cloud, reply: FastifyReply, cookie: SessionCookie | null): void {
  void reply.header('set-cookie', sessionCookieLine(cookie, isSecure(cloud), cloud.clock.nowMs()))
}

function orRefused<Answer extends object>(answer: Answer | Refused, refusal: 'bad-request' | 'unauthorised'): Answer {
  if (!isRefused(answer)) return answer
  if (answer.waitSeconds > 0) throw new WireRefusal('too-many', { retryAfterSeconds: answer.waitSeconds })
  throw new WireRefusal(refusal)
}

/** How the owner comes to his page: by a code in a mail, or by a link that a counter shows. */
export function loginRoutes(app: FastifyInstance, cloud: Cloud): void {
  codeRoutes(app, cloud)
  linkRoutes(app, cloud)
  sessionRoutes(app, cloud)
}

function codeRoutes(app: FastifyInstance, cloud: Cloud): void {
  const tools = loginTools(cloud)

  app.post('/v1/login/code', async (request) => {
    if (cloud.mailer === null)
      throw new WireRefusal('not-found', {}, 'This server sends no mail. Use a link of a counter.')
    const { address } = bodyOf(zLoginCodeAsk, request)
    return orRefused(
      await startLogin(tools, { address, place: placeOf(request.ip), texts: askedLanguage(request) }),
      'bad-request'
    )
  })

  app.post('/v1/login/code/use', async (request, reply) => {
    const tried = { ...bodyOf(zLoginCodeUse, request), place: placeOf(request.ip) }
    giveCookie(cloud, reply, orRefused(await finishLogin(tools, tried), 'unauthorised'))
    return reply.code(204).send()
  })
}

function linkRoutes(app: FastifyInstance, cloud: Cloud): void {
  const tools = loginTools(cloud)

  app.post('/v1/login/link', async (request) => {
    const { accountId, deviceNo } = await activeCaller(cloud, request)
    await cloud.database.withAccount(accountId, (transaction) =>
      writeAudit(transaction, { accountId, deviceNo, event: 'login.link', details: {} }, cloud.clock.nowMs())
    )
    return mintLoginLink(tools, accountId)
  })

  app.post('/v1/login/link/use', async (request, reply) => {
    const { secret } = bodyOf(zLoginLinkUse, request)
    giveCookie(cloud, reply, orRefused(await openLoginLink(tools, secret), 'unauthorised'))
    return reply.code(204).send()
  })
}

function sessionRoutes(app: FastifyInstance, cloud: Cloud): void {
  const tools = loginTools(cloud)
  const { directory } = cloud.database

  app.get('/v1/login', async (request) => {
    const { accountId, loginId, expiresAt } = await sessionNeeded(cloud, request)
    return { accountId, expiresAt, accounts: loginId === null ? [accountId] : await accountsOf(directory, loginId) }
  })

  app.post('/v1/login/account', async (request, reply) => {
    const session = await sessionNeeded(cloud, request)
    const cookie = await changeAccount(tools, session, bodyOf(zLoginAccount, request).accountId)
    if (cookie === null) throw new WireRefusal('not-found')
    await endSession(directory, request.headers.cookie, isSecure(cloud))
    giveCookie(cloud, reply, cookie)
    return reply.code(204).send()
  })

  app.post('/v1/login/out', async (request, reply) => {
    await sessionNeeded(cloud, request)
    await endSession(directory, request.headers.cookie, isSecure(cloud))
    giveCookie(cloud, reply, null)
    return reply.code(204).send()
  })
}
