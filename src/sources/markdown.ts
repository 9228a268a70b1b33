import type { SourceFile } from '../model/policy-source.ts';

/** A fenced block, with everything around it blanked out: its places are those of the file. */
export interface FencedBlock {
  readonly language: 'json' | 'yaml';
  readonly text: string;
}

const FENCE = /^([ \t]*)(`{3,}|~{3,})[ \t]*(json|yaml|yml)\b[^\n]*\n([\s\S]*?)^[ \t]*\2[ \t]*$/gm;

/** The blocks of a Markdown text that are JSON or YAML and may hold a policy. */
export function fencedBlocks(text: string, mayHold: (body: string) => boolean): readonly FencedBlock[] {
  const blanks = text.replace(/[^\n\r]/g, ' ');
  return [...text.matchAll(FENCE)].flatMap((match) => {
    const [whole, , , language, body = ''] = match;
    if (!mayHold(body)) return [];
    const start = match.index + whole.indexOf('\n') + 1;
    const end = start + body.length;
    return [{ language: language === 'json' ? 'json' : 'yaml', text: blanks.slice(0, start) + body + blanks.slice(end) }];
  });
}

/** One file out of what its blocks were read as. Blocks that hold no policy don't count. */
export function joinBlocks(path: string, text: string, blocks: readonly SourceFile[]): SourceFile {
  const found = blocks.filter(({ recognized }) => recognized);
  return {
    path,
    text,
    policies: found.flatMap(({ policies }) => policies),
    principals: found.flatMap(({ principals }) => principals),
    errors: found.flatMap(({ errors }) => errors),
    recognized: found.length > 0,
    ...(found.length === 0 ? {} : { format: 'markdown' }),
  };
}
