import type { IntentsFile } from '../model/generated/intents.generated.ts';
import { lineIndex, rangeOf } from '../model/line-index.ts';
import type { LocatedNode } from '../model/located.ts';
import { locationAt } from '../model/node-at.ts';
import type { PositionedError } from '../model/parse/parse-policy.ts';
import { plainValue } from '../model/plain-value.ts';
import type { SourceError } from '../model/source-error.ts';
import { readText } from '../sources/text/read-text.ts';
import type { ParsedIntents } from './document.ts';
import { kindsOf } from './kinds.ts';

export interface IntentsParse {
  /** Missing when there are errors: a declaration that was not understood would be one that is not kept. */
  readonly intents?: ParsedIntents;
  readonly errors: readonly PositionedError[];
}

/**
 * Reads an intents file, YAML or JSON. Never rejects on bad input: every error has its position.
 *
 * @param path tells JSON from YAML, appears in reports, and is what the file's own paths are relative to.
 */
export async function parseIntents(text: string, path: string): Promise<IntentsParse> {
  const read = readText(path, text);
  const checked = read.root === undefined || read.errors.length > 0 ? { errors: [] } : await check(read.root);
  const errors = [...read.errors, ...checked.errors];
  if (checked.file !== undefined && read.root !== undefined && errors.length === 0) {
    return { intents: { path, text, file: checked.file, root: read.root }, errors };
  }
  const index = lineIndex(text);
  return { errors: errors.map((error) => ({ ...error, ...rangeOf(index, error.loc) })) };
}

async function check(root: LocatedNode): Promise<{ readonly file?: IntentsFile; readonly errors: readonly SourceError[] }> {
  // The validator is needed only where there is an intents file.
  const { validateIntents } = await import('./schema.ts');
  const value = plainValue(root);
  const validated = validateIntents(value, root);
  if (!validated.ok) return { errors: validated.errors };
  return { file: validated.file, errors: [...contradictions(validated.file, root)] };
}

/** What a schema can't say: which properties exclude each other. */
function* contradictions(file: IntentsFile, root: LocatedNode): Generator<SourceError> {
  for (const [at, target] of file.targets.entries()) {
    const pointer = `/targets/${at}`;
    const selectors = (['principal', 'policy', 'trust'] as const).filter((selector) => target[selector] !== undefined);
    if (selectors.length > 1) {
      yield {
        code: 'invalid-intents',
        message: `a target is selected by either \`${selectors.join('` or `')}\``,
        loc: locationAt(root, `${pointer}/${selectors[1] ?? ''}`),
      };
    }
    if (target.intents.length === 0) {
      yield { code: 'invalid-intents', message: 'the target declares no intents', loc: locationAt(root, `${pointer}/intents`) };
    }
    for (const [position, intent] of target.intents.entries()) {
      const kinds = kindsOf(intent);
      if (kinds.length === 1) continue;
      const message = kinds.length === 0 ? 'the intent declares nothing' : `an intent declares one thing: here are \`${kinds.join('`, `')}\``;
      yield { code: 'invalid-intents', message, loc: locationAt(root, `${pointer}/intents/${position}`) };
    }
  }
}
