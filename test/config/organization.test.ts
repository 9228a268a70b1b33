import { lintText, type LintTextOptions } from 'policy-lint';
import { describe, expect, test } from 'vitest';
import { parseConfig, readOrganization, type OrganizationRead } from '../../src/config/index.ts';

const ALLOW = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
const DENY = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iam:*","Resource":"*"}]}';
const FILES: Readonly<Record<string, string>> = { '../org/allow.json': ALLOW, '../org/deny.json': DENY, '../org/broken.json': '{"Statement": [', '../org/bucket.yaml': 'Resources: { Data: { Type: AWS::S3::Bucket } }' };

async function read(organization: string): Promise<OrganizationRead> {
  const { config, errors } = await parseConfig(`organization:\n${organization}`, 'policy-lint.config.yaml', []);
  if (config === undefined) return { errors };
  const readFile = (path: string): Uint8Array => {
    const text = FILES[path];
    if (text === undefined) throw new Error('no such file or folder');
    return new TextEncoder().encode(text);
  };
  return readOrganization(config, { host: { readFile }, fromHere: (path) => `../${path}` });
}

describe('the organization of a configuration', () => {
  test('is read with its control policies, level by level', async () => {
    const { organization, errors } = await read(`  accounts: ["111122223333"]
  managementAccount: "999900001111"
  serviceControlPolicies:
    account: []
    root: [org/allow.json, org/deny.json]
    organizationalUnits: [[org/allow.json], []]
`);
    expect(errors).toEqual([]);
    expect(organization).toMatchObject({ accounts: ['111122223333'], managementAccount: '999900001111' });
    expect(organization?.serviceControlPolicies?.map((level) => level.map(({ path }) => path))).toEqual([['../org/allow.json', '../org/deny.json'], ['../org/allow.json'], [], []]);
    expect(organization).not.toHaveProperty('resourceControlPolicies');
  });

  test.each<[string, string, readonly string[]]>([
    ['an account without quotes', '  accounts: [111122223333]\n', ['2:14 expected string as `organization.accounts.0`, found a number: put it in quotes']],
    ['too few digits', '  trustedAccounts: ["1111"]\n', ['2:21 `organization.trustedAccounts.0` is no account: write its twelve digits']],
    ['no such fact', '  account: []\n', ['2:3 unknown property `account` in `organization`, did you mean `accounts`?']],
    ['no such level', '  serviceControlPolicies: { roots: [] }\n', ['2:29 unknown property `roots` in `organization.serviceControlPolicies`, did you mean `root`?']],
    ['no such file', '  serviceControlPolicies: { root: [org/none.json] }\n', ["2:36 `org/none.json` can't be read: no such file or folder"]],
    ['a file that is cut short', '  serviceControlPolicies: { organizationalUnits: [[org/allow.json, org/broken.json]] }\n', [expect.stringMatching(/^2:68 `org\/broken\.json` is no valid policy: line 1, column \d+: /) as string]],
    ['a template without control policies', '  resourceControlPolicies: { root: [org/bucket.yaml] }\n', ['2:37 `org/bucket.yaml` holds no resource control policy']],
  ])('%s is an error with its place', async (_name, text, expected) => {
    const { organization, errors } = await read(text);
    expect(organization).toBeUndefined();
    expect(errors.map(({ start, message }) => `${start?.line ?? 0}:${start?.column ?? 0} ${message}`)).toEqual(expected);
  });
});

const ruleIds = (text: string, options: Partial<LintTextOptions>): readonly string[] => lintText(text, { path: 'policy.json', preset: 'strict', ...options }).findings.map(({ ruleId }) => ruleId);

describe('facts change findings', () => {
  const trust = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}]}';
  const escalating = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:PutUserPolicy","Resource":"*"}]}';
  const path = 'scp.json';

  test.each<[string, string, Partial<LintTextOptions>, readonly string[]]>([
    ['a trusted account without facts', trust, {}, ['cross-account-trust']],
    ['an own account', trust, { organization: { accounts: ['111122223333'] } }, []],
    ['an account of others', trust, { organization: { accounts: ['222233334444'] } }, ['cross-account-trust', 'untrusted-principal']],
    ['a trusted account of others', trust, { organization: { accounts: ['222233334444'], trustedAccounts: ['111122223333'] } }, ['cross-account-trust']],
    ['a rule that is off stays off', trust, { organization: { accounts: ['222233334444'] }, rules: { 'untrusted-principal': 'off' } }, ['cross-account-trust']],
    ['a rule that the preset leaves out stays out', trust, { preset: 'recommended', organization: { accounts: ['222233334444'] } }, ['untrusted-principal']],
    ['options of the rule go over the facts', trust, { organization: { accounts: ['222233334444'] }, rules: { 'untrusted-principal': { options: { accounts: ['111122223333'] } } } }, ['cross-account-trust']],
    ['an escalation without facts', escalating, {}, ['privilege-escalation']],
    ['control policies that allow it', escalating, { organization: { serviceControlPolicies: [[{ path, text: ALLOW }]] } }, ['privilege-escalation']],
    ['control policies that deny it', escalating, { organization: { serviceControlPolicies: [[{ path, text: ALLOW }, { path, text: DENY }]] } }, []],
    ['a level that allows nothing', escalating, { organization: { serviceControlPolicies: [[{ path, text: ALLOW }], []] } }, []],
    ['the management account', escalating, { parameters: { 'AWS::AccountId': '111122223333' }, organization: { managementAccount: '111122223333', serviceControlPolicies: [[{ path, text: DENY }]] } }, ['privilege-escalation']],
  ])('%s', (_name, text, options, expected) => {
    const found = ruleIds(text, options).filter((id) => ['cross-account-trust', 'untrusted-principal', 'privilege-escalation'].includes(id));
    expect(found.toSorted()).toEqual(expected);
  });
});
