import { member, type LocatedNode } from '../../model/located.ts';
import type { UnknownShape, UnknownValue } from '../../model/unknown-value.ts';
import { unknown } from './resolver.ts';
import { plainText } from './template.ts';

/**
 * What is known about a parameter that nobody gave a value: its type, AllowedValues or AllowedPattern.
 * A default doesn't bind: whoever deploys the template may choose otherwise.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function unboundParameter(name: string, declaration: LocatedNode): UnknownValue {
  const type = plainText(member(declaration, 'Type')) ?? 'String';
  const fallback = plainText(member(declaration, 'Default'));
  const reason = fallback === undefined ? UNBOUND : `${UNBOUND}, by default \`${fallback}\``;
  const value = unknown(name, reason, shapeOf(type, declaration), isListType(type));
  return fallback === undefined ? value : { ...value, default: fallback };
}

const UNBOUND = 'parameter without a value';

/** Whether it is the value of a parameter, rather than one that AWS makes or decides. */
export function isParameter({ reason }: UnknownValue): boolean {
  return reason.startsWith(UNBOUND);
}

/** `CommaDelimitedList`, `List<…>` and `AWS::SSM::Parameter::Value<List<…>>`. */
export function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.includes('List<') || type.includes('CommaDelimitedList');
}

/**
 * What is given for such a parameter is a name; its value is read from Parameter Store at deployment.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
export function isStored(type: string): boolean {
  return type.startsWith('AWS::SSM::Parameter::Value');
}

function shapeOf(type: string, declaration: LocatedNode): UnknownShape {
  // AllowedValues apply to the name of what is stored.
  if (isStored(type)) return isOfService(/<(?:List<)?(AWS::[^>]*)>/.exec(type)?.[1]) ? { kind: 'plain' } : { kind: 'anyText' };
  const allowed = member(declaration, 'AllowedValues');
  if (allowed?.kind === 'array') {
    const values = allowed.items.map((item) => (item.kind === 'boolean' ? String(item.value) : plainText(item)));
    const texts = values.filter((value) => value !== undefined);
    if (texts.length === values.length && texts.length > 0) return { kind: 'oneOf', values: [...new Set(texts)] };
  }
  if (type === 'Number' || type === 'List<Number>') return { kind: 'matching', pattern: '[-+0-9.eE]+' };
  const pattern = plainText(member(declaration, 'AllowedPattern'));
  if (pattern !== undefined) return { kind: 'matching', pattern };
  return isOfService(/^(?:List<)?(AWS::[^>]*)/.exec(type)?.[1]) ? { kind: 'plain' } : { kind: 'anyText' };
}

/**
 * `AWS::EC2::VPC::Id` and its like have to exist in the account: names that AWS makes or allows. Those of
 * key pairs and security groups may have a `*` in them.
 *
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
 */
function isOfService(type: string | undefined): boolean {
  return type !== undefined && !/::(?:GroupName|KeyName)$/.test(type);
}

/** Which rule of its declaration a given value breaks; CloudFormation refuses to deploy it. */
export function parameterProblem(name: string, declaration: LocatedNode, value: string | readonly string[]): string | undefined {
  const type = plainText(member(declaration, 'Type')) ?? 'String';
  const { shape } = unboundParameter(name, declaration);
  for (const text of listOf(value, type)) {
    if (shape.kind === 'oneOf' && !shape.values.includes(text)) return `\`${text}\` is none of the allowed values of \`${name}\``;
    if (shape.kind === 'matching' && !matchesWhole(shape.pattern, text)) return `\`${text}\` is not what \`${name}\` allows: \`${shape.pattern}\``;
  }
  return undefined;
}

/** A value as the list that its parameter's type makes of it; one text for the other types. */
export function listOf(value: string | readonly string[], type: string): readonly string[] {
  if (typeof value !== 'string') return value;
  return isListType(type) ? value.split(',').map((item) => item.trim()) : [value];
}

/** CloudFormation's patterns are Java's: one that JavaScript can't read limits nothing here. */
function matchesWhole(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u').test(text);
  } catch {
    return true;
  }
}
