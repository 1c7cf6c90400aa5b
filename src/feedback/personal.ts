/** A stretch of a text that says who somebody is, or what they pay with. */
interface Personal {
  readonly start: number;
  readonly end: number;
  readonly what: 'e-mail' | 'phone' | 'card' | 'iban' | 'number' | 'query';
}

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){2,7}(?: ?[A-Z\d]{1,3})?\b/g;
/** Seven digits or more, as telephone and card numbers are grouped. */
const DIGITS = /(?:\+|\(\+?)?\d(?:[ ().\u00a0/-]{0,2}\d){6,30}/gu;
/** What an address of a page hands over: it may be a key. */
const QUERY = /(?<=\b(?:https?:\/\/|www\.)[^\s<>"?#]{1,2000}[?#])[^\s<>"]+/gi;
/** 1 000 000 and 1.250.000: the digits of an amount, in threes. */
const GROUPED = /^[1-9]\d{0,2}([ .\u00a0])(?:\d{3}\1)*\d{3}$/;
const IP = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
/** A day as it is mostly written: no number runs on before or after it. */
const DATE =
  /(?<!\d[./-]?|\+)(?:(?:19|20)\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])|(?:[0-2]?\d|3[01])([./-])(?:[0-2]?\d|3[01])\1(?:19|20)\d\d)(?!\d|[./-]\d)/g;
/** Digits of other scripts, by their noughts: Arabic, Persian, Devanagari, Bengali, full width. */
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\uff10-\uff19]/g;
const NOUGHTS = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10];

/** The text, as long as it was, with digits as 0 to 9 and without its dates: what follows one is a number of its own. */
function digitsOf(text: string): string {
  const plain = text.replaceAll(OTHER_DIGITS, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (NOUGHTS.findLast((nought) => nought <= code) ?? code));
  });
  return plain.replaceAll(DATE, (date) => '_'.repeat(date.length));
}

/** The personal data in a text, from its start; none overlaps another. */
export function personalIn(text: string): Personal[] {
  const found: Personal[] = [];
  const take = (pattern: RegExp, whatOf: (match: string) => Personal['what'] | null, within = text): void => {
    for (const { 0: match, index } of within.matchAll(pattern)) {
      const what = whatOf(match);
      const end = index + match.length;
      if (what !== null && !found.some((each) => index < each.end && end > each.start))
        found.push({ start: index, end, what });
    }
  };
  take(QUERY, () => 'query');
  take(EMAIL, () => 'e-mail');
  take(IBAN, () => 'iban');
  take(DIGITS, (match) => (IP.test(match) || isAmount(match) ? null : numberKind(match)), digitsOf(text));
  return found.toSorted((a, b) => a.start - b.start);
}

/** An amount, and no telephone number: some of those are nine digits in threes too, but mostly they end in no noughts. */
const isAmount = (text: string): boolean => GROUPED.test(text) && (/^\d{1,2}\D/.test(text) || text.endsWith('000'));

/** A card by its check digit, a telephone number by how it is written; any other long number is kept to itself too. */
function numberKind(text: string): Personal['what'] {
  const digits = text.replaceAll(/\D/g, '');
  if (digits.length >= 13 && digits.length <= 19 && isLuhn(digits)) return 'card';
  const isWritten = /^[+(0]/.test(text) || /\d[ ().\u00a0/-]+\d/.test(text);
  return isWritten && digits.length <= 15 ? 'phone' : 'number';
}

/** Luhn's check (ISO/IEC 7812-1): every second digit from the right doubled, their digits add up to tens. */
function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const twice = i % 2 === 0 ? digit : digit * 2;
    sum += twice > 9 ? twice - 9 : twice;
  }
  return sum % 10 === 0;
}

/** A telephone number by its looks; other numbers that stand alone are ids. */
const PHONE = /^(?:[+(]|\d+[ (]|0\d{2,4}[/-]|\d{3}[-.]\d{3}[-.]\d{4}$)/;

/** An id that is an address or a telephone number, named; any other as it is. */
export function redactId(id: string): string {
  if (id.includes('@')) return '[e-mail]';
  const [found] = personalIn(id);
  const isWhole = found?.start === 0 && found.end === id.length;
  return isWhole && (found.what === 'card' || found.what === 'iban' || PHONE.test(id)) ? `[${found.what}]` : id;
}

/** The text with what is personal named, and not told: `[e-mail]`. */
export function redact(text: string): string {
  let told = '';
  let from = 0;
  for (const { start, end, what } of personalIn(text)) {
    told += `${text.slice(from, start)}[${what}]`;
    from = end;
  }
  return told + text.slice(from);
}
