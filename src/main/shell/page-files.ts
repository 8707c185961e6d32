import path from 'node:path'

/**
 * What a page may do: load its own scripts, styles, fonts and pictures, and nothing else. Pictures may also come
 * as data (the preview of a receipt). Styles are files; React sets single properties, which no policy forbids.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2'
}

export interface PageFile {
  readonly file: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The file below `folder` that an address of our own scheme asks for, with the headers it is served under; null for
 * anything that is not a plain file of a kind that pages are made of.
 */
export function pageFile(folder: string, address: URL): PageFile | null {
  const contentType = CONTENT_TYPES[path.posix.extname(address.pathname)]
  if (contentType === undefined) return null
  const parts = address.pathname.slice(1).split('/').map(decoded)
  if (parts.some((part) => part === null || part === '' || part.startsWith('.') || /[\\/:\0]/.test(part))) return null
  return {
    file: path.join(folder, ...parts.filter((part) => part !== null)),
    headers: {
      'content-type': contentType,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer'
    }
  }
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
