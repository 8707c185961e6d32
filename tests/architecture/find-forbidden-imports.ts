import { layerOf, mayImport } from './layers.ts'
import { type Import, importsOf, type SourceFile } from './source-tree.ts'

const screenFile = /^src\/renderer\/src\/screens\/([^/]+)\//

/** Every import that breaks the table, as `file:line: what is wrong`. */
export function findForbiddenImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap((found) => {
      const wrong = whatIsWrong(file.path, found)
      return wrong === null ? [] : [`${file.path}:${found.line}: ${wrong}`]
    })
  )
}

function whatIsWrong(from: string, { address, target }: Import): string | null {
  const layer = layerOf(from)
  if (layer === null) return 'lies outside every layer'
  if (target.kind !== 'file') {
    const isNever = layer.neverPackages.includes(target.kind === 'node' ? 'node:*' : target.name)
    return isNever ? `${layer.home} must not know ${address}` : null
  }
  if (address.startsWith('../')) return `${address} climbs out of its folder; write it as a package import`
  if (!mayImport(layer, target.name)) return `${layer.home} must not import ${target.name}`
  const [screen, other] = [from, target.name].map((path) => screenFile.exec(path)?.[1])
  if (screen && other && screen !== other) return `the screen ${screen} must not import the screen ${other}`
  return null
}
