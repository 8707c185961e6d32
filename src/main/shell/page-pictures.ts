const ADDRESS = /^\/attachment\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The id that the address of a picture names; null for every other address. No part of it ever becomes a path. */
export const pictureIdOf = (address: URL): string | null => ADDRESS.exec(address.pathname)?.[1] ?? null

/** A picture can do nothing, is shown to our own pages alone, and is kept nowhere: it may be taken off its entry. */
export const PICTURE_HEADERS = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store'
} as const
