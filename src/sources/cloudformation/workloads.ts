import { member } from '../../model/located.ts';
import type { SourceWorkload } from '../../model/policy-source.ts';
import type { TemplateText } from '../../model/unknown-value.ts';
import { joinPieces, scalarText, type TextPiece } from '../text/text-pieces.ts';
import { arnPieces, physicalName, pseudoPieces } from './attributes.ts';
import { withBindings } from './bindings.ts';
import { principalsNamed } from './principals/name-index.ts';
import { literalTags } from './principals/tags.ts';
import { sameValue, textsOf } from './principals/values.ts';
import type { Resolver } from './resolver.ts';
import { resourcesOf, type TemplateResource } from './template.ts';
import { existence } from './existence.ts';
import { type TemplateReading } from './template-policies.ts';

/** The property that says which role a resource's code runs with, by its ARN. */
const ROLE_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'Role',
  'AWS::Serverless::Function': 'Role',
  'AWS::CodeBuild::Project': 'ServiceRole',
};

/** What runs code with the credentials of a role. What depends on a condition is left out: it may not be there. */
export function templateWorkloads(reading: TemplateReading): readonly SourceWorkload[] {
  const of = (type: string, read: (resource: TemplateResource, resolver: Resolver) => Omit<SourceWorkload, 'id' | 'tags' | 'loc'> | undefined): readonly SourceWorkload[] =>
    resourcesOf(reading.context.template, type).flatMap((resource) => {
      const resolver = withBindings(resource, reading.undecided);
      const found = existence(resource, resolver) === true ? read(resource, resolver) : undefined;
      const tags = literalTags(resource);
      return found === undefined ? [] : [{ ...found, id: resource.logicalId, ...(tags === undefined ? {} : { tags }), loc: resource.keyLoc }];
    });
  return [
    ...of('AWS::EC2::Instance', (resource, resolver) => {
      const roleArn = instanceRole(resource, reading, resolver);
      return roleArn === undefined ? undefined : { arn: instanceArn(resource, resolver), roleArn };
    }),
    ...Object.entries(ROLE_PROPERTIES).flatMap(([type, property]) =>
      of(type, (resource, resolver) => {
        const roleArn = textAt(resource, property, resolver);
        const arn = arnPieces(resource, resolver);
        return roleArn === undefined || arn === undefined ? undefined : { arn: joinPieces(arn), roleArn };
      }),
    ),
  ];
}

function textAt({ properties }: TemplateResource, property: string, resolver: Resolver): TemplateText | undefined {
  const node = member(properties, property);
  const value = node === undefined ? undefined : resolver.resolve(node);
  return value === undefined ? undefined : scalarText(value);
}

/** An instance names a profile, and the profile the role. */
function instanceRole(instance: TemplateResource, reading: TemplateReading, resolver: Resolver): TemplateText | undefined {
  const named = textAt(instance, 'IamInstanceProfile', resolver);
  if (named === undefined) return undefined;
  const profile = resourcesOf(reading.context.template, 'AWS::IAM::InstanceProfile').find((candidate) => {
    const own = withBindings(candidate, reading.undecided);
    return sameValue(named, physicalName(candidate, own)) && existence(candidate, own) === true;
  });
  if (profile === undefined) return undefined;
  const [role] = textsOf(profile, 'Roles', withBindings(profile, reading.undecided));
  const made = role === undefined ? undefined : principalsNamed(role.text, 'role', reading).find((candidate) => sameValue(role.text, physicalName(candidate, withBindings(candidate, reading.undecided))));
  const arn = made === undefined ? undefined : arnPieces(made, withBindings(made, reading.undecided));
  return arn === undefined ? undefined : joinPieces(arn);
}

function instanceArn(instance: TemplateResource, resolver: Resolver): TemplateText {
  const id = physicalName(instance, resolver).map((part): TextPiece => (typeof part === 'string' ? { kind: 'written', text: part } : { kind: 'unknown', unknown: part }));
  const written = (text: string): TextPiece => ({ kind: 'written', text });
  return joinPieces([
    written('arn:'),
    ...pseudoPieces('AWS::Partition', resolver),
    written(':ec2:'),
    ...pseudoPieces('AWS::Region', resolver),
    written(':'),
    ...pseudoPieces('AWS::AccountId', resolver),
    written(':instance/'),
    ...id,
  ]);
}
