// The layers, each type-checked by itself with a configuration that names only what it may see.
import { existsSync } from 'node:fs'
import { inProject } from '../setup/machine.mjs'

const homes = {
  shared: 'src/shared',
  'main-ports': 'src/main/ports',
  'main-app': 'src/main/app',
  'main-migrations': 'src/main/db/migrations',
  'main-db': 'src/main/db',
  'main-devices': 'src/main/devices',
  'main-files': 'src/main/files',
  'main-gateways': 'src/main/gateways',
  'main-sync': 'src/main/sync',
  'main-ipc': 'src/main/ipc',
  'main-shell': 'src/main/shell',
  'main-compose': 'src/main/compose.ts',
  main: 'src/main/index.ts',
  preload: 'src/preload',
  renderer: 'src/renderer',
  cli: 'src/cli',
  cloud: 'src/cloud',
  tests: 'tests'
}

/** @returns {string[]} names of the layers that exist, which are the names of files in `tsconfig/` */
export function typeLayers() {
  return Object.keys(homes).filter((name) => existsSync(inProject(homes[name])))
}
