import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#tests/support/open-app.ts'
import { wantedFuses } from '../../scripts/packaging/fuses.mjs'

const textOf = (file: string): string => readFileSync(path.join(projectRoot, file), 'utf8')
const sources = globSync('src/{main,preload}/**/*.ts', { cwd: projectRoot }).filter((file) => !file.includes('.test.'))

/** The files whose code has the words, comments apart. */
const filesWith = (words: RegExp): string[] =>
  sources.filter((file) => words.test(textOf(file).replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))).toSorted()

test('every test that docs/security.md names is there', () => {
  const rows = textOf('docs/security.md')
    .split('\n')
    .filter((line) => /^\| \d+ \|/.test(line))
  expect(rows).toHaveLength(20)
  const named = rows.map((row) => [...(row.split(' | ').at(-1) ?? '').matchAll(/`([^`]+)`: ([^;|]+?)(?=;| \||$)/g)])
  expect(named.filter((tests) => tests.length === 0)).toEqual([])
  const missing = named.flat().filter(([, file = '', name = '']) => !textOf(file).includes(`'${name.trim()}'`))
  expect(missing.map(([whole]) => whole)).toEqual([])
})

test('no window has a switch that the checklist warns of', () => {
  const warned =
    /allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|allowpopups|webSecurity|webviewTag: true/
  expect(filesWith(warned)).toEqual([])
  expect(filesWith(/nodeIntegration\w*: true|contextIsolation: false|sandbox: false/)).toEqual([])
  for (const file of filesWith(/new BrowserWindow\(/)) expect(textOf(file), file).toMatch(/HARDENED_PAGE|DRAWN_PAGE/)
})

test('what reaches outside the app stands in one place each', () => {
  expect(filesWith(/openExternal/)).toEqual(['src/main/shell/system-outside.ts'])
  expect(filesWith(/shell\.openPath/)).toEqual([])
  expect(filesWith(/ipcRenderer/).every((file) => file.startsWith('src/preload/'))).toBe(true)
})

test('Electron is pinned to one release', () => {
  const { devDependencies } = JSON.parse(textOf('package.json'))
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
})

test('the fuses of a package are closed', () => {
  expect(wantedFuses).toMatchObject({
    ...{ runAsNode: false, enableNodeOptionsEnvironmentVariable: false, enableNodeCliInspectArguments: false },
    ...{ enableEmbeddedAsarIntegrityValidation: true, onlyLoadAppFromAsar: true, enableCookieEncryption: true },
    grantFileProtocolExtraPrivileges: false
  })
  expect(textOf('electron-builder.config.mjs')).toContain('electronFuses: wantedFuses')
})
