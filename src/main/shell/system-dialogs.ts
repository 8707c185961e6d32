import { type BrowserWindow, dialog, type FileFilter, shell } from 'electron'
import type { Dialogs } from '#main/ports/dialogs.ts'
import type { ShellTexts } from './shell-texts.ts'

export interface SystemDialogsOptions {
  /** The window that a dialog belongs to; it takes no keys meanwhile. */
  window(): BrowserWindow | null
  texts(): ShellTexts
  readonly documentsFolder: string
}

/** The file dialogs of the system. */
export function createSystemDialogs({ window, texts, documentsFolder }: SystemDialogsOptions): Dialogs {
  async function chooseFile(title: string, filters: FileFilter[]): Promise<string | null> {
    const owner = window()
    const asked = { title, filters, defaultPath: documentsFolder, properties: ['openFile' as const] }
    const answer = owner ? await dialog.showOpenDialog(owner, asked) : await dialog.showOpenDialog(asked)
    return answer.canceled ? null : (answer.filePaths[0] ?? null)
  }

  const anyFile = (): FileFilter => ({ name: texts().kindAny, extensions: ['*'] })

  return {
    chooseLedgerFile: () =>
      chooseFile(texts().chooseLedger, [{ name: texts().kindLedger, extensions: ['counterbook'] }, anyFile()]),
    chooseBackupFile: () =>
      chooseFile(texts().chooseBackup, [{ name: texts().kindBackup, extensions: ['gz', 'age'] }, anyFile()]),
    chooseImportFile: () =>
      chooseFile(texts().chooseImport, [
        { name: texts().kindTable, extensions: ['csv', 'tsv', 'txt', 'xlsx', 'xml'] },
        anyFile()
      ]),
    chooseLogoFile: () =>
      chooseFile(texts().chooseLogo, [{ name: texts().kindPicture, extensions: ['png', 'jpg', 'jpeg'] }, anyFile()]),
    chooseStickerFile: () =>
      chooseFile(texts().chooseSticker, [{ name: texts().kindPicture, extensions: ['png', 'jpg', 'jpeg'] }, anyFile()]),
    chooseContactsFile: () =>
      chooseFile(texts().chooseContacts, [
        { name: texts().kindContacts, extensions: ['vcf', 'vcard', 'csv', 'tsv', 'txt', 'xlsx'] },
        anyFile()
      ]),
    chooseAttachmentFile: () =>
      chooseFile(texts().chooseAttachment, [
        { name: texts().kindPhoto, extensions: ['jpg', 'jpeg', 'png', 'webp', 'gif', 'heic', 'pdf'] },
        anyFile()
      ]),
    async choosePrinterFile() {
      const owner = window()
      const asked = {
        title: texts().choosePrinterFile,
        defaultPath: `${documentsFolder}/receipts.prn`,
        // Each job is added to what is there: nothing is replaced, so nobody is asked whether it may be.
        properties: ['createDirectory' as const]
      }
      const answer = owner ? await dialog.showSaveDialog(owner, asked) : await dialog.showSaveDialog(asked)
      return answer.canceled || answer.filePath === '' ? null : answer.filePath
    },
    async chooseSaveFile(suggestedName) {
      const owner = window()
      const asked = { title: texts().chooseSave, defaultPath: `${documentsFolder}/${bareName(suggestedName)}` }
      const answer = owner ? await dialog.showSaveDialog(owner, asked) : await dialog.showSaveDialog(asked)
      return answer.canceled || answer.filePath === '' ? null : answer.filePath
    },
    async chooseFolder() {
      const owner = window()
      const asked = {
        title: texts().chooseFolder,
        defaultPath: documentsFolder,
        properties: ['openDirectory' as const, 'createDirectory' as const]
      }
      const answer = owner ? await dialog.showOpenDialog(owner, asked) : await dialog.showOpenDialog(asked)
      return answer.canceled ? null : (answer.filePaths[0] ?? null)
    },
    showFile: (path) => shell.showItemInFolder(path)
  }
}

/** A name that every system can store: a party may be called `A/B` or `C: D`. */
function bareName(name: string): string {
  return name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, '-').slice(0, 150)
}
