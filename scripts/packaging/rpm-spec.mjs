// What rpmbuild is told: a package of files that are already there.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { addressOf, splitDescription } from './fpm-words.mjs'

/** electron-builder speaks of machines as Debian does; Fedora's tools refuse a package for "amd64". */
const machines = { amd64: 'x86_64', arm64: 'aarch64' }

/** What `rpmbuild --target` is told. */
export const targetOf = ({ architecture }) => `${machines[architecture] ?? architecture}-linux`

/** Folders of the system, which no package may own. */
const shared = new Set([
  'opt',
  'usr',
  'usr/share',
  'usr/share/applications',
  'usr/share/doc',
  'usr/share/icons',
  'usr/share/mime',
  'usr/share/mime/packages'
])

/**
 * @param {string} file where the spec is written
 * @param {string} staging the folder that becomes "/"
 * @param {Record<string, any>} options as fpm is given them
 * @returns {string} the file
 */
export function writeRpmSpec(file, staging, options) {
  writeFileSync(file, specOf(staging, ownedPaths(staging), options))
  return file
}

/** @returns {string} the text of the spec */
export function specOf(staging, owned, options) {
  const { synopsis, body } = splitDescription(options)
  const tags = {
    Name: options.name,
    Version: options.version,
    Release: '1',
    Summary: options['rpm-summary'] ?? synopsis,
    License: options.license,
    Vendor: options.vendor,
    Packager: options.maintainer,
    URL: addressOf(options)
  }
  const script = (name) => (options[name] ? escapeMacros(readFileSync(options[name], 'utf8')) : 'exit 0\n')
  return [
    ...Object.entries(tags)
      .filter(([, value]) => value)
      .map(([name, value]) => `${name}: ${escapeMacros(value)}`),
    ...options.d.map((need) => `Requires: ${need}`),
    // The libraries inside the package are its own: nobody else may be offered them, and none is looked for elsewhere.
    'AutoReqProv: no',
    // Nothing is built here, and what is there must stay as it is, to the bit: its sums are checked when it starts.
    '%global debug_package %{nil}',
    '%global __os_install_post %{nil}',
    '%global _build_id_links none',
    '%description',
    ...(body.length > 0 ? body : [synopsis]).map(escapeMacros),
    '%install',
    `mkdir -p %{buildroot} && cp -a '${staging}/.' %{buildroot}/`,
    '%post',
    script('after-install'),
    '%postun',
    script('after-remove'),
    '%files',
    '%defattr(-,root,root,-)',
    ...owned.map((name) => `"/${name}"`),
    ''
  ].join('\n')
}

const escapeMacros = (text) => text.replaceAll('%', '%%')

/** The highest paths that are this package's alone. A folder stands for everything in it. */
export function ownedPaths(staging, below = '') {
  return readdirSync(path.join(staging, below))
    .sort()
    .flatMap((entry) => {
      const name = path.posix.join(below, entry)
      const isFolder = statSync(path.join(staging, name)).isDirectory()
      const isShared = shared.has(name) || name.startsWith('usr/share/icons/')
      return isFolder && isShared ? ownedPaths(staging, name) : [name]
    })
}
