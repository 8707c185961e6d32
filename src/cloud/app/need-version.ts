import type { CloudSettings } from './cloud.ts'
import { WireRefusal } from './wire-refusal.ts'

/** The release whose apps did not say yet which they are. */
const FIRST_RELEASE = '0.1.0'

const partsOf = (version: string): readonly number[] =>
  (/^(\d{1,6})\.(\d{1,6})\.(\d{1,6})/.exec(version)?.slice(1) ?? ['0', '0', '0']).map(Number)

/** Whether one version is older than another, by its three numbers. What is no version is older than all. */
export function isOlder(one: string, other: string): boolean {
  const [left, right] = [partsOf(one), partsOf(other)]
  const at = left.findIndex((part, index) => part !== right[index])
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0)
}

/**
 * Holds back what an app brings that is older than this server can take: its facts stay with it, in their order, until it is a newer one.
 * Nothing else is refused to it; it goes on taking what the others recorded.
 */
export function needVersion({ settings }: { readonly settings: CloudSettings }, said: unknown): void {
  const { minimumVersion } = settings
  const version = typeof said === 'string' ? said : FIRST_RELEASE
  if (isOlder(version, minimumVersion)) throw new WireRefusal('client-too-old', { minimumVersion })
}
