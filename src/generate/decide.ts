import { compile, evaluate } from '../evaluator/index.ts';
import type { AccessRequest } from '../model/access-request.ts';
import { parseArn } from '../model/arn.ts';
import type { Decision } from '../model/evaluation.ts';
import type { PolicyInput } from '../model/policy-set.ts';

/**
 * Decides requests by identity policies. Where a request's resource is in another account, that account's consent,
 * such as the trust policy of a role there, is taken for granted: it is not theirs to give.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function decider(identityPolicies: readonly PolicyInput[]): (request: AccessRequest) => Decision {
  const compiled = compile({ identityPolicies });
  return (request) => {
    const { principal, action, resource } = request;
    const own = typeof principal === 'string' ? parseArn(principal)?.account : undefined;
    const other = parseArn(resource)?.account ?? '';
    if (typeof principal !== 'string' || own === undefined || other === '' || other === own) return compiled.evaluate(request).decision;
    const isTrust = action.toLowerCase().startsWith('sts:');
    const consent = { Effect: 'Allow' as const, Principal: { AWS: principal }, Action: action, ...(isTrust ? {} : { Resource: resource }) };
    return evaluate({ identityPolicies, resourcePolicy: { Version: '2012-10-17', Statement: [consent] } }, request).decision;
  };
}
