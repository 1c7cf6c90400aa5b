import { visible } from '../../text.ts';

/** Text that is HTML already. Made by `markup` alone: what data say can only come into it escaped. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Content = string | number | Markup | readonly Content[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it, in an element as in a quoted attribute. What would hide or turn text is made visible. */
export const escape = (text: string): string =>
  visible(text).replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** HTML from a template: everything put into it is escaped, but for what was made by this very function. */
export function markup(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.map((part, i) => part + (i < contents.length ? textOf(contents[i] ?? '') : '')).join(''));
}

function textOf(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(textOf).join('');
  return escape(String(content));
}

/** Numbers as they are printed: with a minus for a hyphen, and not parted at the end of a line. */
export const figures = (text: string): string =>
  text.replaceAll(/(^|[ (])-(?=\d)/g, '$1\u2212').replaceAll(/(?<=\d) (?=\d{3}(?!\d)|%|pp\b|h\b)/g, '\u00a0');
