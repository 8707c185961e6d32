import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { createGunzip, createGzip } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { refuse } from '#shared/kernel/result.ts'

const stopping = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal })

const AGE = 'age-encryption.org/v1'

/** Packs a file by gzip and, with a passphrase, seals it in the format of age. The new file is on disk when this resolves. */
export async function packFile(from: string, to: string, passphrase: string | null, stop?: AbortSignal): Promise<void> {
  const packed = createReadStream(from).pipe(createGzip({ level: 4 }))
  const content = passphrase === null ? packed : await sealed(packed, passphrase)
  await pipeline(content, createWriteStream(to, { mode: 0o600 }), stopping(stop))
  await syncFile(to)
}

async function sealed(packed: Readable, passphrase: string): Promise<Readable> {
  const sealer = new Encrypter()
  sealer.setPassphrase(passphrase)
  const stream = await sealer.encrypt(Readable.toWeb(packed) as ReadableStream<Uint8Array<ArrayBuffer>>)
  return Readable.fromWeb(stream as ReadableStream)
}

/**
 * Unpacks a backup. Fails with `backup/wrong-passphrase` where it is sealed by another one or none was given, with `backup/unreadable` where it
 * is cut off or damaged: both kinds of file prove themselves to the last byte.
 */
export async function unpackFile(
  from: string,
  to: string,
  passphrase: string | null,
  stop?: AbortSignal
): Promise<void> {
  const isSealed = await isSealedFile(from)
  if (isSealed && passphrase === null) refuse('backup/wrong-passphrase', { file: from })
  const raw = createReadStream(from)
  const packed = isSealed ? await opened(raw, from, passphrase ?? '') : raw
  try {
    await pipeline(packed, createGunzip(), mostBytes(), createWriteStream(to, { mode: 0o600 }), stopping(stop))
  } catch (error) {
    if (isOfDisk(error)) throw error
    refuse('backup/unreadable', { file: from, detail: error instanceof Error ? error.message : '' })
  }
  await syncFile(to)
}

async function opened(raw: Readable, file: string, passphrase: string): Promise<Readable> {
  const opener = new Decrypter()
  opener.addPassphrase(passphrase)
  try {
    const stream = await opener.decrypt(Readable.toWeb(raw) as ReadableStream<Uint8Array<ArrayBuffer>>)
    return Readable.fromWeb(stream as ReadableStream)
  } catch (error) {
    raw.destroy()
    const isKey = error instanceof Error && /no identity matched|passphrase|incorrect/iu.test(error.message)
    return refuse(isKey ? 'backup/wrong-passphrase' : 'backup/unreadable', { file, detail: String(error) })
  }
}

async function isSealedFile(file: string): Promise<boolean> {
  const handle = await open(file, 'r')
  try {
    const start = Buffer.alloc(AGE.length)
    await handle.read(start, 0, AGE.length, 0)
    return start.toString('latin1') === AGE
  } finally {
    await handle.close()
  }
}

/** No ledger is larger: a file that unpacks to more is not one, and would only fill the disk. */
const MOST_BYTES = 64 * 1_073_741_824

function mostBytes(): Transform {
  let count = 0
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      count += chunk.length
      done(count > MOST_BYTES ? new Error('it unpacks to more than any ledger holds') : null, chunk)
    }
  })
}

const DISK_ERRORS = new Set(['ENOSPC', 'EIO', 'EROFS', 'EACCES', 'EPERM', 'ENOENT', 'EDQUOT'])
const isOfDisk = (error: unknown) =>
  error instanceof Error && 'code' in error && DISK_ERRORS.has((error as NodeJS.ErrnoException).code ?? '')

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
