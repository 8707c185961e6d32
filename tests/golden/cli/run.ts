import { spawn } from 'node:child_process'
import path from 'node:path'
import { runCli } from '#cli/run-cli.ts'

export interface Run {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs a command in this process, with what it would read from standard input. */
export async function run(args: readonly string[], input: readonly string[] = []): Promise<Run> {
  const [out, err]: [string[], string[]] = [[], []]
  const code = await runCli(args, {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    async *lines() {
      yield* input
    }
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** What a command says as JSON; its other texts go to `err`. */
export async function json<Value>(args: readonly string[]): Promise<Value> {
  const { out } = await run([...args, '--json'])
  return JSON.parse(out)
}

/** Runs a command as a program of its own. */
export function spawned(args: readonly string[], input = ''): Promise<Run> {
  const program = path.resolve(import.meta.dirname, '../../../src/cli/index.ts')
  const child = spawn(process.execPath, [program, ...args])
  const texts = { out: '', err: '' }
  child.stdout.on('data', (chunk) => {
    texts.out += chunk
  })
  child.stderr.on('data', (chunk) => {
    texts.err += chunk
  })
  child.stdin.end(input)
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? -1, ...texts })))
}
