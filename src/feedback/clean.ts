/** A comment as it came, and what of it is the customer's own words. */
export interface Cleaned {
  /** In NFC: the same text, with every accent written one way. Quotes are cut from it. */
  readonly original: string;
  /** Of the same length, so that places in one are places in the other; what is nobody's words is spaces. */
  readonly clean: string;
}

/** What is read of one comment: more is a log or an e-mail thread, and its first words say what it is about. */
export const LONGEST = 10_000;

const SPACE = ' ';
const blank = (text: string): string => text.replaceAll(/[^\n]/g, SPACE);

/** Everything from here on is an earlier message, a signature or a lawyer's. */
const TAILS: readonly RegExp[] = [
  /^[ \t]*-{2,}[ \t]*(?:original message|forwarded message|urspr(?:ü|ue)ngliche nachricht)\b/im,
  /^[ \t]*(?:on|am|le|el)\b[^\n]{5,200}\b(?:wrote|schrieb|a écrit|escribió)[ \t]?:[ \t]*$/im,
  /^[ \t]*from:[^\n]{1,200}\n[ \t]*(?:sent|date|to):/im,
  /^[ \t]*--[ \t]*$/m,
  /^[ \t]*(?:sent from my|sent from|get outlook for|von meinem|envoyé de mon|enviado desde mi)\b[^\n]{0,80}$/im,
  /(?<=\s)(?:sent from my (?:i?phone|ipad|android|mobile|galaxy|samsung|blackberry|pixel|huawei|device)|get outlook for (?:ios|android))\b(?:[ \t]+\S+){0,3}[ \t]*$/im,
  /^[ \t]*(?:this|the information in this) (?:e-?mail|message)\b[^\n]{0,120}\bconfidential\b/im,
];

/** A closing formula on a line of its own; what follows is a name, if it is short. */
const CLOSING =
  /^[ \t]*(?:(?:best|kind|warm|many)[ \t]+(?:regards|wishes|thanks)|regards|sincerely|yours|cheers|thanks|thank you|mit freundlichen grüßen|viele grüße|saludos|cordialement)[,.!]?[ \t]*$/im;
const NAME_LINES = 6;

const PARTS: readonly RegExp[] = [
  /<!--[\s\S]*?-->/g,
  /<(script|style)\b[^>]*>[\s\S]*?<\/\1[ \t]*>/gi,
  /<\/?[a-z][^<>]{0,1000}>/gi,
  /&(?:[a-z]{2,8}|#\d{1,6}|#x[\da-f]{1,6});/gi,
  /\b(?:https?:\/\/|www\.)[^\s<>"]+/gi,
  /^[ \t]*>.*$/gm,
  /^.*please type your reply above this line.*$/gim,
];

/** Tells the customer's words from markup, addresses, signatures and quoted replies. */
export function clean(text: string): Cleaned {
  const original = text.normalize('NFC');
  let words = original;
  for (const tail of TAILS) {
    const at = words.search(tail);
    if (at >= 0) words = words.slice(0, at) + blank(words.slice(at));
  }
  const at = words.search(CLOSING);
  if (at > 0 && isSignature(words.slice(at))) words = words.slice(0, at) + blank(words.slice(at));
  for (const part of PARTS) words = words.replaceAll(part, blank);
  return { original, clean: words };
}

/** A closing and a few short lines after it. */
function isSignature(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length <= NAME_LINES && lines.every((line) => line.length <= 60);
}
