import path from 'node:path'
import { build } from 'vite'
import { projectRoot } from '#tests/support/open-app.ts'

/**
 * Makes one script of a program and all it imports, so that it starts in a fraction of the time: it is started
 * hundreds of times. It lies two folders below the project, as the sources it is made of do.
 */
export async function bundled(script: string): Promise<string> {
  const name = path.basename(script, '.ts')
  const outDir = path.join(projectRoot, 'out', `fault-${process.pid}`)
  await build({
    root: projectRoot,
    configFile: false,
    logLevel: 'error',
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
