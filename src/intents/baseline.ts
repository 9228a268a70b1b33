import type { IntentTarget } from '../model/generated/intents.generated.ts';
import type { LocatedNode } from '../model/located.ts';
import { knownText } from '../model/unknown-value.ts';
import { readNamedFiles, type FileReader } from './external.ts';
import { groundVariant } from './ground.ts';
import { stringsOf } from './nodes.ts';
import { bySelf } from './principal-layer.ts';
import type { Query } from './query.ts';
import { counterpartOf } from './targets/counterpart.ts';
import { targetsIn } from './targets/select.ts';
import type { Target, TargetVariant } from './targets/target.ts';
import type { TemplateValues } from './template-values.ts';
import { changedMeanings, settledValues } from './targets/versions.ts';

/** `noNewAccess`: the same target in another file or a stack inside of it, in the same form where that has several. */
export function baselineQueries(node: LocatedNode, declared: IntentTarget, target: Target, variant: TargetVariant, { bound }: TemplateValues, reader: FileReader): readonly Query[] {
  const path = knownText(stringsOf(node)[0]?.text ?? []) ?? '';
  const files = readNamedFiles(path, node.loc, reader);
  const [first] = files ?? [];
  if (files === undefined || first === undefined) return [];
  const error = files.flatMap(({ errors }) => errors).find(({ code }) => code !== 'unseen-part');
  if (!first.recognized || error !== undefined) {
    reader.report({ code: 'invalid-intents', message: `\`${path}\` has errors: ${error?.message ?? 'it is neither policy nor template'}`, loc: node.loc });
    return [];
  }
  const same = counterpartOf(target, files.flatMap((file) => targetsIn(file, everyone(declared)))) ?? only(files.flatMap((file) => targetsIn(file, declared)));
  if (same === undefined) {
    reader.report({ code: 'invalid-intents', message: `\`${path}\` has no \`${target.name}\` to compare with`, loc: node.loc });
    return [];
  }
  const form = JSON.stringify(variant.when);
  const sameForm = same.variants.filter((other) => JSON.stringify(other.when) === form);
  // The same parameters have the same values in both.
  const grounding = new Map([...settledValues(variant, target.file), ...[...bound].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []))]);
  const within = (sameForm.length === 0 ? same.variants : sameForm).map((other): Query => ({ kind: 'within', bound: bySelf(groundVariant(other, grounding).policies) }));
  const unclear = changedMeanings(variant, target.file, same.file).map((message): Query => ({ kind: 'unclear', from: bySelf(variant.policies), construct: 'templateValue', message }));
  return [...within, ...unclear];
}

/** The baseline may call it otherwise. */
function everyone({ principal, trust, policy }: IntentTarget): IntentTarget {
  if (principal !== undefined) return { principal: '*', intents: [] };
  if (trust !== undefined) return { trust: '*', intents: [] };
  return policy === undefined ? { intents: [] } : { policy: '*', intents: [] };
}

function only(targets: readonly Target[]): Target | undefined {
  return targets.length === 1 ? targets[0] : undefined;
}
