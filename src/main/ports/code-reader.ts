/** Reads codes out of pictures. */
export interface CodeReader {
  /**
   * The text of the QR code in a picture file. Rejects with `payment-qr/image-unreadable`, `payment-qr/image-too-large`
   * or `payment-qr/no-code-in-image`.
   */
  read(file: string): Promise<string>
}
