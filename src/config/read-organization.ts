import type { ControlPolicyLevels } from '../model/generated/config.generated.ts';
import type { Host } from '../model/host.ts';
import { lineIndex, rangeOf } from '../model/line-index.ts';
import type { Organization, PolicyText } from '../model/organization.ts';
import { fileText, readSource } from '../sources/index.ts';
import { errorAt, type Config, type ConfigError } from './parse-config.ts';

export interface ReadOrganizationOptions {
  readonly host: Pick<Host, 'readFile'>;
  /** A path as the configuration writes it, as the run writes it. */
  readonly fromHere: (path: string) => string;
}

export interface OrganizationRead {
  /** Missing where the configuration says nothing of one, or there are errors. */
  readonly organization?: Organization;
  readonly errors: readonly ConfigError[];
}

type Layer = 'serviceControlPolicies' | 'resourceControlPolicies';

/** What the configuration says of the organization, and the control policies that it names. */
export function readOrganization(config: Config, { host, fromHere }: ReadOrganizationOptions): OrganizationRead {
  const facts = config.file.organization;
  if (facts === undefined) return { errors: [] };
  const errors: ConfigError[] = [];
  const fail = (pointer: string, message: string): void => {
    errors.push(errorAt(config, pointer, message));
  };
  const read = (name: string, pointer: string, type: 'scp' | 'rcp'): readonly PolicyText[] => {
    const path = fromHere(name);
    try {
      const policy = { path, text: fileText(host.readFile(path)) };
      const flaw = flawOf(policy, type);
      if (flaw !== undefined) fail(pointer, `\`${name}\` ${flaw}`);
      return [policy];
    } catch (error) {
      fail(pointer, `\`${name}\` can't be read: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  };
  const levels = (layer: Layer): Pick<Organization, Layer> => {
    const declared = facts[layer];
    if (declared === undefined) return {};
    const type = layer === 'serviceControlPolicies' ? 'scp' : 'rcp';
    const found = levelsOf(declared).map(([at, names]) => names.flatMap((name, index) => read(name, `/organization/${layer}/${at}/${index}`, type)));
    return layer === 'serviceControlPolicies' ? { serviceControlPolicies: found } : { resourceControlPolicies: found };
  };
  const organization: Organization = {
    ...(facts.accounts === undefined ? {} : { accounts: facts.accounts }),
    ...(facts.trustedAccounts === undefined ? {} : { trustedAccounts: facts.trustedAccounts }),
    ...(facts.trustedProviders === undefined ? {} : { trustedProviders: facts.trustedProviders }),
    ...(facts.managementAccount === undefined ? {} : { managementAccount: facts.managementAccount }),
    ...levels('serviceControlPolicies'),
    ...levels('resourceControlPolicies'),
  };
  return errors.length === 0 ? { organization, errors } : { errors };
}

/** From the root down, each with where it is written. */
function levelsOf({ root, organizationalUnits, account }: ControlPolicyLevels): readonly (readonly [at: string, names: readonly string[]])[] {
  return [
    ...(root === undefined ? [] : [['root', root] as const]),
    ...(organizationalUnits ?? []).map((names, index) => [`organizationalUnits/${index}`, names] as const),
    ...(account === undefined ? [] : [['account', account] as const]),
  ];
}

/** A control policy that is passed over would let through what it denies: it has to be whole. */
function flawOf({ path, text }: PolicyText, type: 'scp' | 'rcp'): string | undefined {
  const { policies, errors } = readSource(path, text, { type });
  const ofType = policies.filter((policy) => policy.type === type);
  const [error] = [...errors, ...ofType.flatMap((policy) => policy.errors)];
  if (error !== undefined) {
    const { start } = rangeOf(lineIndex(text), error.loc);
    return `is no valid policy: line ${start.line}, column ${start.column}: ${error.message}`;
  }
  return ofType.length === 0 ? `holds no ${type === 'scp' ? 'service' : 'resource'} control policy` : undefined;
}
