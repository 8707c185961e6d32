import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Readable } from 'node:stream'

/** A display server with monitors that can be plugged in and pulled out. */
export interface TwoDisplays {
  /** For the environment of the app. */
  readonly display: string
  /** Puts the second monitor, 1024 by 768 unless said otherwise, to the right of the first. */
  plugIn(mode?: string): void
  /** Takes the second monitor away, as when its cable is pulled. */
  pullOut(): void
  stop(): Promise<void>
}

const FIRST = 'DUMMY0'
const SECOND = 'DUMMY1'
/** About the usual counter PC; the driver has no 1366 by 768. */
const FIRST_MODE = '1368x768'

/** A graphics card that is only memory. Devices are left alone: the server must not take a real keyboard or screen. */
const CONFIGURATION = `
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "monitor"
  HorizSync 5.0-1000.0
  VertRefresh 5.0-200.0
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  Monitor "monitor"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 4096 2160
  EndSubSection
EndSection
`

/** Where distributions put the server itself; the one on the path may be a guard that refuses ordinary users. */
const SERVERS = ['/usr/lib/xorg/Xorg', '/usr/libexec/Xorg', '/usr/bin/Xorg']

/**
 * Starts a real X server with the dummy driver and two monitors: a virtual frame buffer has one only. Fails with what to do
 * when the server is missing or does not start: a second monitor that was never there would prove nothing.
 */
export async function startTwoDisplays(): Promise<TwoDisplays> {
  const program = SERVERS.find((file) => existsSync(file))
  if (program === undefined) throw new Error(hint('the X server (Xorg) is not installed', ''))
  const folder = mkdtempSync(path.join(tmpdir(), 'two-displays-'))
  const configuration = path.join(folder, 'xorg.conf')
  writeFileSync(configuration, CONFIGURATION)
  const log = path.join(folder, 'xorg.log')
  const words = openSync(path.join(folder, 'words'), 'w')
  const server = spawn(
    program,
    [
      '-displayfd',
      '3',
      '-config',
      configuration,
      '-logfile',
      log,
      '-novtswitch',
      '-sharevts',
      '-nolisten',
      'tcp',
      '-noreset'
    ],
    { stdio: ['ignore', words, words, 'pipe'] }
  )
  // A test that breaks off leaves no server behind.
  process.once('exit', () => server.kill())
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const number = await new Promise<string>((resolve, reject) => {
    const numbers = server.stdio[3] as Readable
    numbers.once('data', (digits: Buffer) => resolve(String(digits).trim()))
    const failed = () => reject(new Error(hint('it did not start', readFileSync(path.join(folder, 'words'), 'utf8'))))
    server.once('exit', failed)
    server.once('error', failed)
  })
  const display = `:${number}`
  const xrandr = (...args: string[]) => execFileSync('xrandr', args, { env: { ...process.env, DISPLAY: display } })
  xrandr('--output', FIRST, '--mode', FIRST_MODE)
  return {
    display,
    plugIn(mode = '1024x768') {
      xrandr('--addmode', SECOND, mode)
      xrandr('--output', SECOND, '--mode', mode, '--right-of', FIRST)
      // The driver notices that something hangs on the output only when it is asked to look.
      xrandr('--query')
    },
    pullOut: () => void xrandr('--output', SECOND, '--off'),
    async stop() {
      server.kill()
      await gone
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

const hint = (what: string, said: string): string =>
  [
    `Two monitors are needed here, and the X server that makes them cannot be used: ${what}.`,
    said.trim().split('\n').slice(-12).join('\n'),
    'Install xserver-xorg-core, xserver-xorg-video-dummy and x11-xserver-utils, and run this as root, or let ordinary users',
    'start an X server (allowed_users=anybody and needs_root_rights=yes in /etc/X11/Xwrapper.config).'
  ]
    .filter((line) => line !== '')
    .join('\n')
