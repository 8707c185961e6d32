// Writes a flat asar archive. It has to be a real archive: the packager reads it as one.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * @param {string} target
 * @param {Record<string, string>} files text by name, no folders
 */
export function writeAsar(target, files) {
  const contents = Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])
  const header = { files: {} }
  let offset = 0
  for (const [name, content] of contents) {
    header.files[name] = { size: content.length, offset: String(offset) }
    offset += content.length
  }
  // Two nested length-prefixed blocks hold the header text, which is padded to four bytes; the files follow.
  const json = Buffer.from(JSON.stringify(header))
  const paddedBytes = Math.ceil(json.length / 4) * 4
  const head = Buffer.alloc(16 + paddedBytes)
  head.writeUInt32LE(4, 0)
  head.writeUInt32LE(8 + paddedBytes, 4)
  head.writeUInt32LE(4 + paddedBytes, 8)
  head.writeUInt32LE(json.length, 12)
  json.copy(head, 16)
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, Buffer.concat([head, ...contents.map(([, content]) => content)]))
}
