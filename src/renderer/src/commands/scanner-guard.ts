/** Keys closer together than this come from a machine. Fast typists stay above 60 ms on average. */
export const SCANNER_GAP_MS = 30
/** So many keys in one burst are a scan. Two or three quick ones happen under human hands, when fingers roll. */
export const SCANNER_MIN_KEYS = 5

/** How many keys have come in one unbroken burst, and when the last of them came. */
export interface Burst {
  readonly keyCount: number
  readonly lastAtMs: number
}
export const NO_BURST: Burst = { keyCount: 0, lastAtMs: Number.NEGATIVE_INFINITY }

/** The burst after one more typed key, at `atMs` on any steady clock. */
export function afterKey(burst: Burst, atMs: number): Burst {
  const isContinued = atMs - burst.lastAtMs < SCANNER_GAP_MS
  return { keyCount: isContinued ? burst.keyCount + 1 : 1, lastAtMs: atMs }
}

/** Whether an Enter at `atMs` belongs to a barcode scan. Such an Enter does nothing: the text has landed, a person decides. */
export function endsScan(burst: Burst, atMs: number): boolean {
  return burst.keyCount >= SCANNER_MIN_KEYS && atMs - burst.lastAtMs < SCANNER_GAP_MS
}
