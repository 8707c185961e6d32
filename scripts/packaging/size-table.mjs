// What an unpacked app weighs, by what it is made of.
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** The first that fits a file's path (with `/`, from the app's folder) counts. */
const kinds = [
  ['the app (resources/app.asar)', /^resources\/app\.asar$/],
  ['native modules', /^resources\/app\.asar\.unpacked\//],
  ['fonts of the papers', /^resources\/resources\/fonts\//],
  ['other data of the app', /^resources\/resources\//],
  ['licences of Electron and Chromium', /^LICENSE/],
  ['languages of Chromium', /^locales\//],
  ['pictures and texts of Chromium', /\.pak$/],
  ['ICU (calendars, scripts)', /^icudtl\.dat$/],
  ['drawing without a graphics card', /swiftshader|vulkan|libEGL|libGLES|d3dcompiler|vk_/],
  ['sound and film (ffmpeg)', /ffmpeg/],
  ['snapshots of V8', /snapshot/],
  ['sandbox and crash handler', /chrome-sandbox|chrome_crashpad/],
  ['Electron itself', /^(counterbook|Counterbook)(\.exe)?$/]
]

/**
 * @param {string} folder an unpacked app
 * @returns {{ kind: string, bytes: number, files: number }[]} heaviest first
 */
export function sizesByKind(folder) {
  const sums = new Map()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = path.join(entry.parentPath ?? entry.path, entry.name)
    const name = path.relative(folder, file).split(path.sep).join('/')
    const kind = kinds.find(([, shape]) => shape.test(name))?.[0] ?? 'everything else'
    const sum = sums.get(kind) ?? { kind, bytes: 0, files: 0 }
    sums.set(kind, { kind, bytes: sum.bytes + statSync(file).size, files: sum.files + 1 })
  }
  return [...sums.values()].sort((one, other) => other.bytes - one.bytes)
}

/** The same as a table of Markdown, with its sum as the last row. */
export function sizeTable(folder) {
  const rows = sizesByKind(folder)
  const total = { kind: '**all of it**', bytes: sum(rows, 'bytes'), files: sum(rows, 'files') }
  const lines = [...rows, total].map(({ kind, bytes, files }) => `| ${kind} | ${megabytes(bytes)} | ${files} |`)
  return ['| part | MB | files |', '| --- | ---: | ---: |', ...lines].join('\n')
}

/** Millions of bytes, with one decimal. */
export const megabytes = (bytes) => (bytes / 1e6).toFixed(1)

const sum = (rows, field) => rows.reduce((so, row) => so + row[field], 0)
