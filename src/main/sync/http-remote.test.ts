import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import tls from 'node:tls'
import { afterEach, describe, expect, test } from 'vitest'
import { type RemoteTrouble, RemoteTroubleError } from '#main/ports/sync-remote.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { startFaultProxy } from '#tests/support/fault-proxy.ts'
import { startMemorySyncServer } from '#tests/support/memory-sync-server.ts'
import { httpRemote } from './http-remote.ts'
import { readServerAddress } from './server-address.ts'

const pem = (name: string) => readFileSync(path.resolve('tests/fixtures/tls', `${name}.pem`))
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function troubleOf(asked: Promise<unknown>): Promise<RemoteTrouble> {
  try {
    await asked
  } catch (error) {
    if (error instanceof RemoteTroubleError) return error.trouble
    throw error
  }
  throw new Error('an answer came')
}

async function answering(handle: http.RequestListener): Promise<string> {
  const server = http.createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function served() {
  const server = await startMemorySyncServer()
  const proxy = await startFaultProxy(new URL(server.url))
  closing.push(proxy.close, server.close)
  return { server, proxy, remote: httpRemote(proxy.url, 600) }
}

describe('an answer that is none', () => {
  test('a server answers', async () => {
    const { remote } = await served()
    expect((await remote.info()).wireVersion).toBe(1)
  })

  test('a sign-in page of the line is foreign', async () => {
    const { remote, proxy } = await served()
    proxy.mode('portal')
    expect(await troubleOf(remote.info())).toEqual({ kind: 'foreign' })
  })

  test('where an answer points to is not followed', async () => {
    let wasThere = false
    const there = await answering((_request, response) => {
      wasThere = true
      response.end('{}')
    })
    const here = await answering((_request, response) => response.writeHead(302, { location: there }).end())
    expect(await troubleOf(httpRemote(here).info())).toEqual({ kind: 'foreign' })
    expect(wasThere).toBe(false)
  })

  test('nobody there, a hole and a cut answer', async () => {
    const { remote, proxy } = await served()
    proxy.mode('hole')
    expect(await troubleOf(remote.info())).toEqual({ kind: 'silent' })
    proxy.mode({ cutAnswerAfter: 60 })
    expect(await troubleOf(remote.info())).toEqual({ kind: 'silent' })
    proxy.mode('refuse')
    expect(await troubleOf(remote.info())).toEqual({ kind: 'silent' })
    await proxy.close()
    closing.shift()
    expect(await troubleOf(remote.info())).toEqual({ kind: 'offline' })
  })

  test('JSON of another shape is foreign, whatever it says', async () => {
    const address = await answering((_request, response) => response.end('{"wireVersion":"1"}'))
    expect(await troubleOf(httpRemote(address).info())).toEqual({ kind: 'foreign' })
  })

  test('an endless answer is left', async () => {
    const address = await answering((_request, response) => {
      const more = () => {
        while (response.write('x'.repeat(1_048_576)));
        response.once('drain', more)
      }
      response.on('error', () => {})
      more()
    })
    expect(await troubleOf(httpRemote(address, 20_000).info())).toEqual({ kind: 'foreign' })
  }, 30_000)

  test.each([
    [500, '<html>', { kind: 'failed', retryAfterSeconds: null }],
    [503, '{"error":"retry","message":"","retryAfterSeconds":7}', { kind: 'failed', retryAfterSeconds: 7 }],
    [404, 'no', { kind: 'foreign' }],
    [413, '<html>', { kind: 'said', status: 413, failure: { error: 'too-large', message: '' } }],
    [404, '{"error":"unheard-of","message":""}', { kind: 'foreign' }],
    [402, '{"error":"quota","message":"m"}', { kind: 'said', status: 402, failure: { error: 'quota', message: 'm' } }]
  ])('%i with %s', async (status, body, expected) => {
    const { remote, server } = await served()
    server.failWith({ status, body })
    expect(await troubleOf(remote.info())).toEqual(expected)
  })
})

test('a certificate that does not hold sends nothing', async () => {
  let bytes = 0
  const server = https.createServer({ key: pem('key'), cert: pem('certificate') }, (request, response) => {
    request.on('data', (part) => {
      bytes += part.length
    })
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    server.closeAllConnections()
    server.close()
  })
  const remote = httpRemote(`https://127.0.0.1:${(server.address() as AddressInfo).port}`)
  expect(await troubleOf(remote.pairStart({} as never))).toEqual({ kind: 'certificate' })
  expect(bytes).toBe(0)
})

test('a certificate that is believed, of another name, sends nothing either', async () => {
  const usual = tls.getCACertificates()
  tls.setDefaultCACertificates([pem('certificate').toString()])
  closing.push(async () => tls.setDefaultCACertificates(usual))
  let requests = 0
  const server = https.createServer({ key: pem('key'), cert: pem('certificate') }, (_request, response) => {
    requests++
    response.end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(async () => {
    server.closeAllConnections()
    server.close()
  })
  const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
  // It is the name alone that is wrong.
  await expect(fetch(address)).rejects.toMatchObject({ cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } })
  expect(await troubleOf(httpRemote(address).pairStart({} as never))).toEqual({ kind: 'certificate' })
  expect(requests).toBe(0)
})

describe('an address', () => {
  test.each([
    ['cloud.example.in', 'https://cloud.example.in/'],
    [' https://cloud.example.in/books ', 'https://cloud.example.in/books/'],
    ['http://192.168.1.20:8420', 'http://192.168.1.20:8420/'],
    ['http://localhost:8420', 'http://localhost:8420/']
  ])('%s', (typed, url) => {
    expect(readServerAddress(typed).href).toBe(url)
  })

  test.each([
    '',
    'http://cloud.example.in',
    'http://192.168.1.20.evil.example',
    'ftp://a',
    'https://user:pw@a.in',
    'file:///etc',
    'http://172.32.0.1'
  ])('not %s', (typed) => {
    expect(() => readServerAddress(typed)).toThrow(FailureError)
  })
})
