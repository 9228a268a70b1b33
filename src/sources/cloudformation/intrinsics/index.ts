import type { Intrinsic } from '../resolver.ts';
import { choose, findInMap } from './choice.ts';
import { join, length, select, split } from './lists.ts';
import { base64, cidr, getAzs, importValue, toJsonString, transform } from './opaque.ts';
import { getAtt, ref } from './reference.ts';
import { sub } from './sub.ts';

interface Documented {
  readonly evaluate: Intrinsic;
  /** What it comes to; docs/sources.md prints it. */
  readonly resolvesTo: string;
}

/** The functions that a value may be a call of. `Fn::ForEach` is not here: it makes members, not a value. */
export const INTRINSICS: Readonly<Partial<Record<string, Documented>>> = {
  Ref: {
    evaluate: ref,
    resolvesTo: 'the value given for a parameter, else an unknown bounded by its type, AllowedValues or AllowedPattern; the name or ARN of a resource',
  },
  'Fn::GetAtt': { evaluate: getAtt, resolvesTo: 'the ARN of a resource where its format is known, the output of a nested stack whose template is a local file, else an unknown such as `Bucket.DomainName`' },
  'Fn::Sub': { evaluate: sub, resolvesTo: 'the text, each `${Name}` as by Ref or Fn::GetAtt, `${!Name}` as the literal `${Name}`' },
  'Fn::Join': { evaluate: join, resolvesTo: 'the joined text; an unknown if the list is not known' },
  'Fn::Select': { evaluate: select, resolvesTo: 'the item; one of them if the index is not known, an unknown if the list is not known' },
  'Fn::Split': { evaluate: split, resolvesTo: 'the list; an unknown list if an unknown part may bring the delimiter' },
  'Fn::If': { evaluate: choose, resolvesTo: 'each branch that the conditions allow, in a reading of its own' },
  'Fn::FindInMap': { evaluate: findInMap, resolvesTo: 'the mapped value, or DefaultValue; one of the possible values if a key is not known' },
  'Fn::ImportValue': { evaluate: importValue, resolvesTo: 'the export of a stack in the same run, if only one has it; else an unknown: any text' },
  'Fn::Base64': { evaluate: base64, resolvesTo: 'the encoded text; an unknown if the text is not all known' },
  'Fn::Cidr': { evaluate: cidr, resolvesTo: 'an unknown list' },
  'Fn::GetAZs': { evaluate: getAzs, resolvesTo: 'an unknown list' },
  'Fn::ToJsonString': { evaluate: toJsonString, resolvesTo: 'the JSON text; where a policy is expected, the value itself with its places' },
  'Fn::Length': { evaluate: length, resolvesTo: 'the number of items; an unknown number if the list is not known' },
  'Fn::Transform': { evaluate: transform, resolvesTo: 'an unknown that may be anything: what a macro returns is not seen' },
};
