import path from 'node:path'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { z } from 'zod'
import { ERROR_CODES, type ErrorCode } from '#shared/kernel/error-codes.ts'
import type { Failure } from '#shared/kernel/result.ts'
import { LANGUAGES, type Language } from '#shared/settings/settings.ts'
import { type Answer, type Command, EXIT, type ExitCode, type Ground, UsageError } from './command.ts'
import { backup } from './commands/backup.ts'
import { balances } from './commands/balances.ts'
import { bench } from './commands/bench.ts'
import { bill } from './commands/bill.ts'
import { checkExport } from './commands/check-export.ts'
import { close } from './commands/close.ts'
import { dayBook } from './commands/day-book.ts'
import { exchange } from './commands/exchange.ts'
import { exportCommand } from './commands/export.ts'
import { importCommand } from './commands/import.ts'
import { importStatement } from './commands/import-statement.ts'
import { init } from './commands/init.ts'
import { items } from './commands/items.ts'
import { post } from './commands/post.ts'
import { postToTally } from './commands/post-to-tally.ts'
import { report } from './commands/report.ts'
import { restore } from './commands/restore.ts'
import { search } from './commands/search.ts'
import { statement } from './commands/statement.ts'
import { stock } from './commands/stock.ts'
import { verify } from './commands/verify.ts'
import { composeForTerminal, failureOf, type OpenedLedger } from './open-ledger.ts'
import { type Texts, textsIn } from './texts.ts'

export const COMMANDS: readonly Command[] = [
  init,
  importCommand,
  importStatement,
  exportCommand,
  exchange,
  checkExport,
  postToTally,
  balances,
  statement,
  dayBook,
  report,
  search,
  items,
  stock,
  bill,
  close,
  verify,
  backup,
  restore,
  post,
  bench
]

/** Where a run reads from and writes to. */
export interface Streams {
  out(text: string): void
  err(text: string): void
  lines(): AsyncIterable<string>
}

const COMMON = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  lang: { type: 'string' }
} as const satisfies ParseArgsConfig['options']

/** Runs one command line and answers its exit code. Whatever goes wrong is said on `err`, or as JSON on `out`. */
export async function runCli(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const texts = textsIn(languageIn(args))
  const [name = '', ...rest] = args
  if (name === '' || name === '--help' || name === '-h' || name === 'help') {
    streams.out(overview(texts))
    return name === '' ? EXIT.usage : EXIT.ok
  }
  const command = COMMANDS.find((one) => one.name === name)
  if (command === undefined) {
    streams.err(`${texts.say('unknown-command', { name })}\n\n${overview(texts)}`)
    return EXIT.usage
  }
  const isJson = rest.includes('--json')
  const opened: OpenedLedger[] = []
  try {
    if (rest.includes('--help') || rest.includes('-h')) {
      streams.out(helpOf(command, texts))
      return EXIT.ok
    }
    const answer = await command.run(readOptions(command, rest, texts), groundFor(texts, streams, opened))
    streams.out(textOf(answer, isJson))
    return answer.exitCode ?? EXIT.ok
  } catch (error) {
    return sayError(error, { command, texts, streams, isJson, opened })
  } finally {
    for (const ledger of opened) await ledger.close()
  }
}

const textOf = ({ json, text }: Answer, isJson: boolean) => (isJson ? JSON.stringify(json, null, 2) : text)

/** The language has to be known before anything can be said, even about options that are wrong. */
function languageIn(args: readonly string[]): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  const asked = args[at]?.includes('=') ? args[at]?.split('=')[1] : args[at + 1]
  return at >= 0 ? (LANGUAGES.find((language) => language === asked) ?? 'en') : 'en'
}

function readOptions(command: Command, args: readonly string[], texts: Texts): unknown {
  const options = { ...COMMON, ...command.options }
  let parsed: ReturnType<typeof parseArgs>
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new UsageError(texts.say('bad-option', { problem: error instanceof Error ? error.message : '' }))
  }
  const { json: _, help: __, lang, ...values } = parsed.values
  if (parsed.positionals.length > command.positionals.length) {
    throw new UsageError(
      texts.say('bad-option', { problem: parsed.positionals.slice(command.positionals.length).join(' ') })
    )
  }
  const named = Object.fromEntries(parsed.positionals.map((value, at) => [command.positionals[at] ?? '', value]))
  if (lang !== undefined && !z.enum(LANGUAGES).safeParse(lang).success)
    throw new UsageError(texts.say('bad-value', { option: '--lang' }))
  const ownLang = 'lang' in command.options && lang !== undefined ? { lang } : {}
  const checked = command.schema.safeParse({ ...values, ...named, ...ownLang })
  if (checked.success) return checked.data
  throw new UsageError(checked.error.issues.map((issue) => issueText(command, issue, texts)).join('\n'))
}

function issueText(command: Command, issue: z.core.$ZodIssue, texts: Texts): string {
  const name = String(issue.path[0] ?? '')
  const option = command.positionals.includes(name) ? name.toUpperCase() : `--${name}`
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined
  if (isMissing) return texts.say('missing-option', { option })
  const code = ERROR_CODES.find((known): known is ErrorCode => known === issue.message)
  return `${texts.say('bad-value', { option })} ${code === undefined ? issue.message : texts.failure({ code })}`
}

function groundFor(texts: Texts, streams: Streams, opened: OpenedLedger[]): Ground {
  return {
    texts,
    open(file, { isNew = false, importFile, exportFolder } = {}) {
      const ledger = composeForTerminal({
        language: texts.language,
        importFile: importFile ?? null,
        exportFolder: exportFolder ?? null,
        onProgress: (done, total) => streams.err(texts.say('progress', { done, total }))
      })
      opened.push(ledger)
      if (!isNew) texts.setCurrency(ledger.app.terminal.open(path.resolve(file)).currency)
      return ledger
    },
    inputLines: () => streams.lines(),
    say: (line) => streams.out(line),
    tell: (line) => streams.err(line)
  }
}

interface Situation {
  readonly command: Command
  readonly texts: Texts
  readonly streams: Streams
  readonly isJson: boolean
  readonly opened: readonly OpenedLedger[]
}

function sayError(error: unknown, { command, texts, streams, isJson, opened }: Situation): ExitCode {
  if (error instanceof UsageError) {
    streams.err(`${error.message}\n\n${helpOf(command, texts)}`)
    return EXIT.usage
  }
  const known = failureOf(error, opened.at(-1)?.app ?? null)
  const failure: Failure = known ?? { code: 'app/unexpected' }
  if (isJson) streams.out(JSON.stringify({ failure }, null, 2))
  streams.err(`${failure.code}: ${texts.failure(failure)}`)
  if (known === null) streams.err(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return EXIT.failure
}

function overview(texts: Texts): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length))
  const lines = COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${texts.say(command.summary)}`)
  return [texts.say('overview'), '', ...lines, '', texts.say('overview-options'), texts.say('overview-exit')].join('\n')
}

function helpOf(command: Command, texts: Texts): string {
  const usage = `${texts.say('usage')} cli ${command.name} ${command.synopsis} [--json] [--lang en|hi]`
  return `${texts.say(command.summary)}\n\n${usage}`
}
