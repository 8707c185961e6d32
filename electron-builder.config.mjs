// biome-ignore-all lint/suspicious/noTemplateCurlyInString: electron-builder fills these in.
// How the app is packed; docs/installers.md says what is made where. `npm run package` starts it.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { wantedFuses } from './scripts/packaging/fuses.mjs'

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
  (existsSync(`node_modules/${scope}`) ? readdirSync(`node_modules/${scope}`) : [])
    .filter((name) => name.startsWith(beginning))
    .map((name) => ({ from: `node_modules/${scope}/${name}`, to: `node_modules/${scope}/${name}` }))
)

/** Best for a release; a package for trying out is made in a quarter of the time. */
const compression = isFallback ? 'gz' : 'xz'

// What Electron and the app are linked to, each by the names of older and newer releases; and libX11-xcb, which Chromium loads by
// name and ends without a word when it is missing.
const neededByDebian = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libudev1',
  'libx11-xcb1'
]
/** Without these the app works: with them links open, secrets lie in the keyring, and every script has a font. */
const wishedByDebian = ['libsecret-1-0', 'xdg-utils', 'fonts-noto-core']
const neededByRpm = ['gtk3', 'nss', 'alsa-lib', 'mesa-libgbm', 'systemd-libs', 'libX11-xcb']

const linuxFiles = {
  afterInstall: 'scripts/packaging/after-install.sh',
  afterRemove: 'scripts/packaging/after-remove.sh',
  fpm: [
    'scripts/packaging/counterbook-mime.xml=/usr/share/mime/packages/counterbook.xml',
    'LICENSE=/usr/share/doc/counterbook/copyright'
  ]
}

export default {
  appId: 'org.counterbook.app',
  productName: 'Counterbook',
  directories: { output: 'dist', buildResources: 'scripts/packaging' },
  files: [
    'out/main/**',
    'out/preload/**',
    'out/renderer/**',
    'locales/**',
    'package.json',
    '!**/node_modules/node-*-{x64,arm64}/**',
    '!**/node_modules/better-sqlite3{,-multiple-ciphers}/{deps,src}/**',
    '!**/node_modules/better-sqlite3{,-multiple-ciphers}/binding.gyp',
    '!**/node_modules/better-sqlite3{,-multiple-ciphers}/prebuilds/!(${platform}-${arch}).node',
    isFallback
      ? '**/node_modules/better-sqlite3{,-multiple-ciphers}/build/Release/better_sqlite3.node'
      : '!**/node_modules/better-sqlite3{,-multiple-ciphers}/build/**',
    '!**/node_modules/@serialport/bindings-cpp/prebuilds/!(${platform}-*)/**',
    '!**/node_modules/@serialport/bindings-cpp/{src,build}/**',
    '!**/node_modules/koffi/{doc,vendor}/**',
    '!**/node_modules/@koromix/koffi-*/musl_*/**',
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
  electronFuses: wantedFuses,
  // A package has to name an address; one that ends in `.invalid` is left out of it.
  extraMetadata: {
    devDependencies: {},
    scripts: {},
    homepage: process.env.COUNTERBOOK_HOMEPAGE ?? 'https://counterbook.invalid/'
  },
  linux: {
    // An AppImage needs a runtime that no system brings: it is made where electron-builder can have its own.
    target: ['deb', 'rpm'],
    category: 'Office',
    executableName: 'counterbook',
    maintainer: 'Counterbook <packages@counterbook.invalid>',
    vendor: 'Counterbook',
    icon: 'scripts/packaging/icons',
    synopsis: "The account book of a wholesaler's shop counter",
    description:
      'Sales, payments, credit, closing and proof in one ledger file, by keyboard alone and without the internet.',
    desktop: { entry: { Keywords: 'accounts;ledger;billing;shop;udhaar;khata;', StartupWMClass: 'counterbook' } }
  },
  deb: { compression, packageCategory: 'misc', depends: neededByDebian, recommends: wishedByDebian, ...linuxFiles },
  rpm: { compression: isFallback ? 'gzip' : 'xzmt', depends: neededByRpm, ...linuxFiles },
  appImage: { license: 'LICENSE' },
  win: { target: ['nsis', 'portable'], icon: 'scripts/packaging/icon.ico' },
  nsis: {
    oneClick: false,
    // A shop's PC belongs to whoever works at it: no administrator is asked for.
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    artifactName: 'Counterbook-Setup-${version}.${ext}',
    // The books lie in the folders of the person, and stay when the app goes.
    deleteAppDataOnUninstall: false
  },
  portable: { artifactName: 'Counterbook-Portable-${version}.${ext}' },
  mac: {
    target: ['dmg'],
    icon: 'scripts/packaging/icon.icns',
    category: 'public.app-category.business',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    extendInfo: { NSCameraUsageDescription: 'Reads the payment sticker of a shop when you ask for it.' }
  },
  dmg: { artifactName: 'Counterbook-${version}-${arch}.${ext}' },
  publish: null
}
