import type { Host } from '../../model/host.ts';
import { lineIndex, rangeOf } from '../../model/line-index.ts';
import { member, type LocatedNode } from '../../model/located.ts';
import { knownText } from '../../model/unknown-value.ts';
import { fileText, readTree, relativePath, treeMembers } from '../../sources/index.ts';

/** A stack of a cloud assembly, as its manifest has it; roles may still have placeholders (`${AWS::Region}`). */
export interface AssemblyStack {
  /** The artifact's ID. */
  readonly id: string;
  readonly stackName: string;
  readonly templatePath: string;
  /** Undefined for an application that doesn't say where it goes. */
  readonly account?: string;
  readonly region?: string;
  readonly deployRole?: AssumedRole;
  readonly lookupRole?: AssumedRole;
  /** What CloudFormation runs with. */
  readonly executionRoleArn?: string;
  readonly bootstrapVersionParameter?: string;
  /** Where CloudFormation reads the template, with placeholders, where it is published as an asset. */
  readonly templateUrl?: string;
  readonly hasTags: boolean;
  /** Assets of the legacy synthesis, which stand in the stack's metadata. */
  readonly legacyAssets: { readonly files: boolean; readonly images: readonly string[] };
  /** Where the manifest says so. */
  readonly place: string;
}

/** A role that the CDK's command line assumes. */
export interface AssumedRole {
  readonly arn: string;
  /** It is assumed with session tags, which takes `sts:TagSession`. */
  readonly withTags: boolean;
}

/** Where an asset is published to. */
export interface AssetDestination {
  readonly kind: 'file' | 'image';
  /** Missing where the caller's own credentials publish it. */
  readonly role?: AssumedRole;
  /** The bucket or repository, with placeholders. */
  readonly target: string;
  readonly region?: string;
  /** Read by the caller, where no role deploys the stack that the asset belongs to. */
  readonly bootstrapVersionParameter?: string;
  /** The stack whose manifest it belongs to, for its account and region. */
  readonly place: string;
  readonly account?: string;
}

export interface Assembly {
  readonly stacks: readonly AssemblyStack[];
  readonly destinations: readonly AssetDestination[];
  /** What could not be read, each with its file. */
  readonly errors: readonly string[];
}

const MAX_NESTING = 16;

/**
 * Reads `manifest.json` of a `cdk.out` folder, nested stages and the manifests of assets included. Never throws.
 *
 * Source: https://docs.aws.amazon.com/cdk/api/v2/docs/cloud-assembly-schema-readme.html
 */
export function readAssembly(path: string, host: Pick<Host, 'readFile'>): Assembly {
  return readOne(path, host, []);
}

function readOne(path: string, host: Pick<Host, 'readFile'>, ancestors: readonly string[]): Assembly {
  const errors: string[] = [];
  const root = open(path, host, errors);
  const artifacts = treeMembers(member(root, 'artifacts'));
  if (root !== undefined && member(root, 'artifacts')?.kind !== 'object') errors.push(`${path}: expected the manifest of a cloud assembly, with \`artifacts\``);
  const stacks: AssemblyStack[] = [];
  const destinations: AssetDestination[] = [];
  const stackOfAssets = new Map<string, AssemblyStack>();
  for (const { key, value } of artifacts) {
    if (text(value, 'type') !== 'aws:cloudformation:stack') continue;
    const stack = stackOf(key, value, path, metadataOf(value, path, host, errors));
    if (stack === undefined) {
      errors.push(`${path}: the stack \`${key}\` has no template`);
      continue;
    }
    stacks.push(stack);
    for (const dependency of listOf(member(value, 'dependencies'))) stackOfAssets.set(dependency, stack);
  }
  for (const { key, value } of artifacts) {
    const properties = member(value, 'properties');
    const type = text(value, 'type');
    if (type === 'cdk:asset-manifest') {
      const file = text(properties, 'file');
      const parameter = text(properties, 'bootstrapStackVersionSsmParameter');
      const manifest = file === undefined ? undefined : open(relativePath(path, file), host, errors);
      const { account, region, deployRole } = stackOfAssets.get(key) ?? {};
      for (const destination of destinationsOf(manifest)) {
        destinations.push({
          ...destination,
          place: `${path}: ${key}`,
          ...(account === undefined ? {} : { account }),
          ...(destination.region === undefined && region !== undefined ? { region } : {}),
          ...(parameter === undefined || deployRole !== undefined ? {} : { bootstrapVersionParameter: parameter }),
        });
      }
    } else if (type === 'cdk:cloud-assembly') {
      const folder = text(properties, 'directoryName');
      if (folder === undefined) continue;
      const nestedPath = relativePath(path, `${folder}/manifest.json`);
      if (nestedPath === path || ancestors.includes(nestedPath) || ancestors.length >= MAX_NESTING) {
        errors.push(`${path}: the assembly \`${key}\` leads back to itself, or is nested too deep`);
        continue;
      }
      const nested = readOne(nestedPath, host, [...ancestors, path]);
      stacks.push(...nested.stacks);
      destinations.push(...nested.destinations);
      errors.push(...nested.errors);
    }
  }
  return { stacks, destinations, errors };
}

