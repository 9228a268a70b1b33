/** Hides values behind functions of CloudFormation that give them back. */

export type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** Draws numbers from a list that fast-check made, so that a failing case shrinks. */
export function dice(values: readonly number[]): (sides: number) => number {
  let at = 0;
  return (sides) => {
    at += 1;
    return (values[at % values.length] ?? 0) % sides;
  };
}

const noValue: Json = { Ref: 'AWS::NoValue' };

/** Hides a value behind functions that give it back. */
export function hide(value: Json, roll: (sides: number) => number, depth: number): Json {
  if (depth === 0) return value;
  const inner = (of: Json): Json => hide(of, roll, depth - 1);
  switch (roll(9)) {
    case 0:
      return { 'Fn::If': ['Yes', inner(value), 'other'] };
    case 1:
      return { 'Fn::If': ['No', ['other'], inner(value)] };
    case 2:
      return { 'Fn::Select': [String(1), ['before', inner(value), 'behind']] };
    case 3:
      return { 'Fn::If': ['IsLive', inner(value), inner(value)] };
    case 4:
      return typeof value === 'string' ? { 'Fn::Join': ['', pieces(value, roll(5)).map(inner)] } : structure(value, inner, roll);
    case 5:
      return typeof value === 'string' && !/\$\{[^}]*$/.test(value) ? { 'Fn::Sub': value.replaceAll('${', '${!') } : structure(value, inner, roll);
    case 6:
      return typeof value === 'string' ? { 'Fn::Sub': ['${A}${B}', { A: inner(value.slice(0, 2)), B: inner(value.slice(2)) }] } : structure(value, inner, roll);
    case 7:
      return typeof value === 'string' ? { 'Fn::Join': ['|', { 'Fn::Split': ['|', inner(value)] }] } : structure(value, inner, roll);
    default:
      return structure(value, inner, roll);
  }
}

function isFunction(value: Json): boolean {
  return typeof value === 'object' && Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function structure(value: Json, inner: (value: Json) => Json, roll: (sides: number) => number): Json {
  // The arguments of a function are not values of the template.
  if (isFunction(value)) return value;
  if (isList(value)) {
    const items = value.map(inner);
    return roll(3) === 0 ? [...items, noValue] : items;
  }
  if (typeof value !== 'object') return value;
  const members = Object.entries(value).map(([key, member]): [string, Json] => [key, inner(member)]);
  return Object.fromEntries(roll(3) === 0 ? [...members, ['Gone', noValue]] : members);
}

function pieces(text: string, size: number): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at += size + 1) found.push(text.slice(at, at + size + 1));
  return found;
}

/** The sections that the functions refer to. */
export const HIDING_SECTIONS: Readonly<Record<string, Json>> = {
  Parameters: { Stage: { Type: 'String' } },
  Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] }, IsLive: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] } },
};
