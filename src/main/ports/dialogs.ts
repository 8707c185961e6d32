/**
 * The system's own file dialogs. A path comes into the app only through one of these, never from the renderer.
 * Each answers null when the person left the dialog.
 */
export interface Dialogs {
  /** An existing ledger file to open. */
  chooseLedgerFile(): Promise<string | null>
  /** A backup of a shop. */
  chooseBackupFile(): Promise<string | null>
  /** A CSV or XLSX file to read. */
  chooseImportFile(): Promise<string | null>
  /** A PNG or JPEG picture for the head of the papers. */
  chooseLogoFile(): Promise<string | null>
  /** A picture of a payment sticker. */
  chooseStickerFile(): Promise<string | null>
  /** Contacts: cards (.vcf) or a table. */
  chooseContactsFile(): Promise<string | null>
  /** A photo or file of an entry. */
  chooseAttachmentFile(): Promise<string | null>
  /** A file that print jobs are written into; it may be new. */
  choosePrinterFile(): Promise<string | null>
  /** Where to write a new file; the person has already agreed to replace one of that name. `suggestedName` is a bare file name. */
  chooseSaveFile(suggestedName: string): Promise<string | null>
  /** An existing folder to write files into. */
  chooseFolder(): Promise<string | null>
  /** Opens the system's file browser at the file, without opening the file itself. */
  showFile(path: string): void
}

/** For places without a screen: every dialog is left at once. */
export const noDialogs: Dialogs = {
  chooseLedgerFile: async () => null,
  chooseBackupFile: async () => null,
  chooseImportFile: async () => null,
  chooseLogoFile: async () => null,
  chooseStickerFile: async () => null,
  chooseContactsFile: async () => null,
  chooseAttachmentFile: async () => null,
  choosePrinterFile: async () => null,
  chooseSaveFile: async () => null,
  chooseFolder: async () => null,
  showFile() {}
}
