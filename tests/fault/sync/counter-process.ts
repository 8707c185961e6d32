import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Channel } from '#shared/contract/channels.ts'
import type { Input, Output } from '#shared/contract/contract.ts'
import { type Failure, FailureError } from '#shared/kernel/result.ts'
import type { TestApp } from '#tests/support/open-app.ts'
import { startChild } from '../reach.ts'

/** A counter in a process of its own; called as an app of this process is. */
export interface CounterProcess extends Pick<TestApp, 'call' | 'file'> {
  readonly folder: string
  /** Ends it as a person does, or as the system does when it needs the memory; its folder stays until `leave`. */
  end(how?: 'close' | 'kill'): Promise<void>
  /** When it is over, and by which signal. */
  readonly ended: Promise<{ readonly signal: NodeJS.Signals | null }>
  leave(): Promise<void>
}

interface Answer {
  readonly output?: unknown
  readonly file?: string
  readonly failure?: Failure
  readonly broken?: string
}

/** Starts `driven-child`, bundled, on a folder of its own or on one that an earlier one left. `dies`: where it kills itself. */
export function startCounter(
  script: string,
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-process-')),
  dies = 'never'
): CounterProcess {
  const child = startChild(script, [folder, dies])
  let file = ''
  // One call after the other: each line that comes belongs to the oldest that waits.
  let last: Promise<unknown> = Promise.resolve()

  async function ask(channel: Channel, input: unknown): Promise<unknown> {
    child.say(JSON.stringify({ channel, input }))
    const line = await child.line()
    if (line === null) throw new Error(`the counter ended: ${child.complaints()}`)
    const answer = JSON.parse(line) as Answer
    if (answer.broken !== undefined) throw new Error(answer.broken)
    if (answer.failure !== undefined) throw new FailureError(answer.failure)
    file = answer.file ?? file
    return answer.output
  }

  async function end(how: 'close' | 'kill' = 'close'): Promise<void> {
    if (how === 'kill') child.kill()
    else child.finish()
    await child.ended
  }

  return {
    folder,
    file: () => file,
    call<Name extends Channel>(name: Name, input: Input<Name>): Promise<Output<Name>> {
      const asked = last.then(() => ask(name, input))
      last = asked.catch(() => null)
      return asked as Promise<Output<Name>>
    },
    end,
    ended: child.ended,
    async leave() {
      await end('kill')
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
