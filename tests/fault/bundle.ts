import path from 'node:path'
import { build, type Plugin } from 'vite'
import { projectRoot } from '#tests/support/open-app.ts'

/**
 * Makes one script of a program and all it imports, so that it starts in a fraction of the time: it is started
 * hundreds of times. It lies two folders below the project, as the sources it is made of do.
 * `older`: an app of before something was known: these words are left out of the list of kinds, each of which has to be there.
 */
export async function bundled(
  script: string,
  older?: { readonly name: string; readonly leaveOut: readonly string[] }
): Promise<string> {
  const name = older?.name ?? path.basename(script, '.ts')
  const outDir = path.join(projectRoot, 'out', `fault-${process.pid}`)
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'error',
    plugins: older === undefined ? [] : [without(older.leaveOut)],
    ssr: { noExternal: true, external: ['better-sqlite3', '@napi-rs/canvas', 'serialport', 'koffi'] },
    build: {
      ssr: path.join(import.meta.dirname, script),
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: `${name}.mjs`, codeSplitting: false } }
    }
  })
  return path.join(outDir, `${name}.mjs`)
}

const without = (words: readonly string[]): Plugin => ({
  name: 'before-these-kinds',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('src/shared/journal/op.ts')) return null
    return words.reduce((left, word) => {
      if (!left.includes(word)) throw new Error(`${word} is no kind`)
      return left.replace(word, '')
    }, code)
  }
})
