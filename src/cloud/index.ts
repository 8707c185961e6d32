import { bumpEpochs } from './app/bump-epochs.ts'
import { nameCounter } from './app/name-counter.ts'
import { WrongSecretError } from './app/server-key.ts'
import { ConfigError, readConfig } from './config.ts'
import { openDatabase } from './db/cloud-database.ts'
import { migrate } from './db/migrate.ts'
import { jsonLog } from './json-log.ts'
import { serve } from './serve.ts'

const USAGE = `usage: index [command]
  serve                   the server (when no command is given)
  migrate                 makes or changes the tables, and ends
  bump-epoch [account…]   after a database was restored from a backup: tells the counters of these accounts, or of all
  name-counter <line>     after that, for a shop whose only counter the server does not know: the line on its screen
`

async function bumpEpoch(accountIds: readonly string[]): Promise<number> {
  const config = readConfig(process.env)
  await migrate(config.databaseUrl)
  const database = openDatabase({ connectionString: config.databaseUrl, poolSize: 1 })
  try {
    const count = await bumpEpochs(database, accountIds.length === 0 ? null : accountIds)
    process.stdout.write(`${count} accounts have a new epoch.\n`)
    return 0
  } finally {
    await database.close()
  }
}

async function nameOne(line: string): Promise<number> {
  const config = readConfig(process.env)
  const database = openDatabase({ connectionString: config.databaseUrl, poolSize: 1 })
  try {
    const isLine = await nameCounter(database, line, Date.now())
    process.stdout.write(isLine ? 'The counter is in.\n' : 'This is not the line of a counter.\n')
    return isLine ? 0 : 2
  } finally {
    await database.close()
  }
}

async function runServer(): Promise<number> {
  const config = readConfig(process.env)
  const log = jsonLog(config.logLevel, (line) => process.stdout.write(line), Date.now)
  const serving = await serve(config, log)
  log.info('listening', { address: serving.address })
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end())
  // Whoever started it in a terminal of his own, or as a child, tells it so that it listens.
  process.send?.({ address: serving.address })
  await ended
  await serving.close()
  log.info('ended')
  return 0
}

async function main([command = 'serve', ...rest]: readonly string[]): Promise<number> {
  if (command === 'serve') return runServer()
  if (command === 'bump-epoch') return bumpEpoch(rest)
  if (command === 'name-counter') return nameOne(rest[0] ?? '')
  if (command === 'migrate') {
    const ran = await migrate(readConfig(process.env).databaseUrl)
    process.stdout.write(ran.length === 0 ? 'The tables are the newest.\n' : `Done: ${ran.join(', ')}.\n`)
    return 0
  }
  process.stderr.write(USAGE)
  return 2
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  // What an operator can set right is said in plain words; anything else is a fault and needs its stack.
  const isOperators = error instanceof ConfigError || error instanceof WrongSecretError
  const plain =
    error instanceof ConfigError ? error.lines.join('\n') : String(error instanceof Error ? error.message : error)
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`${isOperators ? plain : stack}\n`)
  // Not only the exit code: a pool that is open would keep a server alive that never began to listen, and nothing would start it again.
  process.exit(isOperators ? 2 : 1)
}
