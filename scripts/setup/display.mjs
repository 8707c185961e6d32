// A private virtual display, for a machine without a screen and for tests that must not take over somebody's screen.
import { spawn } from 'node:child_process'
import { SetupError } from './report.mjs'

/** True when windows have somewhere to appear. Only Linux can be without. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
}

/**
 * Starts a display with a number nobody uses. It ends with this process.
 * @param {{ isOpenToAll?: boolean }} [options] open to other users of this machine too
 * @returns {Promise<string>} the value for DISPLAY
 */
export async function startPrivateDisplay({ isOpenToAll = false } = {}) {
  const options = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp']
  const server = spawn('Xvfb', isOpenToAll ? [...options, '-ac'] : options, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe']
  })
  let words = ''
  server.stderr.setEncoding('utf8').on('data', (text) => {
    words = (words + text).slice(-2000)
  })
  const number = await new Promise((resolve, reject) => {
    server.stdio[3].once('data', (digits) => resolve(String(digits).trim()))
    const fail = () =>
      reject(
        new SetupError(
          `The virtual display did not start.\n${words.trim()}`,
          'run `Xvfb -displayfd 1` by hand to see why.'
        )
      )
    server.once('error', fail)
    server.once('exit', fail)
  })
  for (const stream of [server, server.stderr, server.stdio[3]]) stream.unref()
  process.once('exit', () => server.kill())
  return `:${number}`
}
