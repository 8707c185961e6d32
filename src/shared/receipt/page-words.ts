const CLOSED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** Words of a person as words of a page: nothing in them is ever markup. */
export const escaped = (words: string): string => words.replace(/[&<>"']/g, (sign) => CLOSED[sign] ?? '')
