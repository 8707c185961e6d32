// Reads the sources as text and answers what each file imports.
import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import path from 'node:path'
import manifest from '../../package.json' with { type: 'json' }

const root = path.resolve(import.meta.dirname, '..', '..')

export interface SourceFile {
  /** From the root of the project, with slashes. */
  readonly path: string
  readonly text: string
}

export interface Import {
  /** As it is written. */
  readonly address: string
  /** Line in the file, from 1. */
  readonly line: number
  /** What it means: a file of the project, a package, or something that comes with Node. */
  readonly target: { readonly kind: 'file' | 'package' | 'node'; readonly name: string }
}

/** Every file below these folders whose name ends so. */
export function readSources(folders: readonly string[], ending = /\.tsx?$/): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && ending.test(entry.name))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file) => ({ path: toProjectPath(file), text: readFileSync(file, 'utf8') }))
  )
}

export function isTest(file: SourceFile): boolean {
  return /\.test\.tsx?$/.test(file.path)
}

const fromClause = /^[ \t]*(?:import|export)\b[^'"`]*?\bfrom\s*['"]([^'"]+)['"]/gm
const bareImport = /^[ \t]*import\s*['"]([^'"]+)['"]/gm
const importCall = /\b(?:import|require)\(\s*['"`]([^'"`]+)['"`]/g

/** Every import of a file: static, re-exported, for its types only, or by a call. */
export function importsOf(file: SourceFile): Import[] {
  return [fromClause, bareImport, importCall].flatMap((pattern) =>
    [...file.text.matchAll(pattern)].map((match) => {
      const address = match[1] ?? ''
      const line = file.text.slice(0, match.index + match[0].length).split('\n').length
      return { address, line, target: resolve(file.path, address) }
    })
  )
}

function resolve(from: string, address: string): Import['target'] {
  if (address.startsWith('.')) return { kind: 'file', name: path.posix.join(path.posix.dirname(from), address) }
  if (address.startsWith('#')) return { kind: 'file', name: resolveOwn(address) }
  if (isBuiltin(address)) return { kind: 'node', name: address }
  const [scope = '', name = ''] = address.split('/')
  return { kind: 'package', name: scope.startsWith('@') ? `${scope}/${name}` : scope }
}

/** The `imports` of package.json are the only address book. */
function resolveOwn(address: string): string {
  for (const [pattern, target] of Object.entries(manifest.imports)) {
    const prefix = pattern.replace('*', '')
    if (address.startsWith(prefix)) return path.posix.normalize(target.replace('*', address.slice(prefix.length)))
  }
  return `unknown address ${address}`
}

function toProjectPath(file: string): string {
  return path.relative(root, file).split(path.sep).join('/')
}
