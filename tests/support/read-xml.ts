import { SaxesParser } from 'saxes'

/** An element of an XML file, for looking into it. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlElement[]
  text: string
}

/** Reads a whole XML text by another program's rules; anything that is not well-formed throws with line and column. */
export function readXml(xml: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true })
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' }
  const open: XmlElement[] = [root]
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const plain = Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value]))
    const element: XmlElement = { name, attributes: plain, children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const element = open.at(-1)
    if (element) element.text += text
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(xml).close()
  return root.children[0] ?? root
}

export const childrenOf = ({ children }: XmlElement, name: string): XmlElement[] =>
  children.filter((child) => child.name === name)

export const textOf = (element: XmlElement, name: string): string => childrenOf(element, name)[0]?.text ?? ''

/** Every element of a name, at any depth. */
export const deep = (element: XmlElement, name: string): XmlElement[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...deep(child, name)])

/** `-1250.50` as paise, without a float. */
export function paiseOf(text: string): number {
  const [, sign, whole = '', part = ''] = /^(-?)(\d+)\.(\d\d)$/u.exec(text) ?? []
  if (sign === undefined) throw new Error(`not an amount: ${text}`)
  return (sign === '-' ? -1 : 1) * Number(`${whole}${part}`)
}
