import { expect } from '@open-wc/testing';
import type { RaAdapter } from '../../../src/core/adapter.js';
import type { RekeyRequest } from '../../../src/core/domain.js';
import { csvCell, csvLine, csvName } from '../../../src/elements/rekey-request-list/csv.js';
import { DEFAULT_VIEW } from '../../../src/elements/rekey-request-list/view.js';
import { quickRa, stage, submitted } from './setup.js';
import type { Stage, StageOptions } from './setup.js';

/** Reads RFC 4180, by itself and without our writer. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(text.slice(at));
    const cell = quoted ?? /^[^",\r\n]*/.exec(text.slice(at));
    row.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : cell?.[0] ?? '');
    at += cell?.[0].length ?? 0;
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      at += 2;
      rows.push(row);
      row = [];
    } else if (at < text.length) throw new Error(`no CSV at ${at}: ${text.slice(at, at + 20)}`);
  }
  if (row.length > 0) throw new Error('the last line has no end');
  return rows;
}

/** What is saved while `act` runs, in place of the browser's downloads. */
async function saved(act: () => Promise<unknown>): Promise<{ name: string; text: string; bytes: Uint8Array }> {
  const { createObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  let blob: Blob | undefined;
  try {
    return await new Promise((resolve, reject) => {
      URL.createObjectURL = (object): string => {
        blob = object as Blob;
        return createObjectURL(object);
      };
      HTMLAnchorElement.prototype.click = function save(this: HTMLAnchorElement): void {
        const name = this.download;
        void blob?.arrayBuffer().then((buffer) => {
          const bytes = new Uint8Array(buffer);
          resolve({ name, bytes, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) });
        });
      };
      act().catch(reject);
    });
  } finally {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
  }
}

/** A list of many requests, which are copies of a real one under other numbers; 100 a page at most, as the port says. */
async function many(n: number, o: StageOptions = {}): Promise<{ on: Stage; request: RekeyRequest; asked: (string | undefined)[]; answer: { fail?: boolean; hang?: boolean } }> {
  const ra = await quickRa();
  const request = await submitted(ra, 'user', 'cert-app');
  const on = await stage({ ra, ...o });
  const asked: (string | undefined)[] = [];
  const answer: { fail?: boolean; hang?: boolean } = {};
  const adapter = on.element.adapter as RaAdapter;
  on.element.adapter = {
    ...adapter, raId: 'many',
    listRequests: async (query, options) => {
      const from = Number(query.cursor ?? 0);
      if (query.limit === 100) asked.push(query.cursor);
      if (from > 0 && answer.fail) throw Object.assign(new Error('unreachable'), { code: 'unavailable' });
      if (from > 0 && answer.hang) await new Promise((_, reject) => { options?.signal?.addEventListener('abort', () => { reject(new DOMException('', 'AbortError')); }); });
      const to = Math.min(n, from + (query.limit ?? 25));
      const items = Array.from({ length: to - from }, (_, at) => ({ ...request, id: `r${from + at}`, number: `RK-${from + at}` }));
      return { items, total: { count: n, exact: true }, ...(to < n && { next: String(to) }) };
    },
  };
  await on.until(() => on.rows.length > 1, 'many are listed');
  return { on, request, asked, answer };
}

