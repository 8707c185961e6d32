/**
 * The part of `escpos` 2.5.2 that is used, found right byte by byte. Most of its other methods send wrong bytes
 * (docs/domain/receipt.md), so they are not declared and cannot be called.
 */
declare module 'escpos/printer.js' {
  import type Image from 'escpos/image.js'

  interface Adapter {
    write(bytes: Buffer, callback?: () => void): void
  }

  export default class Printer {
    constructor(adapter: Adapter)
    /** ESC @. */
    hardware(command: 'init'): this
    /** Appends bytes as they are: only a Buffer, anything else is turned into text. */
    print(bytes: Buffer): this
    /** GS v 0. */
    raster(image: Image, mode: 'normal'): this
    /** Hands a view of the inner buffer to the adapter, which must copy it. */
    flush(): this
  }
}

declare module 'escpos/image.js' {
  interface Pixels {
    readonly data: readonly number[]
    readonly shape: readonly [width: number, height: number, colors: number]
  }

  export default class Image {
    constructor(pixels: Pixels)
    toRaster(): { data: Buffer; width: number; height: number }
  }
}
