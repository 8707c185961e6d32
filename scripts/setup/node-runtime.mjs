// The Node everything runs on: the one pinned in the lock file, else the caller's own if it can read TypeScript.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { inProject, isWindows } from './machine.mjs'
import { SetupError } from './report.mjs'

/** @returns {string} absolute path of a Node that strips types by itself (22.18 or newer) */
export function findNode() {
  const platform = isWindows ? 'win' : process.platform
  const pinned = inProject('node_modules', `node-${platform}-${process.arch}`, 'bin', isWindows ? 'node.exe' : 'node')
  if (existsSync(pinned)) return pinned
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  throw new SetupError(
    `Node ${process.versions.node} is too old, and none is pinned for ${process.platform}-${process.arch}.`,
    'install Node 24 from https://nodejs.org and run this again.'
  )
}

/** The environment in which every tool of the project is started: this Node and the project's own tools come first. */
export function environmentWith(node, extra = {}) {
  const folders = [inProject('node_modules', '.bin'), path.dirname(node), process.env.PATH ?? '']
  return { ...process.env, PATH: folders.join(path.delimiter), ...extra }
}
