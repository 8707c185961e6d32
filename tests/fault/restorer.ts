// A program that restores a backup over the book that is open, and says when it begins and what it was answered.
// node restorer.ts <documents> <user data> <backup>
import { writeSync } from 'node:fs'
import { noDialogs } from '#main/ports/dialogs.ts'
import { openTestApp, testClock } from '#tests/support/open-app.ts'

const [folder = '', userDataFolder = '', backup = ''] = process.argv.slice(2)
const shop = openTestApp({
  folder,
  userDataFolder,
  keep: true,
  clock: testClock(20_261_122, '12:00'),
  drivesPrinters: true,
  facing: { dialogs: { ...noDialogs, chooseBackupFile: async () => backup } }
})
const file = await shop.call('backup.chooseFile', {})
writeSync(1, 'begins\n')
const source = { token: file?.token ?? '' }
await shop.call('backup.restore', { source, passphrase: null, losesEntries: true })
writeSync(1, 'restored\n')
process.exit(0)
