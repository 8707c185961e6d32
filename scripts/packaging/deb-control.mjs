// The DEBIAN folder of a package: what it is, what it needs, what runs when it comes and goes, the sums of its files.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { addressOf, splitDescription } from './fpm-words.mjs'

const scripts = { 'after-install': 'postinst', 'after-remove': 'postrm' }

/**
 * @param {string} staging the folder that becomes "/"
 * @param {Record<string, any>} options as fpm is given them
 */
export function writeDebFolder(staging, options) {
  const folder = path.join(staging, 'DEBIAN')
  rmSync(folder, { recursive: true, force: true })
  const kibibytes = Number(spawnSync('du', ['-sk', staging], { encoding: 'utf8' }).stdout.split('\t')[0])
  const sums = sumsOf(staging)
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'control'), controlOf(options, kibibytes))
  writeFileSync(path.join(folder, 'md5sums'), sums)
  for (const [option, name] of Object.entries(scripts)) {
    if (!options[option]) continue
    copyFileSync(options[option], path.join(folder, name))
    chmodSync(path.join(folder, name), 0o755)
  }
}

/** The control file's text. Fields without a value are left out. */
export function controlOf(options, kibibytes) {
  const { synopsis, body } = splitDescription(options)
  const fields = {
    Package: options.name,
    Version: options.version,
    Architecture: options.architecture,
    Maintainer: options.maintainer,
    'Installed-Size': kibibytes,
    Depends: options.d.join(', '),
    Recommends: options['deb-recommends'].join(', '),
    Section: options.category ?? 'default',
    Priority: options['deb-priority'] ?? 'optional',
    Homepage: addressOf(options),
    Description: [synopsis, ...body.map((line) => ` ${line}`)].join('\n')
  }
  const given = Object.entries(fields).filter(([, value]) => value)
  return `${given.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`
}

/** With these a shop's PC can prove what is installed: `dpkg --verify counterbook`. */
function sumsOf(staging) {
  const entries = readdirSync(staging, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const files = entries.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name)).sort()
  const lines = files.map((file) => {
    const sum = createHash('md5').update(readFileSync(file)).digest('hex')
    return `${sum}  ${path.relative(staging, file)}\n`
  })
  return lines.join('')
}
