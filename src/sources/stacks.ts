import type { Host } from '../model/host.ts';
import type { LocatedNode } from '../model/located.ts';
import { asSeenFrom, type Elsewhere, type StackEnvironment, type StackExports } from './cloudformation/elsewhere.ts';
import type { NestedStack } from './cloudformation/nested-stacks.ts';
import { openTemplate, type OpenTemplate } from './cloudformation/open-template.ts';
import { outputOf } from './cloudformation/outputs.ts';
import { relativeTo } from './paths.ts';
import { fileText } from './text/file-text.ts';
import { readText } from './text/read-text.ts';

/** Deeper than stacks are nested. */
const MAX_NESTING = 16;

export type Bindings = Readonly<Record<string, string | readonly string[]>>;

/** What is needed to look into the templates of other stacks. */
export interface StackFiles {
  readonly host: Pick<Host, 'readFile'> | undefined;
  readonly parameters: Bindings;
  /** Templates by path, as often as they are asked for. */
  readonly roots: Map<string, LocatedNode | undefined>;
  readonly exported: StackExports;
}

/** What the template of a file learns of its nested stacks and of the exports of others. */
export function elsewhereOf(path: string, files: StackFiles, ancestors: readonly string[] = []): Elsewhere {
  const opened = new Map<string, OpenTemplate | undefined>();
  return {
    output: (stack, name) => {
      const key = JSON.stringify([stack.logicalId, stack.parameters]);
      if (!opened.has(key)) opened.set(key, openNested(stack, path, files, [...ancestors, path]));
      const open = opened.get(key);
      const text = open === undefined ? undefined : outputOf(open, name);
      return text === undefined ? undefined : asSeenFrom(text, stack.logicalId, stack.given);
    },
    exported: (name) => files.exported(name, environmentOf(files.parameters)),
  };
}

/** Opens a template with what it learns of other stacks. */
export function openStack(root: LocatedNode, path: string, files: StackFiles, ancestors: readonly string[], told?: NestedStack['told']): OpenTemplate {
  return openTemplate(root, { parameters: files.parameters, ...(told === undefined ? {} : { told }), elsewhere: elsewhereOf(path, files, ancestors) });
}

/** Opens the template of a nested stack; undefined where it is no local file, or nests itself. */
export function openNested(stack: NestedStack, path: string, files: StackFiles, ancestors: readonly string[]): OpenTemplate | undefined {
  if (stack.path === undefined || ancestors.length > MAX_NESTING) return undefined;
  const nested = relativeTo(path, stack.path);
  const root = ancestors.includes(nested) ? undefined : rootOf(nested, files);
  return root === undefined ? undefined : openStack(root, nested, { ...files, parameters: { ...ownPseudoParameters(files.parameters), ...stack.parameters } }, ancestors, stack.told);
}

/** The account and region of a stack are those of the stacks in it; its parameters are its own. */
export function ownPseudoParameters(parameters: Bindings): Bindings {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => name.startsWith('AWS::') && name !== 'AWS::StackName' && name !== 'AWS::StackId'));
}

export function environmentOf({ 'AWS::AccountId': account, 'AWS::Region': region }: Bindings): StackEnvironment {
  return { ...(typeof account === 'string' ? { account } : {}), ...(typeof region === 'string' ? { region } : {}) };
}

/** The tree of a template's file; undefined for what is none or can't be read, which is said where the file is read for itself. */
export function rootOf(path: string, { host, roots }: StackFiles, isWanted: (text: string) => boolean = () => true): LocatedNode | undefined {
  if (roots.has(path)) return roots.get(path);
  roots.set(path, undefined);
  try {
    const text = host === undefined ? '' : fileText(host.readFile(path));
    const root = isWanted(text) ? readText(path, text).root : undefined;
    if (root !== undefined) roots.set(path, root);
    return root;
  } catch {
    return undefined;
  }
}
