import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Cloud } from '#cloud/app/cloud.ts'
import { tokenHash } from '#cloud/app/link-token.ts'
import { publicView } from '#cloud/app/public-view.ts'
import { countTry, type TryLimit } from '#cloud/db/attempts.ts'
import { askedLanguage, pageScope, sendPage, sendTrouble, styleAddress } from '#cloud/http/page-scope.ts'
import { placeOf } from '#cloud/http/place.ts'
import { barePage } from '#cloud/pages/frame.ts'
import { html } from '#cloud/pages/html.ts'
import { publicBody } from '#cloud/pages/public-page.ts'

/** One place on the internet looks at so many pages: nobody walks through addresses, and a family's phones still may. */
const LOOKS: TryLimit = { most: 120, withinMs: 600_000 }
const zPath = z.object({ token: z.string().max(100) })

/** The page of a party: found by its secret address alone, until it ends or is taken back. A wrong address and an old one look the same. */
export function publicRoutes(app: FastifyInstance, cloud: Cloud): void {
  const { directory } = cloud.database
  pageScope(app, cloud, (scope) => {
    scope.get('/p/:token', async (request, reply) => {
      const now = cloud.clock.nowMs()
      const wait = await countTry(directory, `look:${placeOf(request.ip)}`, LOOKS, now)
      if (wait > 0)
        return sendTrouble(reply.header('retry-after', String(wait)), askedLanguage(request), 'error.tooMany', 429)
      const hash = tokenHash(zPath.parse(request.params).token)
      const found =
        hash === null
          ? undefined
          : await directory
              .selectFrom('link_token')
              .select(['account_id', 'link_id'])
              .where('token_hash', '=', hash)
              .where('expires_at', '>', new Date(now))
              .executeTakeFirst()
      const view = found === undefined ? null : await publicView(cloud, found.account_id, found.link_id)
      if (view === null) {
        const texts = askedLanguage(request)
        const title = texts.t('public.goneTitle')
        const body = html`<main id="main"><h1>${title}</h1><p class="card">${texts.t('public.gone')}</p></main>`
        return sendPage(reply, barePage({ texts, title, body, styleAddress }), 404, 'no-referrer')
      }
      const title = view.texts.t('public.title', { shop: view.shopName })
      const page = barePage({ texts: view.texts, title, body: publicBody(view, title), styleAddress })
      return sendPage(reply, page, 200, 'no-referrer')
    })
  })
}
