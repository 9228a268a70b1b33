import type { LocatedNode } from '../../../model/located.ts';
import { displayText, knownText, type UnknownShape } from '../../../model/unknown-value.ts';
import { exportLabel } from '../elsewhere.ts';
import { anything, broken, unknown, unknownNode, type Intrinsic } from '../resolver.ts';
import { scalarText, textNode } from '../../text/text-pieces.ts';
import { nameOf } from './lists.ts';
import { jsonPieces } from './json-pieces.ts';

/** A function whose value another stack or the region decides. */
function unresolved(name: string, reason: string, shape: UnknownShape, maybeList: boolean): Intrinsic {
  return (call, resolver) => {
    const argument = resolver.resolve(call.argument);
    return unknownNode(unknown(`${name}(${nameOf(argument)})`, reason, shape, maybeList), call.loc);
  };
}

/** An export can hold whatever text the other stack's author put into its outputs; a stack of the same run tells it. */
export const importValue: Intrinsic = (call, resolver) => {
  const name = scalarText(resolver.resolve(call.argument));
  if (name === undefined) return broken(call, resolver, 'template-structure', '`Fn::ImportValue` takes the name of an export');
  const label = exportLabel(name, resolver.template);
  const exported = label === undefined ? undefined : resolver.elsewhere.exported(label);
  if (exported !== undefined) return textNode(exported.map((part) => (typeof part === 'string' ? { kind: 'written', text: part } : { kind: 'unknown', unknown: part })), call.loc, resolver.origins);
  return unknownNode(unknown(`Fn::ImportValue(${displayText(name)})`, 'export of another stack', { kind: 'anyText' }), call.loc);
};

export const getAzs: Intrinsic = unresolved('Fn::GetAZs', 'the region decides its availability zones', { kind: 'plain' }, true);
export const cidr: Intrinsic = unresolved('Fn::Cidr', 'computed when the template is deployed', { kind: 'plain' }, true);

export const base64: Intrinsic = (call, resolver) => {
  const text = scalarText(resolver.resolve(call.argument));
  if (text === undefined) return broken(call, resolver, 'template-structure', '`Fn::Base64` takes a text');
  const known = knownText(text);
  if (known === undefined) {
    return unknownNode(unknown(`Fn::Base64(${displayText(text)})`, 'the text is not all known', { kind: 'plain' }), call.loc);
  }
  const bytes = new TextEncoder().encode(known);
  return { kind: 'string', text: [btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))], loc: call.loc };
};

/** A macro may return anything, and another thing each time. */
export const transform: Intrinsic = (call) => {
  return anything(`Fn::Transform at ${call.loc.pointer}`, 'a macro makes this part when the template is deployed', call.loc);
};

/** The JSON text of a value; where a policy is expected, the value itself is read. */
export const toJsonString: Intrinsic = (call, resolver) => {
  const value: LocatedNode | undefined = resolver.resolve(call.argument);
  if (value === undefined || (value.kind !== 'object' && value.kind !== 'array' && value.kind !== 'unknown')) {
    return broken(call, resolver, 'template-structure', '`Fn::ToJsonString` takes an object or a list');
  }
  return textNode(jsonPieces(value), call.loc, resolver.origins);
};
