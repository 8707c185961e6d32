import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { isTest, readSources, type SourceFile } from './source-tree.ts'

const longestFile = 400
const sources = readSources(['src'])
const sheets = readSources(['src'], /\.css$/)
const code = [...sources, ...readSources(['tests', 'scripts'], /\.(tsx?|mjs|cjs)$/)]

/** Each breach as `file:line: the line`, so that it can be found. */
function linesWith(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.flatMap((file) =>
    file.text
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}: ${line.trim()}`] : []))
  )
}

function withoutComments(file: SourceFile): SourceFile {
  // Newlines stay, so that line numbers stay right.
  const text = file.text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, ''))
  return { ...file, text }
}

describe('names', () => {
  const forbidden = /^(utils?|helpers?|common|misc|manager|data|service|types)$/
  const parts = (file: SourceFile) => file.path.split('/').flatMap((part) => part.replace(/\..*$/, '').split('-'))

  test('folders and files are kebab-case, components PascalCase', () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|bench))?(\.d)?\.(ts|mjs|cjs)$/
    const component = /^([A-Z][A-Za-z0-9]*|[a-z0-9]+(-[a-z0-9]+)*)(\.test)?\.tsx$/
    const wrong = code.filter(
      (file) => !kebab.test(path.basename(file.path)) && !component.test(path.basename(file.path))
    )
    expect(wrong.map((file) => file.path)).toEqual([])
  })

  test('no name says nothing', () => {
    expect(code.filter((file) => parts(file).some((part) => forbidden.test(part))).map((file) => file.path)).toEqual([])
  })
})

describe('sizes', () => {
  test(`no file is longer than ${longestFile} lines`, () => {
    const long = [...code, ...sheets].filter((file) => file.text.trimEnd().split('\n').length > longestFile)
    expect(long.map((file) => file.path)).toEqual([])
  })
})

describe('types', () => {
  const typed = code.filter((file) => /\.tsx?$/.test(file.path)).map(withoutComments)

  test('nothing is any', () => {
    expect(linesWith(typed, /(:|\bas|<|,|=>|\|)\s*any\b(?!\()/)).toEqual([])
  })

  test('the type checker is not silenced', () => {
    expect(linesWith(code, /^\s*(\/\/|\/\*|\{\s*\/\*)\s*@ts-(ignore|nocheck|expect-error)\b/)).toEqual([])
  })

  test('a lint rule is silenced only with a reason', () => {
    expect(linesWith(code, /biome-ignore[^:]*(:\s*(\*\/.*)?)?$/)).toEqual([])
  })
})

describe('shared is pure', () => {
  const pure = sources.filter((file) => file.path.startsWith('src/shared/') && !isTest(file)).map(withoutComments)

  test('no clock', () => {
    expect(
      linesWith(pure, /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\b|\bset(Timeout|Interval|Immediate)\(/)
    ).toEqual([])
  })

  test('no randomness', () => {
    expect(linesWith(pure, /\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/)).toEqual([])
  })

  test('no world outside', () => {
    expect(linesWith(pure, /\bprocess\.|\bglobalThis\b|\bfetch\(|\bconsole\./)).toEqual([])
  })
})

describe('tests', () => {
  test('none is skipped or left alone', () => {
    const skipped = /\b(test|it|describe|suite)\.(skip|skipIf|runIf|only|todo|fixme)\b|\bx(it|describe)\(/
    const files = code.filter((file) => /\.(test|spec)\.tsx?$/.test(file.path)).map(withoutComments)
    expect(linesWith(files, skipped)).toEqual([])
  })
})
