/** A new file that gets its name only when it is whole. */
export interface WholeFile {
  write(text: string): void
}

/** A folder that files are written into. Each method fails with `export/…`. */
export interface ExportFiles {
  /** Writes a file piece by piece and answers how many bytes it has. The name is a bare one; one that is taken gets a number. */
  write(name: string, work: (file: WholeFile) => void): { readonly name: string; readonly byteCount: number }
  /** The same for something that makes its file by itself, at the place it is given. */
  place(name: string, work: (path: string) => void): { readonly name: string; readonly byteCount: number }
}
