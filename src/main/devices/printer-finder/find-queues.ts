import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { FoundPrinter } from '#main/ports/printer-finder.ts'

const run = promisify(execFile)
const ANSWER_MS = 5000
/** The letters that a queue's name may have: what the system allows, and nothing that a program could take as an option. */
const QUEUE_NAME = /^[^\s/#?'"\\-][^/#?'"\\]{0,219}$/u

/** The queues of the system's spooler. */
export async function findQueues(): Promise<FoundPrinter[]> {
  const queues = process.platform === 'win32' ? await windowsQueues() : await cupsQueues()
  return queues
    .filter(({ name }) => QUEUE_NAME.test(name))
    .map(({ name, detail }) => ({
      way: 'queue',
      label: name,
      detail,
      answer: 'unasked',
      transport: { type: 'spooler', queue: name }
    }))
}

interface Queue {
  readonly name: string
  readonly detail: string
}

async function cupsQueues(): Promise<Queue[]> {
  const options = { timeout: ANSWER_MS, env: { ...process.env, LC_ALL: 'C' } }
  try {
    const [names, devices] = await Promise.all([
      run('lpstat', ['-e'], options),
      run('lpstat', ['-v'], options).catch(() => ({ stdout: '' }))
    ])
    return cupsList(names.stdout, devices.stdout)
  } catch {
    return []
  }
}

/** Reads what `lpstat -e` and `lpstat -v` say. */
export function cupsList(names: string, devices: string): Queue[] {
  const deviceOf = new Map(
    [...devices.matchAll(/^device for (.+?): (.+)$/gmu)].map((match) => [match[1] ?? '', match[2] ?? ''])
  )
  return names
    .split('\n')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ({ name, detail: deviceOf.get(name) ?? '' }))
}

async function windowsQueues(): Promise<Queue[]> {
  const script = 'Get-Printer | Select-Object Name,PortName,DriverName | ConvertTo-Json -Compress'
  try {
    const args = ['-NoProfile', '-NonInteractive', '-Command', script]
    const { stdout } = await run('powershell.exe', args, { timeout: ANSWER_MS * 2, windowsHide: true })
    return windowsList(stdout)
  } catch {
    return []
  }
}

/** Reads the JSON of `Get-Printer`: a list, or a single printer by itself. */
export function windowsList(json: string): Queue[] {
  const read: unknown = json.trim() === '' ? [] : JSON.parse(json)
  const word = (value: unknown) => (typeof value === 'string' ? value : '')
  return (Array.isArray(read) ? read : [read])
    .filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null)
    .map((one) => ({
      name: word(one.Name),
      detail: [word(one.DriverName), word(one.PortName)].filter((part) => part !== '').join(', ')
    }))
    .filter(({ name }) => name !== '')
}
