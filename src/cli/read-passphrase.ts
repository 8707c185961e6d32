import { refuse } from '#shared/kernel/result.ts'

/** The first line of standard input: a passphrase among the options would stand in the list of processes. */
export async function passphraseOf(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) if (line !== '') return line
  return refuse('backup/wrong-passphrase')
}
