import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run, withFiles, type Run } from '../cli/run.ts';
import { fakeAccount } from './server/fake-account.ts';
import { loopbackAws, type LoopbackAws, type Reply, type ServedRequest } from './server/server.ts';
import { AWS_ENV } from './server/with-aws.ts';

const STATEMENT = { Effect: 'Allow', Action: 's3:PutObject', Resource: '*' };
const document = (...statements: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** Runs the built command in a folder of these files, with the loopback server as AWS. */
async function runAgainst(
  files: Readonly<Record<string, string>>,
  args: readonly string[],
  answer: (request: ServedRequest, count: number) => Reply | Promise<Reply>,
  env: Readonly<Record<string, string>> = {},
): Promise<Run & { readonly server: LoopbackAws }> {
  const server = await loopbackAws(answer);
  try {
    const found = await withFiles(files, (folder) => run(['cross-check', ...args, '--endpoint-url', server.url, '--region', 'eu-central-1'], { cwd: folder, env: { ...AWS_ENV, ...env } }));
    return { ...found, server };
  } finally {
    await server.close();
  }
}

describe('the built command, with a server that speaks as AWS does', () => {
  it('tells AWS what bare policies are, and asks in the Region that is named', async () => {
    const { server, code, stdout } = await runAgainst(
      { 'bucket.json': document({ ...STATEMENT, Principal: { AWS: 'arn:aws:iam::111122223333:root' } }), 'scp.json': document({ Effect: 'Allow', Action: '*', Resource: '*' }) },
      ['bucket.json', '--resource-type', 'AWS::S3::Bucket'],
      () => ({ output: { findings: [] } }),
    );
    expect([code, server.refused]).toEqual([0, []]);
    expect(server.requests).toMatchObject([{ operation: 'ValidatePolicy', region: 'eu-central-1', input: { policyType: 'RESOURCE_POLICY', validatePolicyResourceType: 'AWS::S3::Bucket', locale: 'EN' } }]);
    expect(stdout).toContain('0 disagreed');
  });

  it('simulates requests under the layers that are named', async () => {
    const alice = 'arn:aws:iam::111122223333:user/alice';
    const { server, code, stdout } = await runAgainst(
      {
        'policy.json': document(STATEMENT),
        'boundary.json': document({ Effect: 'Allow', Action: 's3:*', Resource: '*' }),
        'scp.json': document({ Effect: 'Allow', Action: '*', Resource: '*' }),
        'bucket.json': document({ ...STATEMENT, Principal: { AWS: alice }, Resource: 'arn:aws:s3:::data/*' }),
        'requests.jsonl': `${JSON.stringify({ principal: alice, action: 's3:PutObject', resource: 'arn:aws:s3:::data/x', resourceAccount: '111122223333' })}\n`,
      },
      ['--requests', 'requests.jsonl', '--policy', 'policy.json', '--boundary', 'boundary.json', '--scp', 'scp.json', '--scp', 'scp.json,scp.json', '--resource-policy', 'bucket.json'],
      () => ({ output: { EvaluationResults: [{ EvalActionName: 's3:PutObject', EvalResourceName: '*', EvalDecision: 'allowed', MissingContextValues: [], MatchedStatements: [], OrganizationsDecisionDetail: { AllowedByOrganizations: true } }], IsTruncated: false } }),
    );
    expect([code, server.refused]).toEqual([0, []]);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.input).toMatchObject({ ActionNames: ['s3:PutObject'], ResourceArns: ['arn:aws:s3:::data/x'], CallerArn: alice, ResourceOwner: 'arn:aws:iam::111122223333:root' });
    expect(server.requests[0]?.input['OrderedOrganizationPolicyInputList']).toMatchObject([{ ServiceControlPolicyInputList: [expect.any(String)] }, { ServiceControlPolicyInputList: [expect.any(String), expect.any(String)] }]);
    expect(stdout).toContain('agreed: s3:PutObject on arn:aws:s3:::data/x');
  });

  it('has patience with throttling, and keeps to the number of calls at once', async () => {
    let running = 0;
    let most = 0;
    const files = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`p${index}.json`, document({ ...STATEMENT, Sid: `S${index}` })]));
    const { server, code } = await runAgainst(files, ['*.json', '--concurrency', '2', '--no-intents'], async (_request, count) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
      return count <= 2 ? { error: 'ThrottlingException', status: 429 } : { output: { findings: [] } };
    });
    expect(code).toBe(0);
    expect(most).toBeLessThanOrEqual(2);
    expect(server.requests).toHaveLength(8);
  });

  it('prints what came when a call fails, and exits with 2', async () => {
    const files = { 'a.json': document(STATEMENT), 'b.json': document({ ...STATEMENT, Action: 's3:PutObjekt' }) };
    const { stdout, code } = await runAgainst(files, ['*.json', '--max-attempts', '1'], ({ input }) => (String(input['policyDocument']).includes('Objekt') ? { output: { findings: [] } } : { raw: '{"findings": 1}' }));
    expect(code).toBe(2);
    expect(stdout).toContain('a.json:1:1 a.json (identity): failed');
    expect(stdout).toContain('only us   INVALID_ACTION unknown-action (error) b.json:1:');
    expect(stdout).toContain('`ValidatePolicy` is not what AWS documents: `/findings` must be array');
  });

  it('exits with 1 where only one side finds something', async () => {
    const { stdout, code } = await runAgainst({ 'b.json': document({ ...STATEMENT, Action: 's3:PutObjekt' }) }, ['b.json'], () => ({ output: { findings: [] } }));
    expect(stdout).toContain('0 agreed, 1 disagreed, 0 not compared, 0 failed');
    expect(code).toBe(1);
  });

  it('names the paid checks and their number before it makes them', async () => {
    const { stderr, server } = await runAgainst(
      { 'p.json': document(STATEMENT), 'policy-lint.intents.yaml': 'targets: [{ files: p.json, intents: [{ never: [{ Action: "iam:*" }] }, { atMost: [{ Action: "s3:*" }] }] }]\n' },
      ['p.json', '--paid-checks'],
      ({ operation }) => ({ output: operation === 'ValidatePolicy' ? { findings: [] } : { result: 'PASS', message: '' } }),
    );
    expect(stderr).toContain('policy-lint: AWS charges for 2 checks now\n');
    expect(server.requests.map(({ operation }) => operation).sort()).toEqual(['CheckAccessNotGranted', 'CheckNoNewAccess', 'ValidatePolicy']);
  });

  it('says of an account what it could not read', async () => {
    const { stdout, code } = await runAgainst({}, ['--live', 'role/nobody'], fakeAccount);
    expect(stdout).toContain('`GetRole` was refused: NoSuchEntityException: The role with name nobody cannot be found.');
    expect(code).toBe(2);
  });

  it('writes nothing unless it is told to', async () => {
    const server = await loopbackAws(fakeAccount);
    const folder = mkdtempSync(join(tmpdir(), 'policy-lint-test-'));
    try {
      const { code } = await run(['cross-check', '--live', 'account', '--endpoint-url', server.url, '--region', 'eu-west-1'], { cwd: folder, env: { ...AWS_ENV, TMPDIR: folder } });
      expect(code).toBe(0);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('says what to install where the SDK is not', async () => {
    const hook = "import { register } from 'node:module';\nregister('data:text/javascript,' + encodeURIComponent(`export async function resolve(name, context, next) { if (name.startsWith('@aws-sdk/')) throw Object.assign(new Error('no ' + name), { code: 'ERR_MODULE_NOT_FOUND' }); return next(name, context); }`));\n";
    await withFiles({ 'no-sdk.mjs': hook, 'p.json': document(STATEMENT) }, async (folder) => {
      const { stdout, code } = await run(['cross-check', 'p.json'], { cwd: folder, env: { ...AWS_ENV, NODE_OPTIONS: `--import=${join(folder, 'no-sdk.mjs')}` } });
      expect(stdout).toContain('this needs the AWS SDK, which is not installed: npm install --save-dev @aws-sdk/client-accessanalyzer @aws-sdk/client-iam');
      expect(code).toBe(2);
    });
  });
});
