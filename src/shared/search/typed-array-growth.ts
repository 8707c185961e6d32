type Growable = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float32Array | Float64Array

/** Small arrays double; large ones grow by an eighth, to keep what is held close to what is used. */
const DOUBLES_BELOW = 1 << 18

/** The same array if `length` fits in it, else a copy with some room to spare; new places are 0. */
export function grown<T extends Growable>(array: T, length: number): T {
  if (length <= array.length) return array
  const roomy = array.length < DOUBLES_BELOW ? 2 * array.length : Math.ceil(array.length * 1.125)
  const larger = new (array.constructor as new (size: number) => T)(Math.max(length, roomy))
  larger.set(array)
  return larger
}
