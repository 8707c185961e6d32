import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { UpdatePlace } from '#main/compose/updates.ts'
import type { Feed } from '#shared/update/feed.ts'

/** A release as its makers sign it. */
export interface TestKey {
  readonly publicKey: string
  sign(text: string): string
}

export function makeReleaseKey(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return { publicKey: rawOf(publicKey), sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64') }
}

const rawOf = (key: KeyObject): string => String(key.export({ format: 'jwk' }).x)

/** A place of updates on a real socket. What it serves is changed while it runs. */
export interface ListeningPlace {
  readonly place: UpdatePlace
  readonly asked: readonly string[]
  /** Publishes a release with this package; the feed may be changed before it is signed, and the text after it. */
  publish(release: {
    version: string
    package: Buffer
    change?: (feed: Feed) => Feed
    by?: TestKey
    forge?: (signed: string) => string
  }): void
  /** Serves other bytes under the name of the package; `cutAfter` breaks the line there. */
  serve(bytes: Buffer, cutAfter?: number): void
  close(): Promise<void>
}

export const PACKAGE_NAME = 'counterbook_next_amd64.deb'

export async function listenUpdatePlace(key: TestKey): Promise<ListeningPlace> {
  const asked: string[] = []
  const served: { feed: string; bytes: Uint8Array; cutAfter: number } = {
    feed: '',
    bytes: new Uint8Array(),
    cutAfter: Number.POSITIVE_INFINITY
  }
  const server: Server = createServer((request, answer) => {
    asked.push(request.url ?? '')
    if (request.url === '/feed.json' && served.feed !== '') return void answer.end(served.feed)
    if (request.url !== `/${PACKAGE_NAME}`) return void answer.writeHead(404).end()
    answer.setHeader('content-length', served.bytes.length)
    if (served.cutAfter >= served.bytes.length) return void answer.end(served.bytes)
    answer.write(served.bytes.subarray(0, served.cutAfter), () => request.socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    place: { address: `http://127.0.0.1:${port}/feed.json`, keys: [key.publicKey] },
    asked,
    publish({ version, package: bytes, change = (feed) => feed, by = key, forge = (signed) => signed }) {
      const sha512 = createHash('sha512').update(bytes).digest('base64')
      const file = { kind: 'deb' as const, arch: 'x64', name: PACKAGE_NAME, bytes: bytes.length, sha512 }
      const feed = JSON.stringify(
        change({ product: 'counterbook', version, publishedAt: 1_000, percent: 100, files: [file] })
      )
      served.feed = forge(JSON.stringify({ format: 'counterbook-feed-1', feed, signatures: [by.sign(feed)] }))
      served.bytes = bytes
      served.cutAfter = Number.POSITIVE_INFINITY
    },
    serve(bytes, cutAfter = Number.POSITIVE_INFINITY) {
      served.bytes = bytes
      served.cutAfter = cutAfter
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}
