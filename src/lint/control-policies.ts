import type { ControlPolicy, Organization, OrganizationPolicies, PolicyText } from '../model/organization.ts';
import { foreignPolicy, readSource } from '../sources/index.ts';

const known = new WeakMap<Organization, OrganizationPolicies>();

/** The control policies of an organization, read once. */
export function controlPolicies(organization: Organization): OrganizationPolicies {
  const { managementAccount, serviceControlPolicies, resourceControlPolicies } = organization;
  const policies = known.get(organization) ?? {
    ...(managementAccount === undefined ? {} : { managementAccount }),
    ...(serviceControlPolicies === undefined ? {} : { serviceControlPolicies: readLevels(serviceControlPolicies, 'scp') }),
    ...(resourceControlPolicies === undefined ? {} : { resourceControlPolicies: readLevels(resourceControlPolicies, 'rcp') }),
  };
  known.set(organization, policies);
  return policies;
}

function readLevels(levels: readonly (readonly PolicyText[])[], type: 'scp' | 'rcp'): readonly (readonly ControlPolicy[])[] {
  return levels.map((level) =>
    level.flatMap((file) => readSource(file.path, file.text, { type }).policies.flatMap((source) => (source.type === type ? [{ source: foreignPolicy(source, file), file }] : []))),
  );
}
