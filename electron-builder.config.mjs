// How the app is packed. `node scripts/run.mjs package` makes a folder, `package deb` a Debian package; Windows is packed on Windows.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'

const dist = 'node_modules/electron/dist'
const present = readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
const { version: wanted } = JSON.parse(readFileSync('node_modules/electron/package.json', 'utf8'))
/** A package made with the fallback runtime is for trying out: its Electron is out of support. */
const isFallback = present !== wanted

/** Binaries of some libraries are optional packages, which electron-builder does not collect: they are named here. */
const optionalBinaries = [
  ['@napi-rs', 'canvas-'],
  ['@koromix', 'koffi-']
].flatMap(([scope, beginning]) =>
  readdirSync(`node_modules/${scope}`)
    .filter((name) => name.startsWith(beginning))
    .map((name) => ({ from: `node_modules/${scope}/${name}`, to: `node_modules/${scope}/${name}` }))
)

export default {
  appId: 'org.counterbook.app',
  productName: 'Counterbook',
  directories: { output: 'dist', buildResources: 'resources/package' },
  files: [
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'locales/**',
    'package.json',
    '!**/node_modules/node-*-{x64,arm64}/**',
    '!**/node_modules/better-sqlite3/{deps,src}/**',
    '!**/node_modules/better-sqlite3/binding.gyp',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills these in.
    '!**/node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}).node',
    isFallback
      ? '**/node_modules/better-sqlite3/build/Release/better_sqlite3.node'
      : '!**/node_modules/better-sqlite3/build/**',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills these in.
    '!**/node_modules/@serialport/bindings-cpp/prebuilds/!(${platform}-*)/**',
    '!**/node_modules/@serialport/bindings-cpp/{src,build}/**',
    '!**/node_modules/koffi/{doc,vendor}/**',
    ...optionalBinaries
  ],
  // Fonts, profiles and tables are opened by path, by native code too: they lie beside the archive, in `resources/resources`.
  extraResources: [{ from: 'resources', to: 'resources' }],
  // Native files cannot be loaded from inside the archive.
  asarUnpack: ['**/*.node'],
  npmRebuild: false,
  electronLanguages: ['en-US', 'en-GB', 'hi', 'te', 'ta', 'kn', 'ml', 'bn', 'gu', 'mr', 'ur'],
  afterPack: ({ appOutDir }) => {
    for (const file of ['recipe.json', 'version', 'resources/default_app.asar'])
      rmSync(path.join(appOutDir, file), { force: true })
  },
  ...(isFallback ? { electronDist: dist, electronVersion: present } : {}),
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false
  },
  extraMetadata: { devDependencies: {}, scripts: {} },
  linux: { target: ['dir'], category: 'Office', executableName: 'counterbook', maintainer: 'Counterbook' },
  deb: { compression: 'gz' },
  win: { target: ['nsis'] },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  publish: null
}