function open(path: string, host: Pick<Host, 'readFile'>, errors: string[]): LocatedNode | undefined {
  try {
    const content = fileText(host.readFile(path));
    const { root, errors: found } = readTree(path, content);
    const index = lineIndex(content);
    for (const { message, loc } of found) {
      const { line, column } = rangeOf(index, loc).start;
      errors.push(`${path}:${line}:${column}: ${message}`);
    }
    return root;
  } catch (error) {
    errors.push(`can't read \`${path}\`: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** The metadata of an artifact, in the manifest or, as newer versions of the CDK write it, in a file of its own. */
function metadataOf(artifact: LocatedNode, path: string, host: Pick<Host, 'readFile'>, errors: string[]): ReturnType<typeof treeMembers> {
  const file = text(artifact, 'additionalMetadataFile');
  return [...treeMembers(member(artifact, 'metadata')), ...treeMembers(file === undefined ? undefined : open(relativePath(path, file), host, errors))];
}

function stackOf(id: string, artifact: LocatedNode, path: string, metadata: ReturnType<typeof treeMembers>): AssemblyStack | undefined {
  const properties = member(artifact, 'properties');
  const template = text(properties, 'templateFile');
  if (template === undefined) return undefined;
  const [, account, region] = /^aws:\/\/([^/]+)\/(.+)$/.exec(text(artifact, 'environment') ?? '') ?? [];
  const deployRole = roleOf(properties, 'assumeRoleArn');
  const lookupRole = roleOf(member(properties, 'lookupRole'), 'arn');
  const executionRoleArn = text(properties, 'cloudFormationExecutionRoleArn');
  const parameter = text(properties, 'bootstrapStackVersionSsmParameter');
  const templateUrl = text(properties, 'stackTemplateAssetObjectUrl');
  return {
    id,
    stackName: text(properties, 'stackName') ?? id,
    templatePath: relativePath(path, template),
    ...(account === undefined || account === 'unknown-account' ? {} : { account }),
    ...(region === undefined || region === 'unknown-region' ? {} : { region }),
    ...(deployRole === undefined ? {} : { deployRole }),
    ...(lookupRole === undefined ? {} : { lookupRole }),
    ...(executionRoleArn === undefined ? {} : { executionRoleArn }),
    ...(parameter === undefined ? {} : { bootstrapVersionParameter: parameter }),
    ...(templateUrl === undefined ? {} : { templateUrl }),
    hasTags: treeMembers(member(properties, 'tags')).length > 0,
    legacyAssets: legacyAssets(metadata),
    place: `${path}: ${id}`,
  };
}

function roleOf(node: LocatedNode | undefined, key: string): AssumedRole | undefined {
  const arn = text(node, key);
  const tags = member(member(node, 'assumeRoleAdditionalOptions'), 'Tags');
  return arn === undefined ? undefined : { arn, withTags: tags?.kind === 'array' && tags.items.length > 0 };
}

function legacyAssets(metadata: ReturnType<typeof treeMembers>): AssemblyStack['legacyAssets'] {
  const entries = metadata.flatMap(({ value }) => (value.kind === 'array' ? value.items : []));
  const assets = entries.filter((entry) => text(entry, 'type') === 'aws:cdk:asset').map((entry) => member(entry, 'data'));
  const images = assets.filter((asset) => text(asset, 'packaging') === 'container-image');
  return {
    files: assets.length > images.length,
    images: [...new Set(images.map((asset) => text(asset, 'repositoryName') ?? '*'))].sort(),
  };
}

type BareDestination = Pick<AssetDestination, 'kind' | 'role' | 'target' | 'region'>;

function destinationsOf(manifest: LocatedNode | undefined): readonly BareDestination[] {
  const of = (section: string, kind: AssetDestination['kind'], target: string): readonly BareDestination[] =>
    treeMembers(member(manifest, section)).flatMap(({ value }) =>
      treeMembers(member(value, 'destinations')).map(({ value: destination }): BareDestination => {
        const role = roleOf(destination, 'assumeRoleArn');
        const region = text(destination, 'region');
        return { kind, target: text(destination, target) ?? '*', ...(role === undefined ? {} : { role }), ...(region === undefined ? {} : { region }) };
      }),
    );
  return [...of('files', 'file', 'bucketName'), ...of('dockerImages', 'image', 'repositoryName')];
}

function listOf(node: LocatedNode | undefined): readonly string[] {
  return node?.kind === 'array' ? node.items.flatMap((item) => (item.kind === 'string' ? (knownText(item.text) ?? []) : [])) : [];
}

function text(node: LocatedNode | undefined, key: string): string | undefined {
  const value = member(node, key);
  return value?.kind === 'string' ? knownText(value.text) : undefined;
}
