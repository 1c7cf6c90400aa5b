/** A row that was left out, as it stood, and why. */
export interface Reject {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly code: string;
  readonly message: string;
  readonly raw: string;
}

const COLUMNS = ['file', 'line', 'column', 'code', 'message', 'raw'] as const;

/** The rows left out, as CSV: `raw` is the record's text, byte for byte, so that it can be put right and read again. */
export function rejectsCsv(rejects: readonly Reject[]): string {
  const lines = rejects.map((reject) => COLUMNS.map((column) => quoted(String(reject[column] ?? ''))).join(','));
  return `${[COLUMNS.join(','), ...lines].join('\n')}\n`;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
