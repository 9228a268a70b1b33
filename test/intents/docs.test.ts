import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkIntents, INTENT_KINDS, parseIntents } from '../../src/intents/index.ts';
import { readSource } from '../../src/sources/index.ts';
import { GLOBAL_SERVICES } from '../../src/intents/expand/global-services.ts';

const page = readFileSync('docs/intents.md', 'utf8');
const blocks = (kind: string): readonly string[] => [...page.matchAll(new RegExp(`^\`\`\`yaml ${kind}\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((match) => match[1] ?? '');
const [template = ''] = blocks('template');

describe('docs/intents.md', () => {
  it.each(blocks('intents').map((text) => [text]))('says what becomes of %#', async (text) => {
    const { intents, errors } = await parseIntents(text, 'policy-lint.intents.yaml');
    expect(errors).toEqual([]);
    if (intents === undefined) return;
    const source = readSource('template.yaml', template);
    expect(source.errors).toEqual([]);
    const host = { readFile: (): Uint8Array => new TextEncoder().encode(template) };
    const found = checkIntents([source], intents, { host }).map(({ verdict, message }) => ({ verdict, message }));
    const said = [...text.matchAll(/# (holds|violated|unknown)$/gm)].map((match) => match[1]);
    expect(found.map(({ verdict }) => verdict), JSON.stringify(found)).toEqual(said);
  });

  it('has an example of every kind', () => {
    for (const kind of INTENT_KINDS) expect(page).toMatch(new RegExp(`^### ${kind}\n[\\s\\S]*?^ +(?:- )?${kind}:`, 'm'));
  });

  it('lists the services that have no Region', () => {
    const section = /### regions\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    expect([...section.matchAll(/`([a-z0-9]+)`/g)].map((match) => match[1])).toEqual(GLOBAL_SERVICES);
  });
});
