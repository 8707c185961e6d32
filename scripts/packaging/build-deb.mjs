#!/usr/bin/env node
// Takes the place of `fpm -s dir -t deb`, which electron-builder would download: the system's own dpkg-deb does it.
// electron-builder starts it through CUSTOM_FPM_PATH with fpm's options.
import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const withoutValue = new Set(['--force', '--debug'])
const compressions = { gz: 'gzip', bzip2: 'xz' }
const scripts = { 'after-install': 'postinst', 'after-remove': 'postrm' }

const { options, copies } = readOptions(process.argv.slice(2))
const staging = mkdtempSync(path.join(tmpdir(), 'counterbook-deb-'))
try {
  // The folder becomes "/" of whoever installs it, and must be readable for all.
  chmodSync(staging, 0o755)
  for (const { from, to } of copies) {
    const target = path.join(staging, to)
    mkdirSync(path.dirname(target), { recursive: true })
    cpSync(from, target, { recursive: true, verbatimSymlinks: true })
  }
  writeControl()
  const compression = compressions[options['deb-compression']] ?? options['deb-compression'] ?? 'xz'
  const args = ['--root-owner-group', `-Z${compression}`, '--build', staging, options.package]
  process.exitCode = spawnSync('dpkg-deb', args, { stdio: 'inherit' }).status ?? 1
} finally {
  rmSync(staging, { recursive: true, force: true })
}

function readOptions(words) {
  const options = { d: [], 'deb-recommends': [] }
  const copies = []
  while (words.length > 0) {
    const word = words.shift()
    if (withoutValue.has(word)) continue
    if (!word.startsWith('-')) {
      const [from, to] = word.split(/=(.*)/s)
      copies.push({ from, to })
      continue
    }
    const [name, inline] = word.replace(/^-+/, '').split(/=(.*)/s)
    const value = inline ?? words.shift()
    if (Array.isArray(options[name])) options[name].push(value)
    else options[name] = value
  }
  return { options, copies }
}

function writeControl() {
  const folder = path.join(staging, 'DEBIAN')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const size = Number(spawnSync('du', ['-sk', staging], { encoding: 'utf8' }).stdout.split('\t')[0])
  const lines = options.description.split('\n').map((line) => line.trim())
  const [synopsis, ...body] = lines.filter(Boolean)
  const fields = {
    Package: options.name,
    Version: options.version,
    Architecture: options.architecture,
    Maintainer: options.maintainer,
    'Installed-Size': size,
    Depends: options.d.join(', '),
    Recommends: options['deb-recommends'].join(', '),
    Section: options.category ?? 'default',
    Priority: options['deb-priority'] ?? 'optional',
    Homepage: options.url,
    Description: [synopsis, ...body.map((line) => ` ${line}`)].join('\n')
  }
  const given = Object.entries(fields).filter(([, value]) => value)
  writeFileSync(path.join(folder, 'control'), `${given.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`)
  for (const [option, name] of Object.entries(scripts)) {
    if (!options[option]) continue
    copyFileSync(options[option], path.join(folder, name))
    chmodSync(path.join(folder, name), 0o755)
  }
}
