import { lineIndex, rangeOf, type LineIndex } from '../model/line-index.ts';
import { member, type LocatedNode } from '../model/located.ts';
import { displayText } from '../model/unknown-value.ts';
import { readText } from '../sources/text/read-text.ts';
import { describeFlaw, INVALID_SUPPRESSION, problemAt, type LocatedProblem, type Suppression, type SuppressionPlace, type SuppressionsRead } from './suppression.ts';

const KEY = 'policy-lint';
const KNOWN = ['rule', 'reason', 'until'];

/**
 * The suppressions in the metadata of a template's resources, for all that is found in the resource:
 *
 *     Metadata: { policy-lint: { disable: [{ rule: full-access, reason: …, until: 2027-03-01 }] } }
 */
export function readMetadata(path: string, text: string): SuppressionsRead {
  const suppressions: Suppression[] = [];
  const invalid: LocatedProblem[] = [];
  if (!text.includes('Metadata') || !text.includes(KEY)) return { suppressions, invalid };
  const resources = member(readText(path, text).root, 'Resources');
  if (resources?.kind !== 'object') return { suppressions, invalid };
  const index = lineIndex(text);
  for (const { key: logicalId, value } of resources.members) {
    const own = member(member(value, 'Metadata'), KEY);
    if (own === undefined) continue;
    const list = member(own, 'disable');
    if (list?.kind !== 'array') {
      invalid.push(problemAt(INVALID_SUPPRESSION, 'error', '`policy-lint` takes `disable`, a list of objects with `rule` and `reason`', placeOf(own, path, index)));
      continue;
    }
    for (const item of list.items) {
      const place = placeOf(item, path, index);
      const read = readItem(item);
      const flaw = typeof read === 'string' ? read : describeFlaw(read);
      if (flaw !== undefined || typeof read === 'string') {
        invalid.push(problemAt(INVALID_SUPPRESSION, 'error', flaw ?? '', place));
        continue;
      }
      suppressions.push({
        ...read,
        place,
        covers: (suspect) => suspect.path === path && (suspect.logicalId === logicalId || `${suspect.pointer}/`.startsWith(`${value.loc.pointer}/`)),
        expectedIn: ({ paths }) => paths.has(path),
      });
    }
  }
  return { suppressions, invalid };
}

function readItem(node: LocatedNode): { readonly ruleId: string; readonly reason: string; readonly until?: string } | string {
  if (node.kind !== 'object') return 'a suppression is an object with `rule` and `reason`';
  const unknown = node.members.find(({ key }) => !KNOWN.includes(key));
  if (unknown !== undefined) return `unknown property \`${unknown.key}\`: a suppression has \`rule\`, \`reason\` and \`until\``;
  const until = textOf(member(node, 'until'));
  return { ruleId: textOf(member(node, 'rule')) ?? '', reason: textOf(member(node, 'reason')) ?? '', ...(until === undefined ? {} : { until }) };
}

function textOf(node: LocatedNode | undefined): string | undefined {
  return node?.kind === 'string' ? displayText(node.text) : undefined;
}

function placeOf(node: LocatedNode, path: string, index: LineIndex): SuppressionPlace {
  return { path, ...rangeOf(index, node.loc), pointer: node.loc.pointer };
}
