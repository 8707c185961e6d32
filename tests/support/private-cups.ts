import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { assert } from '#shared/kernel/assert.ts'

/** A printing system of its own, on a socket in a folder of its own: the one of the machine is not touched. */
export interface PrivateCups {
  /** For `CUPS_SERVER`. */
  readonly server: string
  /** Makes a queue that passes bytes to a port as they are. */
  addQueue(name: string, port: number): void
  /** One of CUPS' own programs. */
  run(program: string, ...args: string[]): string
  stop(): Promise<void>
}

/** Starts CUPS. Needs root, as its daemon does; `npm test` says so when it cannot install it. */
export async function startPrivateCups(): Promise<PrivateCups> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cups-'))
  chmodSync(folder, 0o755)
  const server = path.join(folder, 'cups.sock')
  for (const part of ['root', 'root/ppd', 'spool', 'spool/tmp', 'run', 'run/certs', 'cache', 'log'])
    mkdirSync(path.join(folder, part), { recursive: true, mode: 0o755 })
  writeFileSync(path.join(folder, 'cups-files.conf'), filesConf(folder))
  writeFileSync(path.join(folder, 'cupsd.conf'), daemonConf(server))
  const daemon = spawn(
    daemonProgram(),
    ['-f', '-c', path.join(folder, 'cupsd.conf'), '-s', path.join(folder, 'cups-files.conf')],
    { stdio: ['ignore', 'ignore', 'inherit'] }
  )
  await untilListening(daemon, server, folder)
  const run = (program: string, ...args: string[]): string => {
    const { stdout, stderr, status } = spawnSync(program, args, {
      env: { ...process.env, CUPS_SERVER: server, LC_ALL: 'C' },
      encoding: 'utf8'
    })
    assert(status === 0, `${program} ${args.join(' ')}: ${stderr}`)
    return stdout
  }
  return {
    server,
    run,
    addQueue(name, port) {
      run('lpadmin', '-p', name, '-E', '-v', `socket://127.0.0.1:${port}`, '-m', 'raw')
    },
    async stop() {
      const ended = once(daemon, 'exit')
      daemon.kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

const daemonProgram = (): string => ['/usr/sbin/cupsd', '/usr/bin/cupsd'].find((file) => existsSync(file)) ?? 'cupsd'

async function untilListening(daemon: ChildProcess, server: string, folder: string): Promise<void> {
  let failure = ''
  daemon.on('error', (error) => (failure = error.message))
  daemon.on('exit', (code) => (failure = `it ended with ${code}`))
  for (let tries = 0; !isListening(server); tries++) {
    const log = path.join(folder, 'log/error')
    assert(
      failure === '' && tries < 600,
      `the printing system did not start: ${failure} ${existsSync(log) ? readFileSync(log, 'utf8') : ''}`
    )
    await sleep(50)
  }
}

/** The socket is there a moment before anybody listens on it. */
function isListening(server: string): boolean {
  if (!existsSync(server)) return false
  const { stdout } = spawnSync('lpstat', ['-r'], {
    env: { ...process.env, CUPS_SERVER: server, LC_ALL: 'C' },
    encoding: 'utf8'
  })
  return stdout.includes('scheduler is running')
}

const filesConf = (folder: string): string => `
SystemGroup root
ServerRoot ${folder}/root
RequestRoot ${folder}/spool
StateDir ${folder}/run
CacheDir ${folder}/cache
TempDir ${folder}/spool/tmp
ErrorLog ${folder}/log/error
AccessLog ${folder}/log/access
PageLog ${folder}/log/page
Sandboxing relaxed
`

const daemonConf = (server: string): string => `
Listen ${server}
LogLevel warn
Browsing Off
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
`
