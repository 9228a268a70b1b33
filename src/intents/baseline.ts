import type { IntentTarget } from '../model/generated/intents.generated.ts';
import type { LocatedNode } from '../model/located.ts';
import { knownText } from '../model/unknown-value.ts';
import { readNamedFile, type FileReader } from './external.ts';
import { stringsOf } from './nodes.ts';
import { bySelf } from './principal-layer.ts';
import type { Query } from './query.ts';
import { targetsIn } from './targets/select.ts';
import type { Target, TargetVariant } from './targets/target.ts';

/** `noNewAccess`: the same target in another file, in the same form where that has several. */
export function baselineQueries(node: LocatedNode, declared: IntentTarget, target: Target, variant: TargetVariant, reader: FileReader): readonly Query[] {
  const path = knownText(stringsOf(node)[0]?.text ?? []) ?? '';
  const file = readNamedFile(path, node.loc, undefined, reader);
  if (file === undefined) return [];
  if (!file.recognized || file.errors.some((error) => error.code !== 'unseen-part')) {
    reader.report({ code: 'invalid-intents', message: `\`${path}\` has errors: ${file.errors[0]?.message ?? 'it is neither policy nor template'}`, loc: node.loc });
    return [];
  }
  const candidates = targetsIn(file, declared);
  const same = candidates.find((candidate) => candidate.name === target.name) ?? (candidates.length === 1 ? candidates[0] : undefined);
  if (same === undefined) {
    reader.report({ code: 'invalid-intents', message: `\`${path}\` has no \`${target.name}\` to compare with`, loc: node.loc });
    return [];
  }
  const form = JSON.stringify(variant.when);
  const sameForm = same.variants.filter((other) => JSON.stringify(other.when) === form);
  return (sameForm.length === 0 ? same.variants : sameForm).map((other) => ({ kind: 'within', bound: bySelf(other.policies) }));
}
