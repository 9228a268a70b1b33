import type { LocatedNode } from '../../model/located.ts';
import type { SourceError } from '../../model/source-error.ts';
import { readResources, type ResolvedTemplate } from '../../sources/index.ts';
import type { Environment } from '../permission.ts';
import type { Stack } from './stack.ts';

export interface StackInput {
  readonly root: LocatedNode;
  readonly text: string;
  readonly environment: Environment;
  readonly name?: string;
  readonly parameters?: Readonly<Record<string, string | readonly string[]>>;
  readonly constructPaths?: ReadonlyMap<string, string>;
}

/** A stack, and what its template has beside resources. */
export interface ReadStack {
  readonly stack: Stack;
  readonly template: ResolvedTemplate;
  readonly errors: readonly SourceError[];
}

/** Reads the resources of a stack; what the environment tells stands for the pseudo parameters. */
export function readStack({ root, text, environment, name, parameters, constructPaths }: StackInput): ReadStack {
  const template = readResources(root, text, {
    parameters: { ...pseudoParameters(environment, name), ...parameters },
    ...(constructPaths === undefined ? {} : { constructPaths }),
  });
  const resources = new Map(template.resources.filter(({ exists }) => exists !== false).map((resource) => [resource.logicalId, resource]));
  return { stack: { environment, resources, ...(name === undefined ? {} : { name }) }, template, errors: template.errors };
}

function pseudoParameters({ partition, account, region }: Environment, name: string | undefined): Readonly<Record<string, string>> {
  return {
    'AWS::Partition': partition,
    ...(account === '*' ? {} : { 'AWS::AccountId': account }),
    ...(region === '*' ? {} : { 'AWS::Region': region }),
    ...(name === undefined ? {} : { 'AWS::StackName': name }),
  };
}
