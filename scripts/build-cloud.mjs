// Puts the server of the cloud account into one folder without packages, `out/cloud`: for a container or a machine that only has Node.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'

const project = path.resolve(import.meta.dirname, '..')
const { version } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'))
const target = path.join(project, 'out', 'cloud')

/** Files that a source reads beside itself are written into the bundle, for there is nothing beside it. */
const filesInside = {
  name: 'files-inside',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(path.join(project, 'src'))) return null
    const inside = code.replace(/readFileSync\(path\.join\(import\.meta\.dirname, '([^']+)'\)\)/g, (_, file) => {
      const bytes = readFileSync(path.join(path.dirname(id), file))
      return `Buffer.from('${bytes.toString('base64')}', 'base64')`
    })
    if (inside.includes('import.meta.dirname'))
      throw new Error(`${id} reads a file in a way that the bundle does not know`)
    return inside === code ? null : { code: inside, map: null }
  }
}

rmSync(target, { recursive: true, force: true })
await build({
  root: project,
  configFile: false,
  logLevel: 'error',
  plugins: [filesInside],
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: path.join(project, 'src', 'cloud', 'index.ts'),
    outDir: target,
    target: 'node24',
    minify: false,
    // The native client of PostgreSQL is asked for and may be missing.
    rolldownOptions: { external: ['pg-native'], output: { entryFileNames: 'index.mjs', format: 'es' } }
  }
})
const manifest = { name: 'counterbook-cloud', version, type: 'module' }
writeFileSync(path.join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
cpSync(path.join(project, 'docs', 'operate-cloud.md'), path.join(target, 'operate-cloud.md'))
