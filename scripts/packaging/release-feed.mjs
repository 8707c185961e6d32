// The feed that tells installed apps of a release, signed by the key of its makers; and the making of such a key.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { SetupError } from '../setup/report.mjs'

const kinds = { '.deb': 'deb', '.rpm': 'rpm', '.AppImage': 'appimage', '.exe': 'nsis', '.dmg': 'dmg' }

/**
 * Makes a key, and keeps its private half in a file that only its owner may read.
 * @param {string} file must not be there yet
 * @returns {string} the public half, for `keys` in resources/updates/source.json
 */
export function makeReleaseKey(file) {
  const { privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
  return publicHalf(privateKey)
}

/**
 * @param {{ version: string, packages: string[], percent: number, publishedAt: number, keyFile: string }} release
 *   packages are paths; percent says to how many of a hundred installs it goes; publishedAt in milliseconds since 1970
 * @returns {string} the text of the feed, to be put beside the packages
 */
export function writeReleaseFeed({ version, packages, percent, publishedAt, keyFile }) {
  if (!(percent >= 0 && percent <= 100)) throw new SetupError(`${percent} is no share.`, 'name a number from 0 to 100.')
  const files = packages.filter((file) => !path.basename(file).includes('Portable')).map(describe)
  const feed = JSON.stringify({ product: 'counterbook', version, publishedAt, percent, files })
  const key = createPrivateKey(readFileSync(keyFile))
  const signature = sign(null, Buffer.from(feed), key).toString('base64')
  return `${JSON.stringify({ format: 'counterbook-feed-1', feed, signatures: [signature] }, null, 2)}\n`
}

function describe(file) {
  const sha512 = createHash('sha512').update(readFileSync(file)).digest('base64')
  const arch = /arm64|aarch64/.test(path.basename(file)) ? 'arm64' : 'x64'
  return { kind: kinds[path.extname(file)], arch, name: path.basename(file), bytes: statSync(file).size, sha512 }
}

const publicHalf = (privateKey) => createPublicKey(privateKey).export({ format: 'jwk' }).x
