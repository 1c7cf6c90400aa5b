const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]/gu;
const ESCAPE = /\u001b\[[\d;]*m/g;

/** Columns a text takes in a terminal. */
export function widthOf(text: string): number {
  const bare = text.replaceAll(ESCAPE, '');
  return Array.from(bare).length + (bare.match(WIDE)?.length ?? 0);
}

/** Lines of at most a width, cut between words, all but the first behind a margin. A longer word stands alone. */
export function wrap(text: string, width: number, margin = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line.trim() !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = margin + word;
    } else line = longer;
  }
  return [...lines, line];
}
