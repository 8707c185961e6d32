import type { ParseArgsConfig } from 'node:util'
import type { z } from 'zod'
import type { OpenedLedger } from './open-ledger.ts'
import type { CliKey, Texts } from './texts.ts'

/** 0 all is well, 1 there is something to look at, 2 the command was not written rightly, 3 it could not be done. */
export const EXIT = { ok: 0, findings: 1, usage: 2, failure: 3 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What a command answers: as data, and as text for a person. */
export interface Answer {
  readonly json: unknown
  readonly text: string
  readonly exitCode?: ExitCode
}

/** What a command gets from the outside. */
export interface Ground {
  readonly texts: Texts
  /** Opens the ledger for this command, or with `isNew` only the app around it; it is closed when the command is done. */
  open(
    file: string,
    options?: { readonly isNew?: boolean; readonly importFile?: string; readonly exportFolder?: string }
  ): OpenedLedger
  /** The lines of standard input. */
  inputLines(): AsyncIterable<string>
  /** Writes a line at once, before the answer. */
  say(line: string): void
  /** Tells how far it is, beside the answer. */
  tell(line: string): void
}

/** One command: `cli <name> [options] [positionals]`. */
export interface Command<Schema extends z.ZodType = z.ZodType> {
  readonly name: string
  /** What stands behind the name in the help. */
  readonly synopsis: string
  readonly summary: CliKey
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** Names for what is given without an option, in their order. */
  readonly positionals: readonly string[]
  readonly schema: Schema
  run(options: z.output<Schema>, ground: Ground): Promise<Answer>
}

/** Keeps the types of a command together; it changes nothing. */
export const defineCommand = <Schema extends z.ZodType>(command: Command<Schema>): Command<Schema> => command

/** The command was not written rightly; the message is in the user's language already. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
