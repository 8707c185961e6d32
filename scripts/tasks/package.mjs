import { inProject, isLinux } from '../setup/machine.mjs'
import { ensureBuilt } from './build.mjs'
import { prepareApp } from './prepare.mjs'
import { runInTerminal, tools } from './tools.mjs'

/**
 * Packs the built app with its fuses set. Without arguments a plain folder in `dist/`; else targets of electron-builder,
 * such as `deb` or `nsis`.
 */
export async function run(targets) {
  const machine = await prepareApp({ display: 'never', testTools: false })
  await ensureBuilt(machine)
  const platform = { linux: '--linux', win32: '--win', darwin: '--mac' }[process.platform]
  // electron-builder would download fpm; where that is out of reach the system's own dpkg does the same.
  const env =
    isLinux && !machine.env.CUSTOM_FPM_PATH
      ? { ...machine.env, CUSTOM_FPM_PATH: inProject('scripts', 'packaging', 'build-deb.mjs') }
      : machine.env
  return runInTerminal(
    machine.node,
    [
      tools.electronBuilder,
      platform,
      ...(targets.length > 0 ? targets : ['dir']),
      '--config',
      'electron-builder.config.mjs'
    ],
    env
  )
}
