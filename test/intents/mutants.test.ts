import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkIntents, parseIntents, type ParsedIntents } from '../../src/intents/index.ts';
import type { IntentResult } from '../../src/model/intent-result.ts';
import { readSource } from '../../src/sources/index.ts';

type Edit = readonly [from: string, to: string];

interface Mutant {
  readonly file: string;
  readonly target: string;
  readonly intent: string;
  readonly edits: readonly Edit[];
  /** The file that is changed, where it is another than the target's. */
  readonly edited?: string;
}

/** For each intent that holds, a change of the template that breaks it. */
const MUTANTS: Readonly<Record<string, readonly Mutant[]>> = {
  deepsql: [
    { file: 'deepsql-stack.yaml', target: 'the support user', intent: 'a session starts only on an instance that carries the tag', edits: [['deepsql:managed: ', 'deepsql:manged: ']] },
    { file: 'deepsql-stack.yaml', target: 'the support user', intent: 'a session starts only in the region of the stack', edits: [[':ec2:${AWS::Region}:', ':ec2:*:']] },
    {
      file: 'deepsql-stack.yaml',
      target: 'the support user',
      intent: 'nothing that changes EC2, and nothing but sessions that changes anything',
      edits: [['- ssm:GetConnectionStatus', '- ec2:ModifyInstanceAttribute']],
    },
    { file: 'deepsql-stack.yaml', target: 'the support user', intent: 'no IAM, no S3', edits: [['- ssm:GetConnectionStatus', '- s3:ListAllMyBuckets']] },
    { file: 'deepsql-stack.yaml', target: 'the support user', intent: 'a session starts with the command of the guide', edits: [['deepsql:managed: ', 'deepsql:manged: ']] },
    {
      file: 'variants/repaired.yaml',
      target: 'the support user in other forms of the policy',
      intent: 'sessions are ended and resumed only by who started them',
      edits: [['ssm:resourceTag/aws:ssmmessages:session-id: ${aws:userid}', 'aws:PrincipalTag/team: support']],
    },
    {
      file: 'variants/repaired.yaml',
      target: 'the support user in other forms of the policy',
      intent: 'that is all it may do',
      edits: [['- ssm:DescribeInstanceInformation', '- ssm:DescribeSessions']],
    },
    {
      file: 'variants/repaired.yaml',
      target: 'the support user in other forms of the policy',
      intent: 'no other regions',
      edits: [['aws:RequestedRegion: !Ref AWS::Region', 'aws:PrincipalTag/team: support']],
    },
    {
      file: 'variants/repaired.yaml',
      target: 'the support user in other forms of the policy',
      intent: 'the default session document can be named in it, or checked',
      edits: [[':${AWS::AccountId}:document/', '::document/']],
    },
    {
      file: 'support-secret-policy.yaml',
      target: 'the policy of the secret',
      intent: "the vendor's role reads the value, and nobody does anything else",
      edits: [['secretsmanager:GetSecretValue', 'secretsmanager:*']],
    },
    { file: 'support-secret-policy.yaml', target: 'the policy of the secret', intent: "nobody but the vendor's role", edits: [[':role/${DeepSqlSupportRole}', ':user/${DeepSqlSupportRole}']] },
    {
      file: 'support-secret-policy.yaml',
      target: 'the policy of the secret',
      intent: 'not for everybody',
      edits: [['AWS: !Sub arn:aws:iam::${DeepSqlAccountId}:role/${DeepSqlSupportRole}', "AWS: '*'"]],
    },
  ],
  doit: [
    {
      file: 'support-gateway-installer.yaml',
      target: 'whoever installs the support gateway',
      intent: 'permissions of IAM only',
      edits: [
        ['- iam:TagRole', '- s3:ListAllMyBuckets'],
        ['- !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:oidc-provider/*', "- '*'"],
      ],
    },
    {
      file: 'support-gateway.yaml',
      target: 'who gets into the support gateway',
      intent: 'only tokens of the two identity providers',
      edits: [[':oidc-provider/support.cre.doit-intl.com', ':oidc-provider/support.cre.doit-intl.example']],
    },
    {
      file: 'support-gateway.yaml',
      target: 'who gets into the support gateway',
      intent: 'not for everybody',
      edits: [['Federated:\n                - !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:oidc-provider/support.cre.doit-intl.com', "AWS:\n                - '*'"]],
    },
    {
      file: 'support-gateway.yaml',
      target: 'who gets into the support gateway',
      intent: "only with the account's own tag, which the identity provider asserts",
      edits: [['aws:RequestTag/DoitEnvironment: !Ref AWS::AccountId', 'aws:RequestTag/Environment: !Ref AWS::AccountId']],
    },
    {
      file: 'support-gateway.yaml',
      target: 'who gets into the support gateway',
      intent: "each provider's tokens with the audience that it was set up for",
      edits: [['doit-support:aud: doit-support', 'doit-support:aud: another-project']],
    },
    {
      file: 'support-gateway.yaml',
      target: 'the support gateway',
      intent: 'no parameter is ever read',
      edits: [['- Sid: KeepDocumentsAndParametersPrivate\n            Effect: Deny', '- Sid: KeepDocumentsAndParametersPrivate\n            Effect: Allow']],
    },
    { file: 'management-role.yaml', target: 'the management role', intent: 'writes only support roles, its own policies and identity providers', edits: [['role/DoiT-Support*', 'role/*']] },
    {
      file: 'management-role-any-provider.yaml',
      target: 'the management role',
      intent: 'writes only support roles, its own policies and identity providers',
      edits: [['policy/DoiT-*', 'policy/*']],
    },
    {
      file: 'management-role.yaml',
      target: 'the management role that names its provider',
      intent: "allows nothing that the other version doesn't",
      edits: [["- 'iam:ListRoles'", "- 'iam:ListUsers'"]],
    },
    {
      file: 'management-role.yaml',
      target: 'who gets into the management role, set up as the guide says',
      intent: "only the vendor's account",
      edits: [['- !Ref AccountNumberParameter', "- '999988887777'"]],
    },
    {
      file: 'management-role-any-provider.yaml',
      target: 'who gets into the management role, set up as the guide says',
      intent: 'not for everybody',
      edits: [['- !Ref AccountNumberParameter', "- '*'"]],
    },
  ],
  sst: [
    { file: 'sst-v2-deployer.yaml', target: 'the deployer of SST v2', intent: 'can follow the bootstrap', edits: [['- cloudformation:DescribeStackEvents', '- cloudformation:GetTemplate']] },
    { file: 'sst-v2-deployer.yaml', target: 'the deployer of SST v2', intent: 'can manage the secrets of apps', edits: [['- ssm:GetParametersByPath', '- ssm:GetParameterHistory']] },
    { file: 'sst-v2-deployer.yaml', target: 'the deployer of SST v2', intent: 'manages no other parameters', edits: [['parameter/sst/*', 'parameter/*']] },
    { file: 'sst-v2-deployer.yaml', target: 'the deployer of SST v2', intent: 'restarts only functions of SST apps', edits: [["sst:app: 'false'", "sst:app: 'true'"]] },
    { file: 'sst-v2-deployer.yaml', target: 'the deployer of SST v2', intent: 'migrates only databases of SST apps', edits: [["sst:app: 'false'", "sst:application: 'false'"]] },
    {
      file: 'sst-v3-deployer.yaml',
      target: 'the deployer of SST v3',
      intent: 'nothing but its deployments, which leave nothing out',
      edited: 'variants/sst-v3-only-deployments.yaml',
      edits: [["- '*'\n                Resource", "- lambda:*\n                Resource"]],
    },
    {
      file: 'variants/sst-v3-only-deployments.yaml',
      target: 'the deployer of SST v3 without its other statements',
      intent: 'the other six statements add nothing',
      edited: 'sst-v3-deployer.yaml',
      edits: [['- Sid: Deployments\n                Effect: Allow', '- Sid: Deployments\n                Effect: Deny']],
    },
  ],
};

