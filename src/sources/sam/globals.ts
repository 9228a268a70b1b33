import { member, type LocatedMember, type LocatedNode } from '../../model/located.ts';
import { isCall } from '../cloudformation/resolve.ts';
import type { TemplateResource } from '../cloudformation/template.ts';
import { own } from '../own.ts';

/** The section of `Globals` for a type. */
const SECTIONS: Readonly<Partial<Record<string, string>>> = {
  'AWS::Serverless::Function': 'Function',
  'AWS::Serverless::StateMachine': 'StateMachine',
  'AWS::Serverless::Api': 'Api',
  'AWS::Serverless::HttpApi': 'HttpApi',
};

/** A property of a resource by its name, with what `Globals` add. */
export type Properties = (name: string) => LocatedNode | undefined;

/**
 * Objects are merged, lists follow those of `Globals`, any other value goes over theirs.
 *
 * Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export function propertiesOf(resource: TemplateResource, globals: LocatedNode | undefined): Properties {
  const section = own(SECTIONS, resource.type);
  const shared = section === undefined ? undefined : member(globals, section);
  return (name) => merged(member(shared, name), member(resource.properties, name));
}

function merged(shared: LocatedNode | undefined, local: LocatedNode | undefined): LocatedNode | undefined {
  if (shared === undefined || local === undefined) return local ?? shared;
  if (shared.kind === 'array' && local.kind === 'array') return { ...local, items: [...shared.items, ...local.items] };
  if (shared.kind !== 'object' || local.kind !== 'object' || isCall(shared) || isCall(local)) return local;
  const added = local.members.map((entry): LocatedMember => ({ ...entry, value: merged(member(shared, entry.key), entry.value) ?? entry.value }));
  const kept = shared.members.filter(({ key }) => member(local, key) === undefined);
  return { ...local, members: [...kept, ...added] };
}
