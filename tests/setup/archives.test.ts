import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { extractOne } from '../../scripts/fallback-runtime/read-tar.mjs'
import { unzip } from '../../scripts/fallback-runtime/read-zip.mjs'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'archives-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The smallest zip there is: one packed entry, its directory, its end. */
function zipOf(name: string, text: string, mode = 0o100644): string {
  const content = Buffer.from(text)
  const packed = deflateRawSync(content)
  const bareName = Buffer.from(name)
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(20, 0)
  shared.writeUInt16LE(8, 4)
  shared.writeUInt32LE(crc32(content), 10)
  shared.writeUInt32LE(packed.length, 14)
  shared.writeUInt32LE(content.length, 18)
  shared.writeUInt16LE(bareName.length, 22)
  const local = Buffer.concat([Buffer.from('504b0304', 'hex'), shared, bareName, packed])
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE((mode << 16) >>> 0, 6)
  const directory = Buffer.concat([Buffer.from('504b01021403', 'hex'), shared, rest, bareName])
  const end = Buffer.alloc(22)
  end.write('504b0506', 'hex')
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(local.length, 16)
  const file = path.join(folder, 'archive.zip')
  writeFileSync(file, Buffer.concat([local, directory, end]))
  return file
}

test('a zip is unpacked without its prefix, only what is wanted', () => {
  unzip(zipOf('App/lib/text.txt', 'नमस्ते'), path.join(folder, 'out'), 'App/', (name) => name === 'lib/text.txt')
  expect(readFileSync(path.join(folder, 'out', 'lib', 'text.txt'), 'utf8')).toBe('नमस्ते')
})

test('a zip cannot write outside its folder, nor bring links or damage', () => {
  const out = path.join(folder, 'out')
  expect(() => unzip(zipOf('App/../../evil', 'x'), out, 'App/', () => true)).toThrow('unsafe name')
  expect(() => unzip(zipOf('App/link', '/etc/passwd', 0o120777), out, 'App/', () => true)).toThrow('unexpected link')
  const damaged = zipOf('App/text.txt', 'some text')
  const bytes = readFileSync(damaged)
  bytes.writeUInt32LE(1, bytes.lastIndexOf(Buffer.from('504b0102', 'hex')) + 16)
  writeFileSync(damaged, bytes)
  expect(() => unzip(damaged, out, 'App/', () => true)).toThrow('damaged entry')
})

test('one file comes out of a packed tar, whatever lies before it', async () => {
  mkdirSync(path.join(folder, 'package'))
  writeFileSync(path.join(folder, 'package', 'a.txt'), 'a'.repeat(1500))
  writeFileSync(path.join(folder, 'package', 'b.bin'), Buffer.alloc(3_000_000, 7))
  writeFileSync(path.join(folder, 'package', 'c.txt'), 'last')
  const archive = path.join(folder, 'p.tgz')
  spawnSync('tar', ['czf', archive, '--format=ustar', '-C', folder, 'package/a.txt', 'package/b.bin', 'package/c.txt'])
  await extractOne(archive, 'package/b.bin', path.join(folder, 'b'))
  expect(readFileSync(path.join(folder, 'b')).equals(Buffer.alloc(3_000_000, 7))).toBe(true)
  await extractOne(archive, 'package/c.txt', path.join(folder, 'c'))
  expect(readFileSync(path.join(folder, 'c'), 'utf8')).toBe('last')
  await expect(extractOne(archive, 'package/d.txt', path.join(folder, 'd'))).rejects.toThrow('not in the package')
})
