import type { Reply, ServedRequest } from './server.ts';

const ACCOUNT = '111122223333';
const arn = (kind: string, name: string): string => `arn:aws:iam::${ACCOUNT}:${kind}/${name}`;
const encoded = (document: object): string => encodeURIComponent(JSON.stringify(document, undefined, 2));
const policy = (...statements: readonly object[]): object => ({ Version: '2012-10-17', Statement: statements });

const DEPLOY = policy({ Sid: 'Deploy', Effect: 'Allow', Action: ['cloudformation:*', 'iam:PassRole', 's3:ListAllMyBuckets'], Resource: '*' });
const PEOPLE = policy({ Sid: 'People', Effect: 'Allow', Action: ['iam:CreateUser', 'iam:ListUsers'], Resource: '*' });
const LIMIT = policy({ Sid: 'Limit', Effect: 'Allow', Action: ['cloudformation:*', 's3:*', 'iam:PassRole'], Resource: '*' });
const BUCKETS = policy({ Sid: 'Buckets', Effect: 'Allow', Action: ['s3:ListAllMyBuckets', 's3:GetObjekt'], Resource: '*' });
const TRUST = policy({ Effect: 'Allow', Principal: { Service: 'codebuild.amazonaws.com' }, Action: 'sts:AssumeRole' });

const MANAGED: Readonly<Record<string, object>> = { [arn('policy', 'people')]: PEOPLE, [arn('policy', 'limit')]: LIMIT, [arn('policy', 'buckets')]: BUCKETS };
const attached = (name: string): object => ({ PolicyName: name, PolicyArn: arn('policy', name) });
const boundary = { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: arn('policy', 'limit') };

const ROLE = { Path: '/', RoleName: 'deployer', RoleId: 'AROAEXAMPLEROLEID1234', Arn: arn('role', 'deployer'), CreateDate: '2026-01-02T03:04:05Z', AssumeRolePolicyDocument: encoded(TRUST), PermissionsBoundary: boundary };
const USER = { Path: '/', UserName: 'alice', UserId: 'AIDAEXAMPLEUSERID1234', Arn: arn('user', 'alice'), CreateDate: '2026-01-02T03:04:05Z' };

const managedDetail = (name: string): object => ({
  PolicyName: name,
  PolicyId: 'ANPAEXAMPLEPOLICYID12',
  Arn: arn('policy', name),
  Path: '/',
  DefaultVersionId: 'v2',
  PolicyVersionList: [
    { Document: encoded(MANAGED[arn('policy', name)] ?? {}), VersionId: 'v2', IsDefaultVersion: true },
    { Document: encoded(policy({ Effect: 'Allow', Action: '*', Resource: '*' })), VersionId: 'v1', IsDefaultVersion: false },
  ],
});

const ACCOUNT_PAGES: readonly object[] = [
  { UserDetailList: [{ ...USER, UserPolicyList: [], GroupList: ['developers'], AttachedManagedPolicies: [] }], GroupDetailList: [], RoleDetailList: [], Policies: [], IsTruncated: true, Marker: 'groups' },
  { UserDetailList: [], GroupDetailList: [{ Path: '/', GroupName: 'developers', Arn: arn('group', 'developers'), GroupPolicyList: [{ PolicyName: 'deploy', PolicyDocument: encoded(DEPLOY) }], AttachedManagedPolicies: [attached('buckets')] }], RoleDetailList: [], Policies: [], IsTruncated: true, Marker: 'roles' },
  {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [{ ...ROLE, InstanceProfileList: [], RolePolicyList: [{ PolicyName: 'deploy', PolicyDocument: encoded(DEPLOY) }], AttachedManagedPolicies: [attached('people')] }],
    Policies: ['people', 'limit', 'buckets'].map(managedDetail),
    IsTruncated: false,
  },
];

/** What Access Analyzer would say of the fixtures, one finding a page. */
function findingsOf(document: string): readonly object[] {
  const { Statement: statements } = JSON.parse(document) as { readonly Statement: readonly { readonly Action: string | readonly string[]; readonly Resource?: string | readonly string[] }[] };
  const finding = (issueCode: string, findingType: string, findingDetails: string, at: number, path: readonly object[]): object => ({
    issueCode,
    findingType,
    findingDetails,
    learnMoreLink: `https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#${issueCode}`,
    locations: [{ path: [{ value: 'Statement' }, { index: at }, ...path], span: { start: { line: 1, column: 0, offset: 0 }, end: { line: 1, column: 0, offset: document.length } } }],
  });
  return statements.flatMap(({ Action, Resource }, at) => {
    const actions = [Action].flat();
    return [
      ...actions.flatMap((action, index) =>
        action.endsWith('Objekt') ? [finding('INVALID_ACTION', 'ERROR', `The action ${action} does not exist.`, at, [{ value: 'Action' }, ...(Array.isArray(Action) ? [{ index }] : [])])] : [],
      ),
      ...(actions.includes('iam:PassRole') && [Resource].flat().includes('*')
        ? [finding('PASS_ROLE_WITH_STAR_IN_RESOURCE', 'SECURITY_WARNING', 'Using the iam:PassRole action with wildcards (*) in the resource can be overly permissive.', at, [{ value: 'Resource' }])]
        : []),
    ];
  });
}

