/** How often the line changes at most, in milliseconds. */
const INTERVAL = 100;

export interface StatusLine {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

/** One line at the terminal that changes; nothing where no terminal is. */
export function statusLine(stream: NodeJS.WriteStream = process.stderr): StatusLine {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined };
  let shownAt = 0;
  return {
    show: (text) => {
      const now = Date.now();
      if (now - shownAt < INTERVAL) return;
      shownAt = now;
      stream.write(`\r\u001B[K${text}`);
    },
    clear: () => {
      if (shownAt > 0) stream.write('\r\u001B[K');
    },
  };
}
