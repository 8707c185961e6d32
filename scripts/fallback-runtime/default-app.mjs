// Runs INSIDE the fallback Electron, in the place of the default app of an official build:
// `electron [-r module]... <folder or file> [arguments]`.
import { existsSync, readFileSync } from 'node:fs'
import { Module } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const modulesFirst = []
let target
const words = process.argv.slice(1)
while (words.length > 0 && target === undefined) {
  const word = words.shift()
  if (word === '-v' || word === '--version') answer(`v${process.versions.electron}`)
  else if (word === '-a' || word === '--abi') answer(process.versions.modules)
  else if (word === '-r' || word === '--require') modulesFirst.push(words.shift())
  else if (!word.startsWith('-')) target = word
}
if (target === undefined) {
  console.error('usage: electron [-r module] <folder or file> [arguments]')
  process.exit(2)
}

if (modulesFirst.length > 0) Module._preloadModules(modulesFirst)
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
try {
  const place = path.resolve(target)
  const manifestFile = path.join(place, 'package.json')
  const hasManifest = existsSync(manifestFile)
  if (hasManifest) introduce(JSON.parse(readFileSync(manifestFile, 'utf8')))
  const entry = Module._resolveFilename(place, null, true)
  app.setAppPath(hasManifest ? place : path.dirname(entry))
  await import(pathToFileURL(entry).href)
} catch (error) {
  console.error('The app stopped while it was loading:')
  console.error(error?.stack ?? error)
  process.exit(1)
}

function introduce(manifest) {
  if (manifest.version) app.setVersion(manifest.version)
  app.name = manifest.productName ?? manifest.name ?? app.name
  app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`)
}

function answer(text) {
  console.log(text)
  process.exit(0)
}
