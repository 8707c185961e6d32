/** A new file that gets its name only when it is whole. */
export interface WholeFile {
  write(text: string): void
}

/** A file that grows beside its place, over turns of other work. What was there stays until it is whole. Each method fails with `export/…`. */
export interface GrowingFile {
  write(content: string | Uint8Array): void
  /** Forces it onto the disk and gives it its name. */
  finish(): void
  /** Leaves nothing of it, as far as the disk lets it. Never throws. */
  drop(): void
}

/**
 * Files that are written into a folder together: none has its name before all are whole. Each method fails with `export/…`, and then
 * nothing of them is left.
 */
export interface ExportFiles {
  /** Writes a file piece by piece. The name is a bare one; one that is taken gets a number. */
  write(name: string, work: (file: WholeFile) => void): void
  /** The same for something that makes its file by itself, at the place it is given. */
  place(name: string, work: (path: string) => void): void
  /**
   * Puts the files that a book keeps in a folder into one beside the file before, which bears that one's name and an ending. Answers
   * how many they are.
   */
  placeFolder(ending: string, from: string): number
  /** Gives the files their names, and answers these and how many bytes each has. */
  finish(): { readonly name: string; readonly byteCount: number }[]
}
