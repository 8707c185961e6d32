/** A serial port that is open for writing. */
export interface DisplayPort {
  /** Resolves when the bytes have left the computer; rejects when the port is gone. */
  write(bytes: Uint8Array): Promise<void>
  close(): Promise<void>
  /** Called once when the port goes away by itself. */
  onGone(heard: () => void): void
}

/** Opens a port: eight bits, no parity, one stop bit, as such displays come. Rejects when it cannot be opened. */
export async function openDisplayPort(path: string, baudRate: number): Promise<DisplayPort> {
  // Loaded when it is first wanted: most shops have nothing on a serial port, and the app starts without it.
  const { SerialPort } = await import('serialport')
  const port = new SerialPort({ path, baudRate, autoOpen: false })
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error === null ? resolve() : reject(error)))
  })
  // A port that breaks says so as an error and as a close; without a listener the first would end the app.
  port.on('error', () => {})
  // A display says nothing, but a port that nobody reads from does not notice that its cable was pulled.
  port.resume()
  return {
    write: (bytes) =>
      new Promise((resolve, reject) => {
        port.write(Buffer.from(bytes), (problem) => {
          if (problem) return reject(problem)
          port.drain((error) => (error === null ? resolve() : reject(error)))
        })
      }),
    close: () =>
      new Promise((resolve) => {
        if (!port.isOpen) return resolve()
        port.close(() => resolve())
      }),
    onGone: (heard) => void port.once('close', heard)
  }
}
