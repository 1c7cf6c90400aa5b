const PICTURES = 0x2400;
const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** Makes what a terminal would obey visible: ␛ ␇ ⏎, \u202e. Text from data never reaches a terminal otherwise. */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '⏎').replaceAll(HIDDEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (character === '\t') return ' ';
    if (character === '\n' || character === '\r') return '⏎';
    if (code < 0x20) return String.fromCodePoint(PICTURES + code);
    if (code === 0x7f) return '␡';
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** What is looked at for each character: the longest emoji take 15 units, and stacked accents have no end. */
const UNITS = 20;

/** Cuts by what a reader sees as characters, and says so with an ellipsis. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  // Made only here: a segmenter takes longer to make than many a run.
  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  const kept: string[] = [];
  const part = text.slice(0, length * UNITS);
  let isCut = part.length < text.length;
  for (const { segment } of graphemes.segment(part)) {
    isCut ||= kept.length === length;
    if (kept.length === length) break;
    kept.push(segment);
  }
  return isCut ? `${kept.slice(0, length - 1).join('')}…` : text;
}

const EMAIL = /([^\s@,;<>"])[^\s@,;<>"]*@([^\s@,;<>"])[^\s@,;<>"]*/gu;
const LONG_NUMBER = /\+?\d(?:[ ().-]{0,2}\d){6,}/gu;

const DATE = /^(?:\d{4}-\d\d-\d\d|\d\d?[./-]\d\d?[./-](?:19|20)\d\d(?!\d))/;

/** Hides e-mail addresses and long numbers: messages end up in logs that others read. Dates stay. */
function mask(text: string): string {
  return text
    .replaceAll(EMAIL, '$1***@$2***')
    .replaceAll(LONG_NUMBER, (digits) => (DATE.test(digits) ? digits : `${digits.slice(0, 2)}***`));
}

/** A cell as messages may show it. */
export function show(value: string, showValues: boolean): string {
  const text = visible(shorten(value, 40));
  return showValues ? text : mask(text);
}

/** A kind of survey as people write it. */
export const surveyName = (kind: string): string => (kind === 'enps' ? 'eNPS' : kind.toUpperCase());
