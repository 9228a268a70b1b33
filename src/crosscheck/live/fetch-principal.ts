import type { AccountAuthorizationDetails, AttachedPolicy, GroupDetail, PolicyDetail } from '../../model/generated/exchange.generated.ts';
import type { AwsApi, AwsAnswer, AwsFailure } from '../aws/api.ts';
import { ask, askAll } from '../aws/ask.ts';
import { exportFile } from './export-file.ts';
import type { FetchedSource } from './fetch-account.ts';
import { managedPolicies, type Report } from './fetch-policies.ts';
import { subjectPath, type LiveSubject } from './subject.ts';

type Principal = Exclude<LiveSubject, { readonly kind: 'account' }>;

/**
 * A role or user with its inline, attached and group policies and its boundary, put together as an account's
 * export has them. A managed policy that can't be had stays attached without its document, which the reader of
 * exports knows as unseen.
 */
export async function fetchPrincipal(subject: Principal, api: AwsApi): Promise<FetchedSource> {
  const failures: AwsFailure[] = [];
  const report: Report = (failure) => failures.push(failure);
  const page = subject.kind === 'role' ? await rolePage(subject.name, api, report) : await userPage(subject.name, api, report);
  // What is missing of a principal may allow or deny anything: the export says that it is not whole.
  return page === undefined ? { failures } : { file: exportFile(subjectPath(subject), [{ ...page, IsTruncated: failures.length > 0 }]), failures };
}

async function rolePage(name: string, api: AwsApi, report: Report): Promise<AccountAuthorizationDetails | undefined> {
  const role = await ask(api, 'GetRole', { RoleName: name });
  if (!role.ok) {
    report(role.failure);
    return undefined;
  }
  const [inline, attached] = await Promise.all([
    inlinePolicies(namesIn(await askAll(api, 'ListRolePolicies', { RoleName: name }), report), (policy) => ask(api, 'GetRolePolicy', { RoleName: name, PolicyName: policy }), report),
    attachedIn(askAll(api, 'ListAttachedRolePolicies', { RoleName: name }), report),
  ]);
  const { Role: detail } = role.output;
  const boundary = boundaryOf(detail.PermissionsBoundary?.PermissionsBoundaryArn);
  return {
    IsTruncated: false,
    RoleDetailList: [{ ...detail, RolePolicyList: inline, AttachedManagedPolicies: attached }],
    Policies: await managedPolicies(api, [...attached, ...boundary], report),
  };
}

async function userPage(name: string, api: AwsApi, report: Report): Promise<AccountAuthorizationDetails | undefined> {
  const user = await ask(api, 'GetUser', { UserName: name });
  if (!user.ok) {
    report(user.failure);
    return undefined;
  }
  const [inline, attached, memberships] = await Promise.all([
    inlinePolicies(namesIn(await askAll(api, 'ListUserPolicies', { UserName: name }), report), (policy) => ask(api, 'GetUserPolicy', { UserName: name, PolicyName: policy }), report),
    attachedIn(askAll(api, 'ListAttachedUserPolicies', { UserName: name }), report),
    askAll(api, 'ListGroupsForUser', { UserName: name }),
  ]);
  if (memberships.failure !== undefined) report(memberships.failure);
  const names = memberships.pages.flatMap(({ Groups }) => Groups.map(({ GroupName }) => GroupName));
  const groups = await Promise.all(names.map((group) => groupDetail(group, api, report)));
  const { User: detail } = user.output;
  const boundary = boundaryOf(detail.PermissionsBoundary?.PermissionsBoundaryArn);
  const all = [...attached, ...boundary, ...groups.flatMap(({ AttachedManagedPolicies = [] }) => AttachedManagedPolicies)];
  return {
    IsTruncated: false,
    UserDetailList: [{ ...detail, UserPolicyList: inline, AttachedManagedPolicies: attached, GroupList: names }],
    GroupDetailList: groups,
    Policies: await managedPolicies(api, all, report),
  };
}

async function groupDetail(name: string, api: AwsApi, report: Report): Promise<GroupDetail> {
  const [inline, attached] = await Promise.all([
    inlinePolicies(namesIn(await askAll(api, 'ListGroupPolicies', { GroupName: name }), report), (policy) => ask(api, 'GetGroupPolicy', { GroupName: name, PolicyName: policy }), report),
    attachedIn(askAll(api, 'ListAttachedGroupPolicies', { GroupName: name }), report),
  ]);
  return { GroupName: name, GroupPolicyList: inline, AttachedManagedPolicies: attached };
}

interface Listed<Page> {
  readonly pages: readonly Page[];
  readonly failure?: AwsFailure;
}

function namesIn({ pages, failure }: Listed<{ readonly PolicyNames: readonly string[] }>, report: Report): readonly string[] {
  if (failure !== undefined) report(failure);
  return pages.flatMap(({ PolicyNames }) => PolicyNames);
}

async function attachedIn(list: Promise<Listed<{ readonly AttachedPolicies: readonly AttachedPolicy[] }>>, report: Report): Promise<readonly AttachedPolicy[]> {
  const { pages, failure } = await list;
  if (failure !== undefined) report(failure);
  return pages.flatMap(({ AttachedPolicies }) => AttachedPolicies);
}

/** One that can't be had stays, without a document that could be read: it may allow or deny anything. */
async function inlinePolicies(
  names: readonly string[],
  get: (policy: string) => Promise<AwsAnswer<PolicyDetail>>,
  report: Report,
): Promise<readonly PolicyDetail[]> {
  return Promise.all(
    names.map(async (name) => {
      const answer = await get(name);
      if (answer.ok) return answer.output;
      report(answer.failure);
      return { PolicyName: name, PolicyDocument: '' };
    }),
  );
}

function boundaryOf(arn: string | undefined): readonly AttachedPolicy[] {
  return arn === undefined ? [] : [{ PolicyArn: arn }];
}
