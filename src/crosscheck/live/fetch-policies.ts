import type { AttachedPolicy, ManagedPolicyDetail } from '../../model/generated/exchange.generated.ts';
import type { AwsApi, AwsFailure } from '../aws/api.ts';
import { ask } from '../aws/ask.ts';

export type Report = (failure: AwsFailure) => void;

/** The default versions of managed policies, each once. What can't be had is missing, and reported. */
export async function managedPolicies(api: AwsApi, attached: readonly AttachedPolicy[], report: Report): Promise<readonly ManagedPolicyDetail[]> {
  const arns = [...new Set(attached.map(({ PolicyArn }) => PolicyArn))];
  const found = await Promise.all(arns.map((arn) => managedPolicy(api, arn, report)));
  return found.flatMap((policy) => policy ?? []);
}

async function managedPolicy(api: AwsApi, arn: string, report: Report): Promise<ManagedPolicyDetail | undefined> {
  const known = await ask(api, 'GetPolicy', { PolicyArn: arn });
  if (!known.ok) {
    report(known.failure);
    return undefined;
  }
  const { Policy: policy } = known.output;
  const version = await ask(api, 'GetPolicyVersion', { PolicyArn: arn, VersionId: policy.DefaultVersionId });
  if (!version.ok) {
    report(version.failure);
    return undefined;
  }
  const { PolicyVersion: content } = version.output;
  return {
    Arn: arn,
    DefaultVersionId: policy.DefaultVersionId,
    ...(policy.PolicyName === undefined ? {} : { PolicyName: policy.PolicyName }),
    PolicyVersionList: [{ ...content, IsDefaultVersion: true }],
  };
}
