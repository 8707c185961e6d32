// Shows that the two fences outside this folder stand: the type checker's (a configuration per layer) and the linter's (zones).
// A small project with one file in each layer is made, every forbidden import of the table is planted in it, and both tools
// have to complain about each.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Layer, layers, mayImport } from './layers.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const innocent = 'export const target = 1\n'
let project: string

interface Plant {
  readonly layer: Layer
  /** Where the forbidden imports are written. */
  readonly file: string
  readonly forbidden: readonly { readonly address: string; readonly home: string }[]
}

/** A file of this layer, where one is needed to import from it. */
function fileIn(home: string): string {
  return home.endsWith('.ts') ? home : `${home}${home === 'src/renderer' ? '/src' : ''}/planted-target.ts`
}

function addressOf(home: string): string {
  return fileIn(home)
    .replace('src/renderer/src/', '#renderer/')
    .replace(/^src\//, '#')
}

const importableHomes = layers
  .map((layer) => layer.home)
  .filter((home) => home !== 'src/cloud' && home !== 'src/preload')

const plants: readonly Plant[] = layers.map((layer) => {
  const files = importableHomes.filter((home) => home !== layer.home && !mayImport(layer, fileIn(home)))
  const packages = [
    ...(layer.neverPackages.includes('electron') ? ['electron'] : []),
    ...(layer.neverPackages.includes('node:*') ? ['node:fs'] : [])
  ]
  return {
    layer,
    file: layer.home.endsWith('.ts') ? layer.home : fileIn(layer.home).replace('target', 'import'),
    forbidden: [
      ...files.map((home) => ({ address: addressOf(home), home })),
      ...packages.map((name) => ({ address: name, home: name }))
    ]
  }
})

beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), 'fences-'))
  for (const file of ['package.json', 'biome.json', 'tsconfig.base.json', 'tsconfig'])
    cpSync(path.join(root, file), path.join(project, file), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(project, 'node_modules'), 'junction')
  for (const { home } of layers) write(fileIn(home), innocent)
})

afterAll(() => rmSync(project, { recursive: true, force: true }))

function textOf({ forbidden }: Plant): string {
  const imports = forbidden.map(({ address }, index) => `import * as planted${index} from '${address}'`)
  const names = forbidden.map((_, index) => `planted${index}`)
  return `${imports.join('\n')}\nexport const target = [${names.join(', ')}].length\n`
}

function write(file: string, text: string): void {
  const place = path.join(project, file)
  mkdirSync(path.dirname(place), { recursive: true })
  writeFileSync(place, text)
}

function run(tool: string, ...args: string[]): string {
  const program = path.join(root, 'node_modules', tool)
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: project, encoding: 'utf8' })
  return stdout + stderr
}

/** The planted addresses on the lines a tool complains about, as `file:line`. */
function missedBy(
  complaints: (line: number) => boolean,
  { file, forbidden }: Plant,
  except: readonly string[]
): string[] {
  const lines = readFileSync(path.join(project, file), 'utf8').split('\n')
  return forbidden
    .filter(({ home }) => !except.includes(home))
    .filter(({ address }) => !complaints(lines.findIndex((line) => line.endsWith(`'${address}'`)) + 1))
    .map(({ address }) => `${file}: ${address}`)
}

// One layer at a time: a file that two layers reach is complained about only once.
describe.each(plants)('$layer.home', (plant) => {
  beforeAll(() => write(plant.file, textOf(plant)))
  afterAll(() => write(plant.file, innocent))

  test('has imports that are forbidden', () => {
    expect(plant.forbidden.length).toBeGreaterThan(3)
  })

  test('the type checker sees every one', () => {
    const said = run('typescript/bin/tsc', '--project', `tsconfig/${plant.layer.types}.json`, '--pretty', 'false')
    const complaints = (line: number) => said.includes(`${plant.file}(${line},`)
    expect(missedBy(complaints, plant, plant.layer.seenThroughOthers ?? [])).toEqual([])
  })

  test('the linter sees every one', () => {
    const said = run(
      '@biomejs/biome/bin/biome',
      'lint',
      '--colors=off',
      '--max-diagnostics=none',
      '--reporter=github',
      plant.file
    )
    const complaints = (line: number) =>
      said
        .split('\n')
        .some((text) => text.includes(`line=${line},`) && /noRestrictedImports|noNodejsModules/.test(text))
    expect(missedBy(complaints, plant, [])).toEqual([])
  })
})
