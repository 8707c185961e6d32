import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Cloud } from '#cloud/app/cloud.ts'
import { barePage } from '#cloud/pages/frame.ts'
import { html } from '#cloud/pages/html.ts'
import { languageOf, type OwnerKey, type OwnerTexts, ownerTexts } from '#cloud/pages/owner-texts.ts'
import { refusalOf } from './answer-errors.ts'

const css = readFileSync(path.join(import.meta.dirname, '../pages/owner.css'))
/** The name changes with what the sheet says, so that a browser may keep it for ever. */
export const styleAddress = `/style-${createHash('sha256').update(css).digest('hex').slice(0, 16)}.css`

/** Nothing may run on a page, nothing may be fetched by it but its style, and nobody may frame it. */
const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const MOST_FORM_BYTES = 8_192

/** The language that a browser asks for, before it is known whose page it is. */
export const askedLanguage = (request: FastifyRequest): OwnerTexts =>
  ownerTexts(languageOf((request.headers['accept-language'] ?? '').slice(0, 2)))

/** A page as an answer, with the headers that every page has. */
export function sendPage(
  reply: FastifyReply,
  page: string,
  status = 200,
  referrer: 'same-origin' | 'no-referrer' = 'same-origin'
): FastifyReply {
  return reply
    .code(status)
    .headers({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex, nofollow',
      // A form has to say where it comes from, so the owner's own pages get to know.
      'referrer-policy': referrer,
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), interest-cohort=()'
    })
    .type('text/html; charset=utf-8')
    .send(page)
}

/** A page that says what went wrong, what is safe and what can be done. */
export const sendTrouble = (reply: FastifyReply, texts: OwnerTexts, key: OwnerKey, status: number): FastifyReply =>
  sendPage(
    reply,
    barePage({
      ...{ texts, styleAddress, title: texts.t('error.title') },
      body: html`<main id="main"><h1>${texts.t('error.title')}</h1><section class="card"><p>${texts.t(key)}</p><p><a class="button" href="/owner">${texts.t('error.back')}</a></p></section></main>`
    }),
    status
  )

const TROUBLES: Readonly<Record<number, OwnerKey>> = {
  400: 'choices.badInput',
  401: 'error.refused',
  403: 'error.refused',
  404: 'error.notFound',
  429: 'error.tooMany'
}

/** Routes that answer with pages: they read forms, and say in words what went wrong. */
export function pageScope(app: FastifyInstance, cloud: Cloud, add: (scope: FastifyInstance) => void): void {
  void app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MOST_FORM_BYTES },
      async (_request: unknown, body: string) => Object.fromEntries(new URLSearchParams(body))
    )
    scope.setErrorHandler((error: unknown, request, reply) => {
      const { status } = refusalOf(error)
      if (status === 503) cloud.log.error('page failed', error, { route: request.routeOptions.url ?? '' })
      return sendTrouble(reply, askedLanguage(request), TROUBLES[status] ?? 'error.server', status)
    })
    add(scope)
  })
}

/** The style sheet of all pages. */
export function styleRoute(app: FastifyInstance): void {
  app.get(styleAddress, (_request, reply) =>
    reply
      .headers({ 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' })
      .type('text/css; charset=utf-8')
      .send(css)
  )
}
