import type { PrinterTransportSettings } from '#shared/receipt/printer-settings.ts'

/** More than one band of a picture: what a printer still waits for when a job broke off in the middle of one. */
const REST_OF_A_BAND = 8192

/**
 * A job for a printer that may still be inside the picture of a broken one: what it waits for is filled with white dots,
 * else the head of this job would be swallowed. The job begins with a reset, which ends whatever else was going on.
 */
export function afterBrokenJob(bytes: Uint8Array, way: PrinterTransportSettings): Uint8Array {
  if (way.type === 'virtual' || way.type === 'file' || way.type === 'page') return bytes
  const all = new Uint8Array(REST_OF_A_BAND + bytes.length)
  all.set(bytes, REST_OF_A_BAND)
  return all
}
