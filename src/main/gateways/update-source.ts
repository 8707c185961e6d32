import { createHash } from 'node:crypto'
import fs from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { UpdateSource } from '#main/ports/update-parts.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import { type FeedFile, MOST_FEED_BYTES } from '#shared/update/feed.ts'

/** Between two bytes, not for the whole: a slow line is no reason to give up. */
const SILENCE_MS = 30_000

/**
 * Releases at an address, over HTTP. Nothing is asked that names the shop or the PC, no answer is followed elsewhere, and of
 * no answer more is read than there should be.
 * @param address of the feed; the files lie beside it
 * @param folder where files are kept until they are installed; it is this part's alone
 */
export function httpUpdateSource(address: string, folder: string, silenceMs = SILENCE_MS): UpdateSource {
  const feedAt = new URL(address)

  return {
    async feed() {
      const answer = await open(feedAt, silenceMs)
      const chunks: Buffer[] = []
      let size = 0
      try {
        for await (const chunk of answer as AsyncIterable<Buffer>) {
          size += chunk.length
          if (size > MOST_FEED_BYTES) refuse('update/not-genuine')
          chunks.push(chunk)
        }
      } catch (error) {
        return failed(error)
      } finally {
        answer.destroy()
      }
      return Buffer.concat(chunks).toString('utf8')
    },

    async fetch(file, progressed) {
      const [whole, part] = [path.join(folder, file.name), path.join(folder, `${file.name}.part`)]
      clear(folder)
      try {
        fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
        const answer = await open(new URL(file.name, feedAt), silenceMs)
        await pipeline(answer, measured(file, progressed), fs.createWriteStream(part, { mode: 0o600, flush: true }))
        fs.renameSync(part, whole)
        return whole
      } catch (error) {
        clear(folder)
        return failed(error)
      }
    },

    async isGenuine(name, file) {
      try {
        if (fs.statSync(name).size !== file.bytes) return false
        const hash = createHash('sha512')
        for await (const chunk of fs.createReadStream(name)) hash.update(chunk as Buffer)
        return hash.digest('base64') === file.sha512
      } catch {
        return false
      }
    },

    clear: () => clear(folder)
  }
}

/** Lets through what the feed has promised, and not a byte more; at the end it must be all of it. */
const measured = (file: FeedFile, progressed: (doneBytes: number) => void) =>
  async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const hash = createHash('sha512')
    let size = 0
    let told = 0
    for await (const chunk of chunks) {
      size += chunk.length
      if (size > file.bytes) refuse('update/not-genuine')
      hash.update(chunk)
      if (size - told >= file.bytes / 100) {
        told = size
        progressed(size)
      }
      yield chunk
    }
    if (size < file.bytes) refuse('update/cut-off')
    if (hash.digest('base64') !== file.sha512) refuse('update/not-genuine')
    progressed(size)
  }

function open(url: URL, silenceMs: number): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { accept: '*/*', 'user-agent': 'Counterbook' }
    const asked = (url.protocol === 'https:' ? https : http).get(url, { headers, agent: false }, (answer) => {
      if (answer.statusCode === 200) return resolve(answer)
      answer.destroy()
      reject(new FailureError({ code: 'update/unreachable' }))
    })
    asked.setTimeout(silenceMs, () => asked.destroy(new Error('silent')))
    asked.on('error', () => reject(new FailureError({ code: 'update/unreachable' })))
  })
}

/** A line that breaks in the middle, a disk that takes no more: everything has its code. */
function failed(error: unknown): never {
  if (error instanceof FailureError) throw error
  const code = (error as NodeJS.ErrnoException).code ?? ''
  refuse(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EIO'].includes(code) ? 'update/not-kept' : 'update/cut-off')
}

function clear(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true })
}