function validated({ input }: ServedRequest): Reply {
  const all = findingsOf(String(input['policyDocument']));
  const at = Number(input['nextToken'] ?? 0);
  return { output: { findings: all.slice(at, at + 1), ...(at + 1 < all.length ? { nextToken: String(at + 1) } : {}) } };
}

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  SimulateCustomPolicy: ['s3:PutObject', 'iam:PassRole'],
  SimulatePrincipalPolicy: ['s3:ListAllMyBuckets', 'iam:PassRole'],
};

function simulated({ operation, input }: ServedRequest): Reply {
  const actions = input['ActionNames'] as readonly string[];
  const resources = (input['ResourceArns'] ?? []) as readonly string[];
  const results = actions.map((EvalActionName) => {
    const decision = ALLOWED[operation]?.includes(EvalActionName) === true ? 'allowed' : 'implicitDeny';
    return {
      EvalActionName,
      EvalResourceName: '*',
      EvalDecision: decision,
      MatchedStatements: [],
      MissingContextValues: [],
      ResourceSpecificResults: resources.map((EvalResourceName) => ({ EvalResourceName, EvalResourceDecision: decision, MatchedStatements: [], MissingContextValues: [] })),
    };
  });
  const at = Number(input['Marker'] ?? 0);
  const more = at + 1 < results.length;
  return { output: { EvaluationResults: results.slice(at, at + 1), IsTruncated: more, ...(more ? { Marker: String(at + 1) } : {}) } };
}

const passed = (message: string): Reply => ({ output: { result: 'PASS', message } });
const failed = (message: string, description: string): Reply => ({ output: { result: 'FAIL', message, reasons: [{ description, statementIndex: 1 }] } });

/** An account as the fixtures know it: each operation with an answer of its shape. */
export function fakeAccount(request: ServedRequest): Reply {
  const { operation, input } = request;
  switch (operation) {
    case 'ValidatePolicy':
      return validated(request);
    case 'CheckAccessNotGranted':
      return JSON.stringify(input['access']).includes('PassRole')
        ? failed('The policy document grants access to perform one or more of the listed actions or resources.', 'One or more of the listed actions or resources in the statement with index: 1.')
        : passed('The policy document does not grant access to perform the listed actions or resources.');
    case 'CheckNoNewAccess':
      return String(input['existingPolicyDocument']).includes('PassRole') ? passed('The modified permissions do not grant new access compared to your existing policy.') : failed('The modified permissions grant new access compared to your existing policy.', 'New access in the statement with index: 1.');
    case 'CheckNoPublicAccess':
      return failed('The resource policy grants public access for the given resource type.', 'Public access granted in the following statement with sid: ReadReports.');
    case 'SimulateCustomPolicy':
    case 'SimulatePrincipalPolicy':
      return simulated(request);
    case 'GetAccountAuthorizationDetails':
      return { output: ACCOUNT_PAGES[input['Marker'] === undefined ? 0 : input['Marker'] === 'groups' ? 1 : 2] ?? {} };
    case 'GetRole':
      return input['RoleName'] === 'deployer' ? { output: { Role: ROLE } } : { error: 'NoSuchEntity', message: `The role with name ${String(input['RoleName'])} cannot be found.`, status: 404 };
    case 'GetUser':
      return { output: { User: { ...USER, PermissionsBoundary: boundary } } };
    case 'ListRolePolicies':
    case 'ListGroupPolicies':
      return { output: { PolicyNames: ['deploy'], IsTruncated: false } };
    case 'ListUserPolicies':
      return { output: { PolicyNames: ['buckets'], IsTruncated: false } };
    case 'GetRolePolicy':
      return { output: { RoleName: 'deployer', PolicyName: 'deploy', PolicyDocument: encoded(DEPLOY) } };
    case 'GetGroupPolicy':
      return { output: { GroupName: 'developers', PolicyName: 'deploy', PolicyDocument: encoded(DEPLOY) } };
    case 'GetUserPolicy':
      return { output: { UserName: 'alice', PolicyName: 'buckets', PolicyDocument: encoded(BUCKETS) } };
    case 'ListAttachedRolePolicies':
    case 'ListAttachedGroupPolicies':
      return { output: { AttachedPolicies: [attached('people')], IsTruncated: false } };
    case 'ListAttachedUserPolicies':
      return { output: { AttachedPolicies: [], IsTruncated: false } };
    case 'ListGroupsForUser':
      return { output: { Groups: [{ Path: '/', GroupName: 'developers', GroupId: 'AGPAEXAMPLEGROUPID123', Arn: arn('group', 'developers'), CreateDate: '2026-01-02T03:04:05Z' }], IsTruncated: false } };
    case 'GetPolicy': {
      const name = String(input['PolicyArn']).split('/').at(-1) ?? '';
      return { output: { Policy: { PolicyName: name, Arn: input['PolicyArn'], DefaultVersionId: 'v2' } } };
    }
    case 'GetPolicyVersion':
      return { output: { PolicyVersion: { Document: encoded(MANAGED[String(input['PolicyArn'])] ?? {}), VersionId: 'v2', IsDefaultVersion: true } } };
    default:
      return { error: 'InvalidAction', message: `there is no ${operation} here` };
  }
}
