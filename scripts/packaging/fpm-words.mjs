// fpm's command line, as far as electron-builder uses it.

const withoutValue = new Set(['--force', '--debug'])
const lists = ['d', 'deb-recommends']

/**
 * @param {string[]} words
 * @returns {{ options: Record<string, string | string[]>, copies: { from: string, to: string }[] }} options by name
 *   without dashes, those of `d` and `deb-recommends` as lists; copies are from a file or folder to a place below "/"
 */
export function readFpmWords(words) {
  const options = Object.fromEntries(lists.map((name) => [name, []]))
  const copies = []
  const left = [...words]
  while (left.length > 0) {
    const word = left.shift()
    if (withoutValue.has(word)) continue
    if (!word.startsWith('-')) {
      const [from, to] = word.split(/=(.*)/s)
      copies.push({ from, to })
      continue
    }
    const [name, inline] = word.replace(/^-+/, '').split(/=(.*)/s)
    const value = inline ?? left.shift()
    if (lists.includes(name)) options[name].push(value)
    else options[name] = value
  }
  return { options, copies }
}

/** The first line of what fpm is given as description, and the lines after it. Without a line it is the package's name. */
export function splitDescription({ description = '', name }) {
  const lines = description.split('\n').map((line) => line.trim())
  const [synopsis = name, ...body] = lines.filter(Boolean)
  return { synopsis, body }
}

/** The project's address, unless it is the placeholder for having none. */
export const addressOf = ({ url }) => (url && !new URL(url).hostname.endsWith('.invalid') ? url : undefined)
