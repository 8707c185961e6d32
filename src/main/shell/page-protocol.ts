import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { isOwnPage, PAGE_SCHEME } from './own-page.ts'
import { pageFile } from './page-files.ts'

/** Makes the pages' own scheme a secure, standard one. Must run before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }
  ])
}

/** Serves the built pages out of one folder (which may lie inside the app's archive). */
export function servePages(folder: string): void {
  protocol.handle(PAGE_SCHEME, async (request) => {
    const found = isOwnPage(request.url, null) ? pageFile(folder, new URL(request.url)) : null
    if (!found || request.method !== 'GET') return new Response(null, { status: 404 })
    try {
      return new Response(await readFile(found.file), { headers: found.headers })
    } catch {
      return new Response(null, { status: 404 })
    }
  })
}