describe('A list saved as CSV', () => {
  it('quotes by RFC 4180 and disarms what a spreadsheet would calculate', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['', ''], ['plain', 'plain'], ['a,b', '"a,b"'], ['say "x"', '"say ""x"""'], ['two\r\nlines', '"two\r\nlines"'], ['a=1', 'a=1'],
      ['=1+1', '\'=1+1'], ['+1', '\'+1'], ['-1', '\'-1'], ['@SUM(A1)', '\'@SUM(A1)'], ['\t=1', '\'\t\'=1'], ['\r=1', '"\'\r=1"'],
      ['\uFF1D1+1', '\'\uFF1D1+1'], ['\uFF0B1', '\'\uFF0B1'], ['\uFF0D1', '\'\uFF0D1'], ['\uFF20A1', '\'\uFF20A1'], [' =1', '\' =1'], ['\u200B=1', '\'\u200B=1'], ['\uFEFF=1', '\'\uFEFF=1'],
      ['a;=1', 'a;\'=1'], ['a\t@A1', 'a\t\'@A1'], ['a;;+1', 'a;;\'+1'], ['a; b', 'a; b'], ['2026-06-02', '2026-06-02'],
      ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ];
    for (const [value, wanted] of cases) expect(csvCell(value), JSON.stringify(value)).to.equal(wanted);
    expect(csvLine(['a', 'b,c'])).to.equal('a,"b,c"\r\n');
    expect(csvName(Date.UTC(2026, 5, 2, 23, 59))).to.equal('rekey-requests-2026-06-02.csv');
  });

  it('comes back whole from a reader, whatever is in it', () => {
    const alphabet = ['a', ',', ';', '"', '\r', '\n', '\r\n', '=', '+', '-', '@', '\t', '\'', 'é', 'ش', '\u{1F511}', ' '];
    let state = 7;
    const bare = (text: string): string => text.replaceAll('\'', '');
    const next = (below: number): number => Math.floor((state = (state * 1103515245 + 12345) % 2147483648) / 65_536) % below;
    for (let round = 0; round < 500; round++) {
      const cells = Array.from({ length: 1 + next(5) }, () => Array.from({ length: next(6) }, () => alphabet[next(alphabet.length)]).join(''));
      const [row = []] = parse(csvLine(cells));
      expect(row.map((cell, at) => (bare(cell) === bare(cells[at] ?? '') ? cells[at] : cell)), JSON.stringify(cells)).to.deep.equal(cells);
      for (const cell of row) expect(/(^|[;\t])[=+\-@]|^[\t\r\n]/.test(cell), JSON.stringify(cell)).to.equal(false);
    }
  });

  it('holds all that is found, page after page, in the columns that are shown', async () => {
    const { on, asked } = await many(230);
    await on.filter('Columns', 'Reason', 'Requested on');
    const file = await saved(() => on.press('CSV'));
    expect(asked).to.deep.equal([undefined, '100', '200']);
    expect(file.name).to.match(/^rekey-requests-\d{4}-\d\d-\d\d\.csv$/);
    expect([...file.bytes.slice(0, 3)], 'a byte order mark').to.deep.equal([0xef, 0xbb, 0xbf]);
    const rows = parse(file.text.slice(1));
    expect(rows[0]).to.deep.equal(['Request', 'Requested by', 'Citizen ID', 'Certificate', 'Subject', 'Serial number', 'Status']);
    expect(rows).to.have.length(231);
    expect(rows[230]?.slice(0, 4)).to.deep.equal(['RK-229', 'Amelia Osei', '19-0042-7731', 'app.example.com']);
    await on.until(() => on.said.startsWith('230 requests saved as rekey-requests-'), 'it is said');
    expect(on.has('[part="export"]')).to.equal(false);
  });

  it('is of what was searched for and filtered, and has no citizen ID against the setting', async () => {
    const ra = await quickRa();
    const app = await submitted(ra, 'user', 'cert-app', 'lost');
    await submitted(ra, 'user', 'cert-shop', 'routine');
    await ra.controls.setSettings({ showCitizenId: false });
    const on = await stage({ ra, view: { ...DEFAULT_VIEW, search: 'example.com', filter: { reason: ['lost'] } } });
    const { text } = await saved(() => on.press('CSV'));
    const rows = parse(text.slice(1));
    expect(rows[0]).not.to.include('Citizen ID');
    expect(rows.slice(1).map(([number]) => number)).to.deep.equal([app.number]);
    expect(rows[1]).to.include.members([app.createdAt, 'Key lost', 'Pending approval']);
    expect(text).not.to.contain('19-0042-7731');
  });

  it('shows how far it is and can be stopped', async () => {
    const { on, answer } = await many(230);
    answer.hang = true;
    await on.press('CSV');
    await on.until(() => on.part('export').includes('100 of 230 requests'), 'it is on its way');
    expect((on.root.querySelector('[part="export"] progress') as HTMLProgressElement).value).to.equal(100);
    expect(on.button('CSV').ariaDisabled).to.equal('true');
    await on.press('Cancel');
    await on.until(() => !on.has('[part="export"]'), 'it is over');
    expect(on.said).to.contain('No file was made');
    expect(on.focused?.id).to.equal('csv');
    expect(on.of('rekey-error')).to.deep.equal([]);
  });

  it('goes on with the page that could not be read', async () => {
    const { on, asked, answer } = await many(230);
    answer.fail = true;
    await on.press('CSV');
    await on.until(() => on.part('error').includes('The RA did not answer'), 'it says so');
    expect(on.of('rekey-error')).to.have.length(1);
    answer.fail = false;
    const { text } = await saved(() => on.press('Try again'));
    expect(parse(text.slice(1)).slice(1).map(([number]) => number)).to.deep.equal(Array.from({ length: 230 }, (_, at) => `RK-${at}`));
    expect(asked).to.deep.equal([undefined, '100', '100', '200']);
  });

  it('does not follow an RA that turns in a circle', async () => {
    const { on } = await many(230);
    const adapter = on.element.adapter as RaAdapter;
    on.element.adapter = { ...adapter, raId: 'circle', listRequests: async (query, o) => ({ ...await adapter.listRequests?.(query, o) ?? { items: [], total: { count: 0, exact: true } }, next: '100' }) };
    await on.until(() => on.rows.length > 1, 'it is listed');
    await on.press('CSV');
    await on.until(() => on.part('error').includes('protocol'), 'it stops');
  });
});
