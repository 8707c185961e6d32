// Starting other programs, without a shell where that is possible.
import { spawn } from 'node:child_process'
import { isWindows } from './machine.mjs'

/**
 * Runs a program to its end and answers what it said.
 * @param {string} file
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { timeoutMs?: number }} [options] output is collected unless `stdio` says otherwise
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>} code 127 when it could not be started
 */
export function runProgram(file, args, { timeoutMs, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true, ...options })
    const output = { stdout: '', stderr: '' }
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      output.stdout += text
    })
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      output.stderr += text
    })
    const timer = timeoutMs && setTimeout(() => child.kill(), timeoutMs)
    const finish = (code) => {
      clearTimeout(timer)
      resolve({ code, ...output })
    }
    child.on('error', (error) => {
      output.stderr += error.message
      finish(127)
    })
    child.on('close', (code) => finish(code ?? 1))
  })
}

/** Runs npm: the very one that started us when there is one, else the one in PATH. Same answer as `runProgram`. */
export function runNpm(args, options = {}) {
  const npmScript = process.env.npm_execpath
  if (npmScript && /npm-cli\.c?js$/.test(npmScript)) return runProgram(process.execPath, [npmScript, ...args], options)
  return runProgram(isWindows ? 'npm.cmd' : 'npm', args, { shell: isWindows, ...options })
}
