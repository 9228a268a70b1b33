import { member, type LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import { call, list, object, text } from '../build-node.ts';
import { isCall } from './resolve.ts';
import { membersOf, plainText, type Template, type TemplateResource } from './template.ts';
import { own } from '../own.ts';

/** The property under which a policy that is put together here is found; no real one has this name. */
export const SYNTHESIZED = '(policy)';

/** A resource that is a statement, or part of one, with the policy that it comes to. */
export function withPolicy(resource: TemplateResource, template: Template): TemplateResource {
  const make = own(MAKERS, resource.type);
  const { properties } = resource;
  if (make === undefined || properties?.kind !== 'object' || isCall(properties)) return resource;
  const statement = make(properties, template);
  if (statement === undefined) return resource;
  const document = object({ Version: text('2012-10-17', statement.loc), Statement: statement }, statement.loc);
  const entry = { key: SYNTHESIZED, keyLoc: properties.loc, value: document };
  return { ...resource, properties: { ...properties, members: [...properties.members, entry] } };
}

type Maker = (properties: LocatedNode, template: Template) => LocatedNode | undefined;

const MAKERS: Readonly<Partial<Record<string, Maker>>> = {
  'AWS::Events::EventBusPolicy': (properties) => member(properties, 'Statement') ?? busStatement(properties),
  'AWS::RAM::Permission': sharedPermission,
  'AWS::Lambda::Permission': functionPermission,
  'AWS::Lambda::LayerVersionPermission': layerPermission,
};

/** The older form: Action, Principal and Condition as properties. */
function busStatement(properties: LocatedNode): LocatedNode | undefined {
  const { loc } = properties;
  const condition = member(properties, 'Condition');
  const [type, key, value] = ['Type', 'Key', 'Value'].map((name) => member(condition, name));
  const operator = plainText(type);
  const keyName = plainText(key);
  return object(
    {
      Effect: text('Allow', loc),
      Principal: principal(member(properties, 'Principal'), loc),
      Action: member(properties, 'Action'),
      Resource: text('*', loc),
      Condition: condition === undefined ? undefined : operator === undefined || keyName === undefined ? condition : object({ [operator]: object({ [keyName]: value }, loc) }, loc),
    },
    loc,
  );
}

/** The share adds the principals and resources. */
function sharedPermission(properties: LocatedNode): LocatedNode | undefined {
  const template = member(properties, 'PolicyTemplate');
  if (template?.kind !== 'object' || isCall(template)) return template;
  const { loc } = template;
  const unknown = { name: `principals of the share at ${loc.pointer}`, reason: 'the resource share names them', shape: { kind: 'plain' }, maybeList: true } as const;
  return object({ ...Object.fromEntries(membersOf(template).map(({ key, value }) => [key, value])), Principal: object({ AWS: { kind: 'unknown', unknown, loc } }, loc) }, loc);
}

/**
 * The statement that AddPermission puts into a function's policy.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
function functionPermission(properties: LocatedNode, template: Template): LocatedNode {
  const { loc } = properties;
  const tests: readonly (readonly [operator: string, key: string, property: string])[] = [
    ['ArnLike', 'aws:SourceArn', 'SourceArn'],
    ['StringEquals', 'aws:SourceAccount', 'SourceAccount'],
    ['StringEquals', 'aws:PrincipalOrgID', 'PrincipalOrgID'],
    ['StringEquals', 'lambda:EventSourceToken', 'EventSourceToken'],
    ['StringEquals', 'lambda:FunctionUrlAuthType', 'FunctionUrlAuthType'],
    ['Bool', 'lambda:InvokedViaFunctionUrl', 'InvokedViaFunctionUrl'],
  ];
  return object(
    {
      Effect: text('Allow', loc),
      Principal: principal(member(properties, 'Principal'), loc),
      Action: member(properties, 'Action'),
      Resource: functionArn(member(properties, 'FunctionName'), template),
      Condition: condition(tests, properties),
    },
    loc,
  );
}

function layerPermission(properties: LocatedNode): LocatedNode {
  const { loc } = properties;
  return object(
    {
      Effect: text('Allow', loc),
      Principal: principal(member(properties, 'Principal'), loc),
      Action: member(properties, 'Action'),
      Resource: member(properties, 'LayerVersionArn'),
      Condition: condition([['StringEquals', 'aws:PrincipalOrgID', 'OrganizationId']], properties),
    },
    loc,
  );
}

/** A value that a condition may remove takes its test with it: the whole test is what is chosen. */
function condition(tests: readonly (readonly [string, string, string])[], properties: LocatedNode): LocatedNode | undefined {
  const { loc } = properties;
  const operators: Record<string, Record<string, LocatedNode>> = {};
  for (const [operator, key, property] of tests) {
    const value = member(properties, property);
    if (value !== undefined) operators[operator] = { ...operators[operator], [key]: value };
  }
  const entries = Object.entries(operators);
  return entries.length === 0 ? undefined : object(Object.fromEntries(entries.map(([operator, keys]) => [operator, object(keys, loc)])), loc);
}

/** `*`, a service's name, or an account or ARN. What isn't written out may be any of them. */
function principal(node: LocatedNode | undefined, loc: Location): LocatedNode | undefined {
  const name = plainText(node);
  if (node === undefined || name === '*') return node === undefined ? undefined : text('*', node.loc);
  const isService = name !== undefined && /\.(?:amazonaws\.com|amazon\.com|internal)(?:\.cn)?$/.test(name);
  return object({ [isService ? 'Service' : 'AWS']: node }, loc);
}

function functionArn(node: LocatedNode | undefined, template: Template): LocatedNode | undefined {
  const referred = plainText(member(node, 'Ref'));
  if (node !== undefined && referred !== undefined && template.resources.has(referred)) {
    return call('Fn::GetAtt', list([text(referred, node.loc), text('Arn', node.loc)], node.loc), node.loc);
  }
  const name = plainText(node);
  if (node === undefined || name === undefined || name.startsWith('arn:')) return node;
  return call('Fn::Sub', text(`arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${name.split(':').at(-1) ?? name}`, node.loc), node.loc);
}
