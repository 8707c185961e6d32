import { readFile } from 'node:fs/promises'
import { protocol } from 'electron'
import { isOwnPage, PAGE_SCHEME } from './own-page.ts'
import { pageFile } from './page-files.ts'
import { PICTURE_HEADERS, pictureIdOf } from './page-pictures.ts'

/** The bytes of a picture that a page may show, by its id. */
export type PictureSource = (id: string) => { readonly bytes: Uint8Array; readonly mediaType: string } | null

/** Makes the pages' own scheme a secure, standard one. Must run before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }
  ])
}

/** Serves the built pages out of one folder (which may lie inside the app's archive), and the pictures of entries by their ids. */
export function servePages(folder: string, picture: PictureSource): void {
  protocol.handle(PAGE_SCHEME, async (request) => {
    const pictureId = isOwnPage(request.url, null) ? pictureIdOf(new URL(request.url)) : null
    if (pictureId !== null && request.method === 'GET') return pictureAnswer(picture(pictureId))
    const found = isOwnPage(request.url, null) ? pageFile(folder, new URL(request.url)) : null
    if (!found || request.method !== 'GET') return new Response(null, { status: 404 })
    try {
      return new Response(await readFile(found.file), { headers: found.headers })
    } catch {
      return new Response(null, { status: 404 })
    }
  })
}

function pictureAnswer(picture: ReturnType<PictureSource>): Response {
  if (picture === null) return new Response(null, { status: 404 })
  return new Response(new Uint8Array(picture.bytes), {
    headers: { ...PICTURE_HEADERS, 'content-type': picture.mediaType }
  })
}
