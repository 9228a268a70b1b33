/** Takes a CSV text piece by piece; what comes back is whole rows. */
export interface CsvScanner {
  readonly push: (text: string) => readonly CsvRow[];
  /** The last row, if no newline ends it; `open` says that a quoted field was never closed. */
  readonly end: () => { readonly rows: readonly CsvRow[]; readonly open: boolean };
}

export interface CsvRow {
  readonly fields: readonly string[];
  /** Where it starts, from 1. */
  readonly line: number;
}

/**
 * Rows of a CSV file as Athena writes it (RFC 4180: fields in double quotes, a quote within doubled,
 * newlines within allowed).
 */
export function csvScanner(): CsvScanner {
  let fields: string[] = [];
  let field = '';
  let state: 'start' | 'plain' | 'quoted' | 'quote' = 'start';
  let line = 1;
  let rowLine = 1;
  let rows: CsvRow[] = [];
  const endField = (): void => {
    fields.push(field);
    field = '';
    state = 'start';
  };
  const endRow = (): void => {
    endField();
    if (fields.length > 1 || fields[0] !== '') rows.push({ fields, line: rowLine });
    fields = [];
    rowLine = line;
  };
  const push = (text: string): void => {
    for (let at = 0; at < text.length; at += 1) {
      const char = text.charAt(at);
      if (char === '\n') line += 1;
      if (state === 'quoted') {
        const quote = text.indexOf('"', at);
        const end = quote < 0 ? text.length : quote;
        const part = text.slice(at, end);
        field += part;
        line += char === '\n' ? newlines(part) - 1 : newlines(part);
        at = end;
        if (quote >= 0) state = 'quote';
      } else if (char === '"' && state === 'quote') {
        field += '"';
        state = 'quoted';
      } else if (char === '"' && state === 'start') state = 'quoted';
      else if (char === ',') endField();
      else if (char === '\n') endRow();
      else if (char !== '\r') {
        field += char;
        state = 'plain';
      }
    }
  };
  return {
    push: (text) => {
      push(text);
      const complete = rows;
      rows = [];
      return complete;
    },
    end: () => {
      const open = state === 'quoted';
      if (field !== '' || fields.length > 0) endRow();
      return { rows, open };
    },
  };
}

function newlines(text: string): number {
  return text.split('\n').length - 1;
}
