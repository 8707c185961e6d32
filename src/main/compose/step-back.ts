import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Behind everything that somebody waits for, and before what runs only when nothing else does. */
const NICE = 10

/**
 * Lets the counter go first: the thread that calls it gets a core when the others want none, so that packing a large book is not felt at
 * the keys on a PC with two. Linux gives each thread a priority of its own; elsewhere the system prefers the window in front by itself,
 * and nothing is changed. Never throws.
 */
export function stepBack(): void {
  if (process.platform !== 'linux') return
  try {
    const thread = threadId()
    if (os.getPriority(thread) < NICE) os.setPriority(thread, NICE)
  } catch {
    // A system that does not say which thread this is, or lets none step back: the work is the same.
  }
}

/** The number by which the kernel knows the thread that asks. */
const threadId = (): number => Number(path.basename(fs.readlinkSync('/proc/thread-self')))
