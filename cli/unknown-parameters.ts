import { member } from '../src/model/located.ts';
import { nearest } from '../src/model/parse/nearest.ts';
import { PSEUDO_PARAMETERS } from '../src/sources/cloudformation/pseudo-parameters.ts';
import { readTree, treeMembers } from '../src/sources/index.ts';

interface TemplateFile {
  readonly path: string;
  readonly text: string;
}

/** Larger templates are not read once more for this: a name that they have anywhere is taken for one of theirs. */
const MAX_LENGTH = 4_000_000;

/**
 * Says of each name that is given a value, and that no template has as a parameter: no error, as one list of
 * values often serves many templates, but a misspelled name should not pass unseen.
 *
 * @param given values by name
 * @param isUsed whether a name stands for something else than a parameter of a template
 */
export function unknownParameters(given: Readonly<Record<string, unknown>>, files: readonly TemplateFile[], isUsed: (name: string) => boolean = () => false): readonly string[] {
  const open = Object.keys(given).filter((name) => !PSEUDO.includes(name) && !isUsed(name));
  // Where all names are in the text, mostly one file tells.
  const known = new Set<string>();
  for (const file of files) if (open.some((name) => !known.has(name) && file.text.includes(name))) for (const name of parametersOf(file, open)) known.add(name);
  const unknown = open.filter((name) => !known.has(name));
  if (unknown.length === 0) return [];
  const all = new Set([...files.flatMap((file) => parametersOf(file, open)), ...PSEUDO]);
  return unknown.map((name) => {
    const hint = nearest(name, all);
    return `no template here has a parameter \`${name}\`${hint === undefined ? '' : `, did you mean \`${hint}\`?`}`;
  });
}

/** Says it on standard error. */
export function noteUnknownParameters(...asked: Parameters<typeof unknownParameters>): void {
  for (const note of unknownParameters(...asked)) process.stderr.write(`policy-lint: note: ${note}\n`);
}

const PSEUDO: readonly string[] = [...Object.keys(PSEUDO_PARAMETERS), 'AWS::NoValue'];

/** The parameters of a template; of a file that can't be told from its tree, those of these names that are in its text. */
function parametersOf({ path, text }: TemplateFile, names: readonly string[]): readonly string[] {
  const root = text.length > MAX_LENGTH || !text.includes('Parameters') ? undefined : readTree(path, text).root;
  const own = treeMembers(member(root, 'Parameters')).map(({ key }) => key);
  // Macros may bring parameters that are not in the text.
  if (root !== undefined && !own.includes('Fn::Transform')) return own;
  return text.includes('Parameters') ? names.filter((name) => text.includes(name)) : [];
}
