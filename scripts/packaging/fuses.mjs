// The switches inside the packed program: which are wanted, and what a binary really has.
import { readFileSync } from 'node:fs'

/** In the names of electron-builder, and in the order in which a binary holds them. */
export const wantedFuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false
}

const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')

/**
 * @param {string} binary path of the executable (of the framework on macOS)
 * @returns {Record<string, boolean | null>} by name; null for one that this binary has not got
 * @throws when the binary has no fuses, or has them twice
 */
export function readFuses(binary) {
  const bytes = readFileSync(binary)
  const at = bytes.indexOf(sentinel)
  if (at < 0 || bytes.indexOf(sentinel, at + 1) >= 0)
    throw new Error(`${binary}: the fuses are not where they should be`)
  const version = at + sentinel.length
  if (bytes[version] !== 1) throw new Error(`${binary}: fuses of an unknown version`)
  const states = bytes.subarray(version + 2, version + 2 + bytes[version + 1]).toString('latin1')
  const stateOf = { 0: false, 1: true }
  return Object.fromEntries(Object.keys(wantedFuses).map((name, index) => [name, stateOf[states[index]] ?? null]))
}

/**
 * @param {string} binary
 * @returns {string[]} the fuses that are not as wanted; empty when all is well
 */
export function wrongFuses(binary) {
  const found = readFuses(binary)
  return Object.keys(wantedFuses).filter((name) => found[name] !== wantedFuses[name])
}
