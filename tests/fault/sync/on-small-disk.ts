import { spawnSync } from 'node:child_process'

/** Back to who it was: some programs refuse to run as root, also as one that is root in its own space only. */
const AS_BEFORE = [
  'unshare',
  '--user',
  `--map-user=${process.getuid?.() ?? 0}`,
  `--map-group=${process.getgid?.() ?? 0}`
]

/**
 * What to put before a program, so that it finds a small disk of its own at `place`, which nobody else sees and which goes with it; null where no disk may be mounted.
 */
export function onSmallDisk(place: string, bytes: number): string[] | null {
  const mount = `mount -t tmpfs -o mode=0755,size=${bytes} none "$1" && shift && exec "$@"`
  const [asRoot, asAnybody] = [['--mount'], ['--user', '--map-root-user', '--mount']].map((way) => [
    ...['unshare', ...way, 'sh', '-c', mount, 'sh', place]
  ])
  for (const command of [asRoot ?? [], [...(asAnybody ?? []), ...AS_BEFORE]]) {
    const [program = '', ...rest] = command
    if (spawnSync(program, [...rest, 'true']).status === 0) return command
  }
  return null
}
