import { member, type LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import type { PolicyType } from '../../model/policy.ts';
import { anything, unknown } from '../cloudformation/resolver.ts';
import { plainText } from '../cloudformation/template.ts';
import { list, object, text } from '../build-node.ts';
import { itemsOf } from './items.ts';
import type { BareResource } from './read-terraform.ts';

/** A policy that a resource comes to without having it as JSON. */
export interface Synthesized {
  readonly node: LocatedNode;
  readonly policy: PolicyType;
  readonly guards?: string;
}

const LATER = 'known only after the plan is applied';

/** The policy of a resource that is a statement of one, or of a document that is put together when the plan is applied. */
export function synthesizedPolicy(resource: BareResource): Synthesized | undefined {
  switch (resource.type) {
    case 'aws_lambda_permission':
      return { node: documentOf([functionPermission(resource)], resource), policy: 'resource', guards: 'AWS::Lambda::Function' };
    case 'aws_lambda_layer_version_permission':
      return { node: documentOf([layerPermission(resource)], resource), policy: 'resource', guards: 'AWS::Lambda::LayerVersion' };
    default:
      return undefined;
  }
}

/**
 * An `aws_iam_policy_document` that a plan could not read yet, as far as it is known; it makes what it is written
 * into unknown. One that was read is no part of what is planned: its JSON is in what uses it.
 */
export function deferredDocument(resource: BareResource): Synthesized | undefined {
  const { values } = resource;
  if (resource.type !== 'aws_iam_policy_document' || member(values, 'json') !== undefined) return undefined;
  // What overrides its statements is not seen.
  if (itemsOf(member(values, 'override_policy_documents')).length > 0) return undefined;
  const written = itemsOf(member(values, 'statement'));
  if (written.length === 0) return undefined;
  const statements = written.map((statement, index) => documentStatement(statement, `${resource.address}.statement[${index}]`));
  const has = (element: string): boolean => statements.some((statement) => member(statement, element) !== undefined);
  const policy = !has('Principal') && !has('NotPrincipal') ? 'identity' : has('Resource') || has('NotResource') ? 'resource' : 'trust';
  return { node: documentOf(statements, resource, plainText(member(values, 'version'))), policy };
}

function documentOf(statements: readonly LocatedNode[], { node }: BareResource, version = '2012-10-17'): LocatedNode {
  return object({ Version: text(version, node.loc), Statement: list(statements, node.loc) }, node.loc);
}

/**
 * The statement that AddPermission puts into a function's policy.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lambda_permission
 */
function functionPermission(resource: BareResource): LocatedNode {
  const { loc } = resource.values;
  return object(
    {
      Effect: text('Allow', loc),
      Principal: principal(argument(resource, 'principal'), loc),
      Action: argument(resource, 'action'),
      Resource: functionArn(argument(resource, 'function_name')),
      Condition: tests(resource, [
        ['ArnLike', 'aws:SourceArn', 'source_arn'],
        ['StringEquals', 'aws:SourceAccount', 'source_account'],
        ['StringEquals', 'aws:PrincipalOrgID', 'principal_org_id'],
        ['StringEquals', 'lambda:EventSourceToken', 'event_source_token'],
        ['StringEquals', 'lambda:FunctionUrlAuthType', 'function_url_auth_type'],
      ]),
    },
    loc,
  );
}

function layerPermission(resource: BareResource): LocatedNode {
  const { loc } = resource.values;
  return object(
    {
      Effect: text('Allow', loc),
      Principal: principal(argument(resource, 'principal'), loc),
      Action: argument(resource, 'action'),
      Resource: anything(`${resource.address}.layer_version_arn`, LATER, loc),
      Condition: tests(resource, [['StringEquals', 'aws:PrincipalOrgID', 'organization_id']]),
    },
    loc,
  );
}

function tests(resource: BareResource, all: readonly (readonly [operator: string, key: string, argument: string])[]): LocatedNode | undefined {
  const { loc } = resource.values;
  const operators: Record<string, Record<string, LocatedNode>> = {};
  for (const [operator, key, name] of all) {
    const value = argument(resource, name);
    if (value !== undefined) operators[operator] = { ...operators[operator], [key]: value };
  }
  const entries = Object.entries(operators);
  return entries.length === 0 ? undefined : object(Object.fromEntries(entries.map(([operator, keys]) => [operator, object(keys, loc)])), loc);
}

/** Undefined where nobody sets it. */
function argument({ values, address, mayBeSet }: BareResource, name: string): LocatedNode | undefined {
  const node = member(values, name);
  if (node !== undefined) return node.kind === 'null' || plainText(node) === '' ? undefined : node;
  return mayBeSet(name) ? anything(`${address}.${name}`, LATER, values.loc) : undefined;
}

/** `*`, a service's name, or an account or ARN. */
function principal(node: LocatedNode | undefined, loc: Location): LocatedNode | undefined {
  const name = plainText(node);
  if (node === undefined || name === '*') return node;
  const isService = name !== undefined && /\.(?:amazonaws\.com|amazon\.com|internal)(?:\.cn)?$/.test(name);
  return object({ [isService ? 'Service' : 'AWS']: node }, loc);
}

/** Where it is deployed is not in the plan. */
function functionArn(node: LocatedNode | undefined): LocatedNode | undefined {
  const name = plainText(node);
  if (node === undefined || name === undefined || name.startsWith('arn:')) return node;
  const part = (what: string): ReturnType<typeof unknown> => unknown(what, 'not told by the plan', { kind: 'plain' });
  return { kind: 'string', text: ['arn:', part('partition'), ':lambda:', part('region'), ':', part('account'), `:function:${name.split(':').at(-1) ?? name}`], loc: node.loc };
}

/**
 * A statement in the words of the data source.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
 */
function documentStatement(statement: LocatedNode, name: string): LocatedNode {
  const { loc } = statement;
  // Of a block, `null` is what nobody set, and what is missing is known later.
  const element = (argumentName: string, convert: (node: LocatedNode) => LocatedNode = variables): LocatedNode | undefined => {
    const node = member(statement, argumentName);
    if (node === undefined) return anything(`${name}.${argumentName}`, LATER, loc);
    return node.kind === 'null' || (node.kind === 'array' && node.items.length === 0) ? undefined : convert(node);
  };
  const sid = plainText(member(statement, 'sid'));
  return object(
    {
      Sid: sid === undefined || sid === '' ? undefined : text(sid, member(statement, 'sid')?.loc ?? loc),
      Effect: member(statement, 'effect') ?? text('Allow', loc),
      Principal: element('principals', principals),
      NotPrincipal: oneOf(statement, 'not_principals', 'principals') ? element('not_principals', principals) : undefined,
      Action: oneOf(statement, 'actions', 'not_actions') ? element('actions') : undefined,
      NotAction: oneOf(statement, 'not_actions', 'actions') ? element('not_actions') : undefined,
      Resource: oneOf(statement, 'resources', 'not_resources') ? element('resources') : undefined,
      NotResource: oneOf(statement, 'not_resources', 'resources') ? element('not_resources') : undefined,
      Condition: element('condition', conditions),
    },
    loc,
  );
}

/** Both at once is what AWS refuses: of two that are not known the first is taken. */
function oneOf(statement: LocatedNode, name: string, other: string): boolean {
  if (member(statement, name) !== undefined) return true;
  const alternative = member(statement, other);
  return alternative === undefined ? !name.startsWith('not_') : alternative.kind === 'null' || itemsOf(alternative).length === 0;
}

/** The data source writes policy variables as `&{…}`, which Terraform leaves alone. */
function variables(node: LocatedNode): LocatedNode {
  if (node.kind === 'array') return list(node.items.map(variables), node.loc);
  if (node.kind === 'null') return anything(`an item at ${node.loc.pointer}`, LATER, node.loc);
  const value = plainText(node);
  return value?.includes('&{') === true ? text(value.replaceAll('&{', '${'), node.loc) : node;
}

/** `{ type, identifiers }` for each kind of principal. */
function principals(blocks: LocatedNode): LocatedNode {
  const kinds = new Map<string, LocatedNode[]>();
  for (const block of itemsOf(blocks)) {
    const type = plainText(member(block, 'type'));
    const identifiers = member(block, 'identifiers');
    if (type === undefined || identifiers?.kind !== 'array') return anything(`principals at ${block.loc.pointer}`, LATER, block.loc);
    const [first] = identifiers.items;
    if (type === '*' && first !== undefined && plainText(first) === '*') return first;
    kinds.set(type, [...(kinds.get(type) ?? []), ...identifiers.items.map(variables)]);
  }
  return object(Object.fromEntries([...kinds].map(([type, items]) => [type, list(items, blocks.loc)])), blocks.loc);
}

/** `{ test, variable, values }` for each test; those of one key and operator have their values together. */
function conditions(blocks: LocatedNode): LocatedNode {
  const operators = new Map<string, Map<string, LocatedNode>>();
  for (const block of itemsOf(blocks)) {
    const [operator, key] = ['test', 'variable'].map((name) => plainText(member(block, name)));
    if (operator === undefined || key === undefined) return anything(`conditions at ${block.loc.pointer}`, LATER, block.loc);
    const values = member(block, 'values');
    const keys = operators.get(operator) ?? new Map<string, LocatedNode>();
    const value = values?.kind === 'array' ? variables(values) : anything(`values at ${block.loc.pointer}`, LATER, block.loc);
    const before = keys.get(key);
    keys.set(key, before?.kind === 'array' && value.kind === 'array' ? list([...before.items, ...value.items], block.loc) : (before ?? value));
    operators.set(operator, keys);
  }
  return object(Object.fromEntries([...operators].map(([operator, keys]) => [operator, object(Object.fromEntries(keys), blocks.loc)])), blocks.loc);
}
