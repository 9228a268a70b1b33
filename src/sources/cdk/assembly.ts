import { member, type LocatedNode } from '../../model/located.ts';
import { membersOf, plainText } from '../cloudformation/template.ts';
import { environmentParameters } from './environment.ts';

/** What a cloud assembly's manifest leads to. */
export interface AssemblyPart {
  readonly kind: 'stack' | 'assembly';
  /** The template, or the nested assembly's manifest, relative to this manifest. */
  readonly path: string;
  /** Construct paths by logical ID, for templates without them in their metadata. */
  readonly constructPaths: ReadonlyMap<string, string>;
  /** Where they are if not in the manifest, relative to it: newer versions of the CDK write a file of their own. */
  readonly metadataFile?: string;
  /** The pseudo parameters that the environment of a stack tells. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Whether a document is the `manifest.json` of a `cdk.out` folder. */
export function isManifest(root: LocatedNode): boolean {
  return plainText(member(root, 'version')) !== undefined && member(root, 'artifacts')?.kind === 'object';
}

/**
 * The stacks and stages of a cloud assembly.
 *
 * Source: https://docs.aws.amazon.com/cdk/api/v2/docs/cloud-assembly-schema-readme.html
 */
export function assemblyParts(root: LocatedNode): readonly AssemblyPart[] {
  return membersOf(member(root, 'artifacts')).flatMap(({ value }): readonly AssemblyPart[] => {
    const type = plainText(member(value, 'type'));
    const properties = member(value, 'properties');
    const template = plainText(member(properties, 'templateFile'));
    if (type === 'aws:cloudformation:stack' && template !== undefined) {
      const metadataFile = plainText(member(value, 'additionalMetadataFile'));
      const parameters = environmentParameters(plainText(member(value, 'environment')));
      return [{ kind: 'stack', path: template, constructPaths: constructPaths(member(value, 'metadata')), parameters, ...(metadataFile === undefined ? {} : { metadataFile }) }];
    }
    const folder = plainText(member(properties, 'directoryName'));
    return type === 'cdk:cloud-assembly' && folder !== undefined ? [{ kind: 'assembly', path: `${folder}/manifest.json`, constructPaths: new Map(), parameters: {} }] : [];
  });
}

/** Metadata by construct path: entries of type `aws:cdk:logicalId` say which resource it became. */
export function constructPaths(metadata: LocatedNode | undefined): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const { key, value } of membersOf(metadata)) {
    for (const entry of value.kind === 'array' ? value.items : []) {
      const logicalId = plainText(member(entry, 'data'));
      if (plainText(member(entry, 'type')) === 'aws:cdk:logicalId' && logicalId !== undefined) paths.set(logicalId, key.replace(/^\//, ''));
    }
  }
  return paths;
}
