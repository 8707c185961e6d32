import { cleanName } from '#shared/parties/party.ts'

/** Windows refuses these in names of files, and a trailing dot or blank. */
const FORBIDDEN_IN_NAMES = /[<>:"/\\|?*\p{Cc}]/gu
/** Devices of DOS that no file may be named after. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/iu

/** A name that every system takes for a file, without its ending; `otherwise` where nothing is left of it. */
export function fileNameOf(wanted: string, otherwise: string): string {
  const name = cleanName(wanted)
    .replace(FORBIDDEN_IN_NAMES, ' ')
    .replace(/\s+/gu, ' ')
    .slice(0, 60)
    .replace(/[. ]+$/u, '')
    .trim()
  return name === '' || RESERVED.test(name) ? otherwise : name
}
