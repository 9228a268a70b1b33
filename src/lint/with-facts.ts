import type { Organization } from '../model/organization.ts';
import { rules } from '../rules/index.ts';
import type { Rule, RuleOptions } from '../rules/rule.ts';
import type { RuleSetting } from '../rules/run-rules.ts';
import type { RuleSelection } from './options.ts';

/** What rules want to know of an organization: options of these names. */
const FACTS = ['accounts', 'trustedAccounts', 'trustedProviders'] as const;

const known = new WeakMap<Organization, WeakMap<RuleSelection, RuleSelection>>();

/** The selection, with the facts as options of the rules that have such. What is set for a rule itself goes over them. */
export function withFacts(selection: RuleSelection, organization: Organization | undefined): RuleSelection {
  if (organization === undefined) return selection;
  const ofOrganization = known.get(organization) ?? new WeakMap<RuleSelection, RuleSelection>();
  known.set(organization, ofOrganization);
  const found = ofOrganization.get(selection) ?? add(selection, organization);
  ofOrganization.set(selection, found);
  return found;
}

function add({ preset = 'recommended', rules: settings = {} }: RuleSelection, organization: Organization): RuleSelection {
  const added = rules.flatMap((rule): readonly (readonly [string, RuleSetting])[] => {
    const facts = factsFor(rule, organization);
    const setting = settings[rule.meta.id];
    // A setting turns a rule on: where neither preset nor settings do, there is nothing to tell it.
    if (Object.keys(facts).length === 0 || setting === 'off' || (setting === undefined && !rule.meta.presets.includes(preset))) return [];
    const given = typeof setting === 'object' ? setting : setting === undefined ? {} : { severity: setting };
    return [[rule.meta.id, { ...given, options: { ...facts, ...given.options } }]];
  });
  return { preset, rules: { ...settings, ...Object.fromEntries(added) } };
}

function factsFor({ meta }: Rule, organization: Organization): RuleOptions {
  const wanted = FACTS.filter((name) => meta.options !== undefined && Object.hasOwn(meta.options.defaults, name));
  return Object.fromEntries(wanted.flatMap((name) => (organization[name] === undefined ? [] : [[name, organization[name]]])));
}
