// Two first runs at the same time (two clones, or `npm start` beside `npm test`) must not install over each other.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { userCache } from './machine.mjs'
import { say } from './report.mjs'

/**
 * Does the work while this process alone holds the named lock. A lock whose owner has died is taken over.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work must look again whether there is still something to do
 * @returns {Promise<T>}
 */
export async function withLock(name, work) {
  const folder = path.join(userCache, 'locks')
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${name}.lock`)
  let hasTold = false
  while (!tryLock(file)) {
    if (!hasTold) say(`another setup is running (process ${ownerOf(file) ?? 'unknown'}), waiting for it`)
    hasTold = true
    await wait(300)
  }
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

function tryLock(file) {
  const mine = `${file}.${process.pid}`
  // The name appears together with its content, because a link is made in one step.
  writeFileSync(mine, String(process.pid))
  try {
    linkSync(mine, file)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    const owner = ownerOf(file)
    if (owner !== null && !isAlive(owner)) takeAway(file, owner)
    return false
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Removes the lock of a dead owner, unless somebody else has just done so and holds it now. */
function takeAway(file, deadOwner) {
  const aside = `${file}.${process.pid}.old`
  try {
    renameSync(file, aside)
    if (ownerOf(aside) !== deadOwner) linkSync(aside, file)
  } catch {
    // Another one was quicker; the next round looks again.
  }
  rmSync(aside, { force: true })
}

function ownerOf(file) {
  try {
    return Number(readFileSync(file, 'utf8')) || null
  } catch {
    return null
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
