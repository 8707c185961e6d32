// How much of the machine each command needs.
import { hasDisplay, startPrivateDisplay } from '../setup/display.mjs'
import { ensureElectron } from '../setup/electron.mjs'
import { environmentWith, findNode } from '../setup/node-runtime.mjs'
import { ensurePackages } from '../setup/packages.mjs'
import { say } from '../setup/report.mjs'
import { ensureSystemPackages } from '../setup/system-packages.mjs'

/**
 * Packages and Node, nothing else: enough for whatever runs without a window.
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>}
 */
export async function preparePlain() {
  await ensurePackages()
  const node = findNode()
  return { node, env: environmentWith(node) }
}

/**
 * Everything the app needs to run.
 * @param {{ display: 'private' | 'if-none' | 'never', testTools: boolean }} options tests get a display of their own; the app only where there is none
 * @returns {Promise<{ node: string, electron: string, env: NodeJS.ProcessEnv }>}
 */
export async function prepareApp({ display, testTools }) {
  const { node } = await preparePlain()
  const electron = await ensureElectron(node, { testTools })
  const needsDisplay =
    process.platform === 'linux' && (display === 'private' || (display === 'if-none' && !hasDisplay()))
  await ensureSystemPackages(testTools ? 'what the app and its tests need' : 'what the app needs', {
    electron,
    display: needsDisplay,
    testTools
  })
  if (!needsDisplay) return { node, electron, env: environmentWith(node) }
  const number = await startPrivateDisplay()
  if (display === 'if-none') say(`this machine has no screen: the app opens on the virtual display ${number}`)
  const env = environmentWith(node, { DISPLAY: number })
  // With both set, Electron would try the developer's own Wayland screen first.
  delete env.WAYLAND_DISPLAY
  return { node, electron, env }
}
