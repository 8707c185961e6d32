// What this machine is and where things lie in the project. Built-ins only: this runs before any package is installed.
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

export const projectRoot = path.resolve(import.meta.dirname, '..', '..')
export const isWindows = process.platform === 'win32'
export const isLinux = process.platform === 'linux'
export const isRoot = process.getuid?.() === 0

/** Absolute path of something inside the project. */
export const inProject = (...parts) => path.join(projectRoot, ...parts)

/** The user's own cache: what is built once here serves every clone of the project on this machine. */
export const userCache = path.join(
  process.env.XDG_CACHE_HOME ||
    (isWindows && process.env.LOCALAPPDATA) ||
    path.join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache'),
  'counterbook-build'
)

/** True when a program of this name can be started from PATH. */
export function hasProgram(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const names = isWindows ? [`${name}.exe`, `${name}.cmd`] : [name]
  return folders.some((folder) => names.some((file) => existsSync(path.join(folder, file))))
}
