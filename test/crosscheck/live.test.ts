import { describe, expect, it } from 'vitest';
import { checkIntents, evaluate, lintPolicy, parseIntents, type IntentResult, type SourceFile } from 'policy-lint';
import { OPERATIONS } from '../../src/crosscheck/aws/operations.ts';
import { crossCheck } from '../../src/crosscheck/cross-check.ts';
import { holdersIn } from '../../src/crosscheck/holders.ts';
import { fetchAccount } from '../../src/crosscheck/live/fetch-account.ts';
import { fetchPrincipal } from '../../src/crosscheck/live/fetch-principal.ts';
import { parseSubject, subjectPath } from '../../src/crosscheck/live/subject.ts';
import { summarize } from '../../src/crosscheck/live/summary.ts';
import { neededPermissions } from '../../src/crosscheck/permissions.ts';
import { lintText } from '../../src/lint/lint-text.ts';
import { fakeAccount } from './server/fake-account.ts';
import type { Reply, ServedRequest } from './server/server.ts';
import { withAws } from './server/with-aws.ts';

const allows = (file: SourceFile, id: string, action: string): string => {
  const holder = holdersIn(file).find((candidate) => candidate.id === id);
  return holder === undefined ? 'nobody' : evaluate(holder.policies, { principal: holder.arn ?? '', action, resource: '*' }).decision;
};

describe('subjects', () => {
  it.each([
    ['account', { kind: 'account' }],
    ['role/deployer', { kind: 'role', name: 'deployer' }],
    ['role/service-role/ci/deployer', { kind: 'role', name: 'deployer' }],
    ['user/alice@example.com', { kind: 'user', name: 'alice@example.com' }],
    ['group/a', undefined],
    ['role/', undefined],
    ['role/a b', undefined],
    ['accounts', undefined],
  ])('%s', (text, expected) => {
    expect(parseSubject(text)).toEqual(expected);
  });
});

describe('a principal of an account', () => {
  it('comes with its inline and attached policies and its boundary', async () => {
    await withAws(fakeAccount, async (api, server) => {
      const { file, failures } = await fetchPrincipal({ kind: 'role', name: 'deployer' }, api);
      expect([failures, server.refused]).toEqual([[], []]);
      expect(file?.path).toBe('live:role/deployer');
      expect(file?.policies.map(({ label, type }) => `${label.name} ${type}`).sort()).toEqual(['deploy identity', 'deployer trust', 'limit identity', 'people identity']);
      if (file === undefined) return;
      expect(allows(file, 'deployer', 'cloudformation:CreateStack')).toBe('allowed');
      // The boundary leaves out what the attached policy allows.
      expect(allows(file, 'deployer', 'iam:CreateUser')).toBe('implicitDeny');
      expect(file.principals[0]?.partial).toEqual([]);
    });
  });

  it('comes with the policies of its groups', async () => {
    await withAws(fakeAccount, async (api, server) => {
      const { file, failures } = await fetchPrincipal({ kind: 'user', name: 'alice' }, api);
      expect([failures, server.refused]).toEqual([[], []]);
      if (file === undefined) throw new Error('nothing came');
      expect(file.principals.map(({ id }) => id)).toEqual(['alice', 'developers']);
      expect(allows(file, 'alice', 's3:ListAllMyBuckets')).toBe('allowed');
      expect(allows(file, 'alice', 'iam:PassRole')).toBe('allowed');
      expect(allows(file, 'alice', 'iam:CreateUser')).toBe('implicitDeny');
    });
  });

  it('that is not there is a failure', async () => {
    await withAws(fakeAccount, async (api) => {
      const { file, failures } = await fetchPrincipal({ kind: 'role', name: 'nobody' }, api);
      expect(file).toBeUndefined();
      expect(failures).toMatchObject([{ kind: 'refused', message: '`GetRole` was refused: NoSuchEntityException: The role with name nobody cannot be found.' }]);
    });
  });

  const denied: Reply = { error: 'AccessDenied', message: 'not you', status: 403 };
  const without = (...operations: readonly string[]) => (request: ServedRequest): Reply => (operations.includes(request.operation) ? denied : fakeAccount(request));

  it.each(['GetRolePolicy', 'GetPolicy', 'GetPolicyVersion', 'ListRolePolicies', 'ListAttachedRolePolicies'])('is not taken for whole where %s is refused', async (operation) => {
    await withAws(without(operation), async (api) => {
      const { file, failures } = await fetchPrincipal({ kind: 'role', name: 'deployer' }, api);
      expect(failures.length).toBeGreaterThan(0);
      if (file === undefined) throw new Error('nothing came');
      const { intents } = await parseIntents('targets: [{ principal: deployer, intents: [{ never: [{ Action: "s3:DeleteBucket" }] }] }]', 'intents.yaml');
      const [result] = intents === undefined ? [] : checkIntents([file], intents);
      const said: IntentResult['verdict'] | undefined = result?.verdict;
      // Where a list could not be had, nobody knows what is missing: the verdict is for what is seen, and says so.
      if (operation.startsWith('List')) expect(result?.assumptions.join()).toContain('the export is cut off');
      else expect(said).toBe('unknown');
    });
  });
});

