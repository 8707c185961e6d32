// Unpacks a zip without any package. Only what the one pinned archive needs: no zip64, no encryption, no links.
import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'

/**
 * @param {string} archive
 * @param {string} target folder to fill
 * @param {string} prefix folder inside the archive, with its slash; it is cut from the names
 * @param {(name: string) => boolean} isWanted asked with the name after the prefix
 * @throws on an unsafe name, a link, or content that does not match its size or checksum
 */
export function unzip(archive, target, prefix, isWanted) {
  const file = openSync(archive, 'r')
  try {
    for (const entry of readDirectory(file)) {
      const name = entry.name.slice(prefix.length)
      if (!entry.name.startsWith(prefix) || !name || name.endsWith('/') || !isWanted(name)) continue
      if (name.split('/').includes('..') || path.isAbsolute(name))
        throw new Error(`unsafe name in the archive: ${name}`)
      if ((entry.mode & 0o170000) === 0o120000) throw new Error(`unexpected link in the archive: ${name}`)
      const destination = path.join(target, name)
      mkdirSync(path.dirname(destination), { recursive: true })
      writeFileSync(destination, readContent(file, entry), { mode: entry.mode & 0o777 || 0o644 })
    }
  } finally {
    closeSync(file)
  }
}

function read(file, position, length) {
  const buffer = Buffer.alloc(length)
  readSync(file, buffer, 0, length, position)
  return buffer
}

function* readDirectory(file) {
  const { size } = fstatSync(file)
  const longestEnd = 22 + 0xffff
  const tail = read(file, Math.max(0, size - longestEnd), Math.min(size, longestEnd))
  const end = tail.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (end < 0) throw new Error('the archive has no directory')
  const directory = read(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  for (let at = 0; at < directory.length; ) {
    const nameLength = directory.readUInt16LE(at + 28)
    yield {
      method: directory.readUInt16LE(at + 10),
      checksum: directory.readUInt32LE(at + 16),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      offset: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + nameLength)
    }
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
}

function readContent(file, entry) {
  const header = read(file, entry.offset, 30)
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = read(file, start, entry.packedBytes)
  const content = entry.method === 0 ? packed : zlib.inflateRawSync(packed, { maxOutputLength: entry.bytes || 1 })
  // crc32 came with Node 20.15; an older 20 checks the size only, after the sha512 of the whole package.
  if (content.length !== entry.bytes || (zlib.crc32 && zlib.crc32(content) !== entry.checksum))
    throw new Error(`damaged entry in the archive: ${entry.name}`)
  return content
}
