// Sets the switches ("fuses") inside an Electron binary to what an official build has.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'

const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
// RunAsNode, CookieEncryption, NODE_OPTIONS, --inspect, AsarIntegrity, OnlyLoadAppFromAsar, BrowserV8Snapshot, FileProtocolPrivileges
const officialStates = '10110001'

/** @param {string} binary path of the executable, changed in place */
export function setOfficialFuses(binary) {
  const bytes = readFileSync(binary)
  const at = bytes.indexOf(sentinel)
  if (at < 0 || bytes.indexOf(sentinel, at + 1) >= 0) throw new Error('the fuses are not where they should be')
  const version = at + sentinel.length
  if (bytes[version] !== 1 || bytes[version + 1] < officialStates.length) throw new Error('unknown fuse layout')
  bytes.write(officialStates, version + 2, 'latin1')
  writeFileSync(binary, bytes)
  chmodSync(binary, 0o755)
}