describe('an account', () => {
  it('comes page by page', async () => {
    await withAws(fakeAccount, async (api, server) => {
      const counts: number[] = [];
      const { file, failures } = await fetchAccount(api, (count) => counts.push(count));
      expect([failures, server.refused]).toEqual([[], []]);
      expect(counts).toEqual([1, 2, 3]);
      expect(file?.principals.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['user alice', 'group developers', 'role deployer']);
      if (file === undefined) return;
      // Only the default version of a managed policy counts.
      expect(allows(file, 'deployer', 'kms:Decrypt')).toBe('implicitDeny');
    });
  });

  it('that breaks off is kept as far as it came, and is not taken for whole', async () => {
    await withAws(
      (request) => (request.input['Marker'] === 'roles' ? { error: 'ServiceFailure', status: 500 } : fakeAccount(request)),
      async (api) => {
        const { file, failures } = await fetchAccount(api, () => undefined);
        expect(failures).toHaveLength(1);
        expect(file?.principals.map(({ id, partial }) => [id, partial.length > 0])).toEqual([
          ['alice', true],
          ['developers', true],
        ]);
      },
    );
  });

  it('is summed up by principal', async () => {
    await withAws(fakeAccount, async (api) => {
      const { file } = await fetchAccount(api, () => undefined);
      if (file === undefined) throw new Error('nothing came');
      const report = await crossCheck({ sources: [file], judged: [], questions: [], paidChecks: false }, api);
      const { findings } = lintText(file.text, { path: file.path, now: 0 });
      expect(summarize(file, findings, [], report)).toMatchObject([
        { kind: 'user', name: 'alice', policies: 2, findings: { error: 1, security: 1 }, agreed: 2, disagreed: 0 },
        { kind: 'group', name: 'developers', policies: 2, findings: { error: 1, security: 1 }, agreed: 2, disagreed: 0 },
        { kind: 'role', name: 'deployer', arn: 'arn:aws:iam::111122223333:role/deployer', policies: 4, findings: { security: 1, suggestion: 1 }, agreed: 2, disagreed: 0 },
      ]);
    });
  });
});

describe('the permissions that are printed', () => {
  const subjects = [undefined, { kind: 'account' }, { kind: 'role', name: 'deployer' }, { kind: 'user', name: 'alice' }] as const;
  const RESOURCES: Readonly<Record<string, string>> = { GetPolicy: 'arn:aws:iam::aws:policy/ReadOnlyAccess', GetPolicyVersion: 'arn:aws:iam::111122223333:policy/people' };

  function resourceOf(operation: string, subject: (typeof subjects)[number]): string {
    if (operation in RESOURCES) return RESOURCES[operation] ?? '';
    if (operation.includes('Group') && !operation.endsWith('ForUser')) return 'arn:aws:iam::111122223333:group/developers';
    if (subject === undefined || subject.kind === 'account') return operation === 'SimulatePrincipalPolicy' ? 'arn:aws:iam::111122223333:role/a' : '*';
    return /Role|User|Principal/.test(operation) ? `arn:aws:iam::111122223333:${subject.kind}/team/${subject.name}` : '*';
  }

  it.each(subjects.map((subject) => [subject === undefined ? 'files' : subjectPath(subject), subject] as const))('for %s are clean, and allow each call that is made', async (_name, subject) => {
    const document = neededPermissions({ paidChecks: true, requests: true, ...(subject === undefined ? {} : { live: subject }) });
    expect(lintPolicy(JSON.stringify(document), { type: 'identity' })).toEqual([]);
    await withAws(fakeAccount, async (api, server) => {
      if (subject?.kind === 'account') await fetchAccount(api, () => undefined);
      else if (subject !== undefined) await fetchPrincipal(subject, api);
      const operations = [...server.requests.map(({ operation }) => operation), 'ValidatePolicy', 'CheckAccessNotGranted', 'CheckNoNewAccess', 'CheckNoPublicAccess', subject === undefined ? 'SimulateCustomPolicy' : 'SimulatePrincipalPolicy'];
      for (const operation of operations) {
        const service = Object.entries(OPERATIONS).find(([name]) => name === operation)?.[1].service === 'iam' ? 'iam' : 'access-analyzer';
        const { decision } = evaluate(document, { principal: 'arn:aws:iam::111122223333:role/ci', action: `${service}:${operation}`, resource: resourceOf(operation, subject) });
        expect([operation, decision]).toEqual([operation, 'allowed']);
      }
    });
  });

  it('leave out what is not asked for', () => {
    const text = JSON.stringify(neededPermissions({ paidChecks: false, requests: false }));
    expect(text).not.toContain('Check');
    expect(text).not.toContain('iam:');
  });
});
