#!/usr/bin/env node
// Takes the place of `fpm -s dir -t deb|rpm`, which electron-builder would download: the system's own dpkg-deb and rpmbuild
// do it. electron-builder starts this through CUSTOM_FPM_PATH with fpm's options.
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { writeDebFolder } from './deb-control.mjs'
import { readFpmWords } from './fpm-words.mjs'
import { targetOf, writeRpmSpec } from './rpm-spec.mjs'

const compressions = { gz: 'gzip', bzip2: 'xz' }
const rpmCompressions = { gzip: 'w6.gzdio', xz: 'w6.xzdio', xzmt: 'w6T0.xzdio', zstd: 'w15.zstdio' }

const { options, copies } = readFpmWords(process.argv.slice(2))
const work = mkdtempSync(path.join(tmpdir(), 'counterbook-package-'))
try {
  const staging = path.join(work, 'root')
  stage(staging)
  process.exitCode = options.t === 'rpm' ? buildRpm(staging) : buildDeb(staging)
} finally {
  rmSync(work, { recursive: true, force: true })
}

function stage(staging) {
  mkdirSync(staging)
  // The folder becomes "/" of whoever installs it, and must be readable for all.
  chmodSync(staging, 0o755)
  for (const { from, to } of copies) {
    const target = path.join(staging, to)
    mkdirSync(path.dirname(target), { recursive: true })
    cpSync(from, target, { recursive: true, verbatimSymlinks: true })
  }
  // The app reads here how it was installed, and so by what it is replaced.
  writeFileSync(path.join(staging, 'opt', 'Counterbook', 'resources', 'package-type'), `${options.t}\n`)
  // Whoever packs may keep his files to himself; those of a package are for everybody.
  run('chmod', ['-R', 'u=rwX,go=rX', staging])
}

function buildDeb(staging) {
  writeDebFolder(staging, options)
  const compression = compressions[options['deb-compression']] ?? options['deb-compression'] ?? 'xz'
  return run('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', staging, options.package])
}

function buildRpm(staging) {
  const spec = writeRpmSpec(path.join(work, 'counterbook.spec'), staging, options)
  const compression = rpmCompressions[options['rpm-compression']] ?? rpmCompressions.xzmt
  const defines = {
    _topdir: path.join(work, 'rpm'),
    _rpmdir: path.dirname(path.resolve(options.package)),
    _build_name_fmt: path.basename(options.package),
    _binary_payload: compression
  }
  const words = Object.entries(defines).flatMap(([name, value]) => ['--define', `${name} ${value}`])
  return run('rpmbuild', ['-bb', '--quiet', '--target', targetOf(options), ...words, spec])
}

/** What the tools have to say goes where electron-builder shows it when one fails. */
function run(program, args) {
  const { status, error } = spawnSync(program, args, { stdio: 'inherit' })
  if (error) console.error(`${program}: ${error.message}`)
  return status ?? 1
}