const folder = (system: string): string => `fixtures/templates/${system}`;

/** Nothing of the file but one intent. */
function only({ file, ...rest }: ParsedIntents, target: string, intent: string): ParsedIntents {
  return {
    ...rest,
    file: {
      ...file,
      targets: file.targets.map((declared) => ({
        ...declared,
        intents: declared.name === target ? declared.intents.map((each) => (each.name === intent ? each : {})) : [],
      })),
    },
  };
}

async function judge(system: string, { file, target, intent, edits, edited }: Mutant): Promise<readonly IntentResult[]> {
  const path = `${folder(system)}/policy-lint.intents.yaml`;
  const { intents } = await parseIntents(readFileSync(path, 'utf8'), path);
  const mutated = `${folder(system)}/${edited ?? file}`;
  const textOf = (name: string): string => {
    const text = readFileSync(name, 'utf8');
    if (name !== mutated) return text;
    for (const [from] of edits) expect(text).toContain(from);
    return edits.reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
  };
  const full = `${folder(system)}/${file}`;
  const sources = [readSource(full, textOf(full))];
  if (intents === undefined) return [];
  const narrowed = only(intents, target, intent);
  const results = checkIntents(sources, narrowed, { host: { readFile: (name) => new TextEncoder().encode(textOf(name)) } });
  return results.filter((result) => result.target.path === full);
}

describe.each(Object.entries(MUTANTS))('mutants of %s', (system, mutants) => {
  it.each(mutants)('$file: $intent', async (mutant) => {
    const before = await judge(system, { ...mutant, edits: [] });
    const after = await judge(system, mutant);
    expect([before.map(({ verdict }) => verdict), after.map(({ verdict }) => verdict)]).toEqual([['holds'], ['violated']]);
  });

  it('covers every intent that holds', () => {
    const golden = JSON.parse(readFileSync(`fixtures/intents-golden/${system}.json`, 'utf8')) as readonly { readonly intent: string; readonly verdict: string }[];
    const holding = new Set(golden.filter(({ verdict }) => verdict === 'holds').map(({ intent }) => intent));
    expect([...holding].filter((intent) => !mutants.some((mutant) => mutant.intent === intent))).toEqual([]);
  });
});
