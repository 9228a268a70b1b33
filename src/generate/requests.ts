import type { AccessRequest, ContextValue } from '../model/access-request.ts';
import type { ConditionDocument } from '../model/generated/policy-document.generated.ts';
import { arnPatternsOf } from '../reference/index.ts';
import { filledPattern } from './escapes.ts';
import type { Environment, NeededRequest, Permission } from './permission.ts';

/** Something that the policy must allow, named so that a failure says what is missing. */
export interface Need {
  /** `publish file assets: s3:PutObject on arn:aws:s3:::…` */
  readonly name: string;
  readonly reason: string;
  readonly request: AccessRequest;
}

/** Stands where an account or region is not known: AWS's own example account. */
const EXAMPLE_ACCOUNT = '111122223333';
const EXAMPLE_REGION = 'us-east-1';
const EXAMPLE_NAME = 'example';

/** Who asks: whoever the generated policy will be attached to. */
export function callerOf({ partition, account }: Environment): string {
  return `arn:${partition}:iam::${account === '*' ? EXAMPLE_ACCOUNT : account}:role/deployer`;
}

/** The requests that must be allowed for these permissions, each with a name. */
export function needsOf(permissions: readonly Permission[], environment: Environment): readonly Need[] {
  const principal = callerOf(environment);
  return permissions.flatMap((permission): readonly Need[] => {
    const { action, resources, purpose, reason } = permission;
    const requests = permission.requests ?? resources.flatMap((resource) => exampleRequests(permission, resource, environment));
    return requests.map((request) => ({ name: `${purpose}: ${action} on ${request.resource}`, reason, request: { principal, ...request } }));
  });
}

/** Requests that a permission on this resource is for: wildcards filled, the condition met by each of its values. */
export function exampleRequests({ action, condition }: Pick<Permission, 'action' | 'condition'>, resource: string, environment: Environment): readonly NeededRequest[] {
  const request = { action, resource: exampleResource(action, resource, environment) };
  return condition === undefined ? [request] : contextsFor(condition).map((context) => ({ ...request, context }));
}

function exampleResource(action: string, resource: string, environment: Environment): string {
  const pattern = resource === '*' ? (arnPatternsOf(action)[0] ?? '*').replaceAll(/\$\{(\w+)[^}]*\}/g, (_, name: string) => placeholder(name)) : resource;
  return fillArn(pattern, environment);
}

function placeholder(name: string): string {
  return name === 'Partition' ? 'aws' : '*';
}

function fillArn(pattern: string, { account, region, partition }: Environment): string {
  if (!/[*?$]/.test(pattern)) return pattern;
  const [scheme = '', itsPartition = '', service = '', itsRegion = '', itsAccount = '', ...rest] = pattern.split(':');
  if (scheme !== 'arn' || rest.length === 0) return pattern;
  return [
    scheme,
    fill(itsPartition, partition),
    service,
    fill(itsRegion, region === '*' ? EXAMPLE_REGION : region),
    fill(itsAccount, account === '*' ? EXAMPLE_ACCOUNT : account),
    fill(rest.join(':'), EXAMPLE_NAME),
  ].join(':');
}

function fill(text: string, whole: string): string {
  return text === '*' ? whole : filledPattern(text, EXAMPLE_NAME);
}

type Context = Readonly<Record<string, ContextValue>>;

/** Values that meet a condition, so that each value of a list is in one of them; the operators are those that the kinds use. */
function contextsFor(condition: ConditionDocument): readonly Context[] {
  const first: Record<string, ContextValue> = {};
  const others: Context[] = [];
  for (const [operator, keys] of Object.entries(condition)) {
    for (const [key, values] of Object.entries(keys)) {
      const [text = '', ...more] = [values].flat().map(String);
      if (/^Null$/i.test(operator)) {
        if (text === 'false' && !(key in first)) first[key] = EXAMPLE_NAME;
        continue;
      }
      const valueOf = (value: string): ContextValue => (operator.includes(':') ? [fill(value, EXAMPLE_NAME)] : fill(value, EXAMPLE_NAME));
      first[key] = valueOf(text);
      others.push(...more.map((value) => ({ [key]: valueOf(value) })));
    }
  }
  return [first, ...others.map((other) => ({ ...first, ...other }))];
}
