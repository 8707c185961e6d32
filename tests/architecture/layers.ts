/** The table of ARCHITECTURE.md, "Who may import whom": one row for each layer. The most specific home counts. */
export interface Layer {
  /** Folder or file, from the root of the project. */
  readonly home: string
  /** Homes it may import from, besides its own. A leading `!` takes one out again. */
  readonly mayImport: readonly string[]
  /** Packages it must not know. `node:*` stands for everything that comes with Node. */
  readonly neverPackages: readonly string[]
  /** The configuration in `tsconfig/` that checks it. */
  readonly types: string
  /**
   * Forbidden homes that its configuration has to see all the same, because something it may import does.
   * Lint and the test of the tree hold these.
   */
  readonly seenThroughOthers?: readonly string[]
}

const electron = ['electron']
const screens = ['react', 'react-dom', 'react-i18next', '@tanstack/react-virtual']
const impure = [...electron, ...screens, 'node:*', 'better-sqlite3', 'kysely', '@napi-rs/canvas', 'i18next']
const inMain = [...electron, ...screens]

export const layers: readonly Layer[] = [
  {
    home: 'src/shared',
    mayImport: ['!src/shared/contract'],
    neverPackages: impure,
    types: 'shared',
    seenThroughOthers: ['src/shared/contract']
  },
  { home: 'src/shared/contract', mayImport: ['src/shared'], neverPackages: impure, types: 'shared' },
  { home: 'src/main/ports', mayImport: ['src/shared'], neverPackages: inMain, types: 'main-ports' },
  { home: 'src/main/app', mayImport: ['src/shared', 'src/main/ports'], neverPackages: inMain, types: 'main-app' },
  {
    home: 'src/main/db',
    mayImport: ['src/shared', 'src/main/ports', 'src/main/db/migrations'],
    neverPackages: inMain,
    types: 'main-db'
  },
  {
    home: 'src/main/db/migrations',
    mayImport: [],
    neverPackages: [...impure, 'zod'],
    types: 'main-migrations'
  },
  {
    home: 'src/main/devices',
    mayImport: ['src/shared', 'src/main/ports'],
    neverPackages: inMain,
    types: 'main-devices'
  },
  { home: 'src/main/files', mayImport: ['src/shared', 'src/main/ports'], neverPackages: inMain, types: 'main-files' },
  {
    home: 'src/main/gateways',
    mayImport: ['src/shared', 'src/main/ports'],
    neverPackages: inMain,
    types: 'main-gateways'
  },
  { home: 'src/main/sync', mayImport: ['src/shared', 'src/main/ports'], neverPackages: inMain, types: 'main-sync' },
  {
    home: 'src/main/ipc',
    mayImport: ['src/shared', 'src/main/app'],
    neverPackages: inMain,
    types: 'main-ipc',
    seenThroughOthers: ['src/main/ports']
  },
  {
    home: 'src/main/shell',
    mayImport: ['src/shared', 'src/main/ipc', 'src/main/ports'],
    neverPackages: screens,
    types: 'main-shell',
    seenThroughOthers: ['src/main/app']
  },
  {
    home: 'src/main/compose.ts',
    mayImport: ['src/shared', 'src/main', '!src/main/shell', '!src/main/index.ts'],
    neverPackages: inMain,
    types: 'main-compose'
  },
  {
    home: 'src/main/compose',
    mayImport: ['src/shared', 'src/main', '!src/main/shell', '!src/main/index.ts', '!src/main/compose.ts'],
    neverPackages: inMain,
    types: 'main-compose',
    seenThroughOthers: ['src/main/compose.ts']
  },
  {
    home: 'src/main/index.ts',
    mayImport: ['src/shared', 'src/main/shell', 'src/main/compose.ts'],
    neverPackages: inMain,
    types: 'main',
    seenThroughOthers: [
      'src/main/ports',
      'src/main/app',
      'src/main/db',
      'src/main/db/migrations',
      'src/main/devices',
      'src/main/files',
      'src/main/gateways',
      'src/main/compose',
      'src/main/sync',
      'src/main/ipc',
      'electron'
    ]
  },
  {
    home: 'src/preload',
    mayImport: ['src/shared/contract'],
    neverPackages: [...screens, 'node:*', 'better-sqlite3'],
    types: 'preload',
    // Electron's own types bring those of Node.
    seenThroughOthers: ['src/shared', 'node:fs']
  },
  {
    home: 'src/renderer',
    mayImport: ['src/shared'],
    neverPackages: ['electron', 'node:*', 'better-sqlite3', 'kysely', '@napi-rs/canvas'],
    types: 'renderer'
  },
  {
    home: 'src/cli',
    mayImport: ['src/shared', 'src/main/compose.ts'],
    neverPackages: inMain,
    types: 'cli',
    seenThroughOthers: [
      'src/main/ports',
      'src/main/app',
      'src/main/db',
      'src/main/db/migrations',
      'src/main/devices',
      'src/main/files',
      'src/main/gateways',
      'src/main/compose',
      'src/main/sync',
      'src/main/ipc'
    ]
  },
  {
    home: 'src/cloud',
    mayImport: ['src/shared'],
    neverPackages: inMain,
    types: 'cloud'
  }
]

/** Data, not code: every layer but the migrations may load it. */
export const dataFolders = ['locales', 'resources']

export function isInside(path: string, home: string): boolean {
  return path === home || path.startsWith(`${home}/`)
}

/** The layer a file belongs to, or null for a file in a place the table does not know. */
export function layerOf(path: string): Layer | null {
  const homes = layers.filter((layer) => isInside(path, layer.home))
  return homes.toSorted((one, other) => other.home.length - one.home.length)[0] ?? null
}

/** True when the row of this layer lets it import that file of the project. */
export function mayImport(layer: Layer, target: string): boolean {
  const isData = dataFolders.some((folder) => isInside(target, folder))
  if (isData) return layer.home !== 'src/main/db/migrations'
  const named = [layer.home, ...layer.mayImport].map((rule) => ({
    home: rule.replace(/^!/, ''),
    isAllowed: !rule.startsWith('!')
  }))
  const matching = named.filter((rule) => isInside(target, rule.home))
  const [closest] = matching.toSorted((one, other) => other.home.length - one.home.length)
  return closest?.isAllowed ?? false
}
