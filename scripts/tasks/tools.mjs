// Where the programs of the project's tools lie, and how they are started with the pinned Node.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { inProject, projectRoot } from '../setup/machine.mjs'

export const tools = {
  typescript: inProject('node_modules', 'typescript', 'bin', 'tsc'),
  biome: inProject('node_modules', '@biomejs', 'biome', 'bin', 'biome'),
  vitest: inProject('node_modules', 'vitest', 'vitest.mjs'),
  electronVite: inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js'),
  electronBuilder: inProject('node_modules', 'electron-builder', 'cli.js'),
  playwright: inProject('node_modules', '@playwright', 'test', 'cli.js')
}

/**
 * Runs a program in the project with the caller's terminal, hands signals on, and answers its exit code.
 * @param {string} file
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {{ cwd?: string }} [options]
 * @returns {Promise<number>} 128 + number of the signal when one ended it, as a shell counts
 */
export function runInTerminal(file, args, env, { cwd = projectRoot } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env, stdio: 'inherit' })
    const handOn = (signal) => child.kill(signal)
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, handOn)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      for (const name of signals) process.off(name, handOn)
      resolve(code ?? 128 + (constants.signals[signal] ?? 0))
    })
  })
}
