import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createRouter, type Envelope, type Router } from '#main/ipc/router.ts'
import type { Channel } from '#shared/contract/channels.ts'
import type { Input } from '#shared/contract/contract.ts'
import type { TestApp } from '#tests/support/open-app.ts'

/** The gate that a page's call goes through: nothing rejects, everything is a value or a coded failure. */
export function gate(shop: TestApp): <Name extends Channel>(name: Name, input: Input<Name>) => Promise<Envelope> {
  const router: Router<null> = createRouter<null>(shop.app.handlers, {
    isTrustedSender: () => true,
    classify: (error) => shop.app.classify(error),
    log: { warn() {}, error() {} },
    elapsedMs: () => 0
  })
  return (name, input) => router.call(name, null, input)
}

export const refusedWith = (code: string) => ({ ok: false, failure: { code } })

/** A child that was started with Node, what it says line by line, and how it ends. */
export interface Child {
  /** The next line that it writes; null when it has ended. */
  line(): Promise<string | null>
  kill(): void
  /** Writes a line to its input. */
  say(line: string): void
  /** Nothing more is said to it. */
  finish(): void
  readonly pid: number
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  readonly complaints: () => string
}

/** Starts a script of this folder as a program of its own. */
export function startChild(script: string, args: readonly string[], command?: readonly string[]): Child {
  const own = [process.execPath, path.resolve(import.meta.dirname, script), ...args]
  const [program = '', ...rest] = command ? [...command, ...own] : own
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'pipe'] })
  let text = ''
  let errors = ''
  let isOver = false
  let waiting: (() => void) | null = null
  const wake = () => {
    waiting?.()
    waiting = null
  }
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    text += part
    wake()
  })
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    errors += part
  })
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('close', (code, signal) => {
      isOver = true
      wake()
      resolve({ code, signal })
    })
  })
  return {
    async line() {
      for (;;) {
        const end = text.indexOf('\n')
        if (end >= 0) {
          const line = text.slice(0, end)
          text = text.slice(end + 1)
          return line
        }
        if (isOver) return null
        await new Promise<void>((resolve) => {
          waiting = resolve
        })
      }
    },
    kill: () => void child.kill('SIGKILL'),
    say: (line) => void child.stdin.write(`${line}\n`),
    finish: () => void child.stdin.end(),
    pid: child.pid ?? 0,
    ended,
    complaints: () => errors
  }
}

export async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-fault-'))
  try {
    await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Cuts a file off, or flips bytes in it, without going through SQLite. */
export function touchBytes(file: string, work: (handle: number) => void): void {
  const handle = openSync(file, 'r+')
  try {
    work(handle)
  } finally {
    closeSync(handle)
  }
}
