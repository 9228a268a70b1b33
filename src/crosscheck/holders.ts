import { groundings, groundVariant, openValues } from '../intents/ground.ts';
import { principalVariant } from '../intents/targets/principal-target.ts';
import type { PolicySet } from '../model/policy-set.ts';
import type { SourceFile, SourcePrincipal } from '../model/policy-source.ts';
import type { Policy } from '../model/policy.ts';
import { knownText } from '../model/unknown-value.ts';

/** Someone whose requests can be decided: a principal of a file, or whoever a bare policy is for. */
export interface Holder {
  /** For people, and to be chosen by. */
  readonly id: string;
  readonly arn?: string;
  /** With ordinary values for what a template leaves open. */
  readonly policies: PolicySet<Policy>;
  /** What was made up, by name. */
  readonly values: Readonly<Record<string, string>>;
}

export function holdersIn(file: SourceFile): readonly Holder[] {
  if (file.format !== 'policy' && file.format !== 'markdown') return file.principals.map((principal) => holderOf(principal, file));
  return file.policies.flatMap(({ policy, type, label }): readonly Holder[] => {
    if (policy === undefined) return [];
    switch (type) {
      case 'identity':
        return [{ id: label.name, policies: { identityPolicies: [policy] }, values: {} }];
      case 'resource':
      case 'trust':
        return [{ id: label.name, policies: { resourcePolicy: policy }, values: {} }];
      case 'scp':
      case 'rcp':
        return [];
    }
  });
}

function holderOf(principal: SourcePrincipal, file: SourceFile): Holder {
  const variant = principalVariant(principal, file);
  const [values = new Map<string, string>()] = groundings(openValues(variant));
  const grounded = groundVariant(variant, values);
  const arn = knownText(grounded.principal?.arn ?? principal.arn);
  return { id: principal.id, ...(arn === undefined ? {} : { arn }), policies: grounded.policies, values: Object.fromEntries(values) };
}
