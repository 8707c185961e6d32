// Switches the encryption of a book and ends itself, as a power cut would, right after one of the steps.
import process from 'node:process'
import { giveLedgerKey } from '#main/db/ledger-keys.ts'
import { switchCipher } from '#main/db/switch-cipher.ts'

const [file = '', key = '', to = '', at = ''] = process.argv.slice(2)
const id = giveLedgerKey(Buffer.from(key, 'hex'))
switchCipher(file, to === 'encrypted' ? id : null, (step) => {
  if (step === at) process.kill(process.pid, 'SIGKILL')
})
