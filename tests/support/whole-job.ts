import type { JobToSend } from '#main/ports/printer.ts'

/** A job to send that asks nothing of its sender. */
export const wholeJob = (bytes: Uint8Array, onHold: JobToSend['onHold'] = () => {}): JobToSend => ({
  bytes,
  mark: '0001',
  hasPaper: true,
  isAfterBroken: false,
  onHold
})
