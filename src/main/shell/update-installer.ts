import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { app, shell } from 'electron'
import type { Log } from '#main/ports/log.ts'
import type { UpdateInstaller } from '#main/ports/update-parts.ts'
import { packageKindOf } from './package-kind.ts'

/**
 * Hands a proved package to the system it is for. On Windows its installer runs and starts the new version; elsewhere the
 * file is shown, and the person installs it as the first one was.
 */
export function createUpdateInstaller(log: Log): UpdateInstaller {
  const kind = packageKindOf({
    isPackaged: app.isPackaged,
    platform: process.platform,
    environment: process.env,
    mark: markOfPackage()
  })
  return {
    kind,
    arch: process.arch,
    async install(file) {
      if (kind !== 'nsis') {
        shell.showItemInFolder(file)
        return 'told'
      }
      // The switches of electron-builder's installer: it is an update, and the app is started again afterwards.
      const installer = spawn(file, ['--updated', '--force-run'], { detached: true, stdio: 'ignore' })
      installer.once('error', (error) => log.error('installer not started', error))
      installer.once('spawn', () => {
        installer.unref()
        app.quit()
      })
      return 'leaving'
    }
  }
}

function markOfPackage(): string {
  try {
    return readFileSync(path.join(process.resourcesPath, 'package-type'), 'utf8').trim()
  } catch {
    return ''
  }
}
