import { visible } from '../text.ts';

const SPECIAL = /[\\`*_{}[\]()#+!|~$^=]/g;
const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text that stays what it is: one line, every sign that means something to Markdown escaped. */
export function text(data: string): string {
  return visible(data)
    .replaceAll(SPECIAL, (sign) => (isPlain(sign) ? sign : `\\${sign}`))
    .replaceAll(/[&<>]/g, (sign) => HTML[sign] ?? sign)
    .replaceAll('@', '&#64;')
    .replaceAll(/\b(https?|ftp|mailto):/gi, '$1&#58;')
    .replaceAll(/\bwww\./gi, 'www&#46;')
    .replaceAll(/^(\s*)(-|\d+\.)(?=\s)/g, '$1\\$2')
    .trim();
}

/** Signs that numbers and names are full of, and that mean nothing within a line. */
const isPlain = (sign: string): boolean => sign === '+' || sign === '(' || sign === ')' || sign === '=';
