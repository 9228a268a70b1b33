import type { SourceFile, SourceStack } from '../../model/policy-source.ts';
import type { TemplateText, TextPart } from '../../model/unknown-value.ts';
import { asSeenByRun, asSeenFrom, isShared } from '../cloudformation/elsewhere.ts';
import { isParameter } from '../cloudformation/parameters.ts';
import { fileName } from '../paths.ts';
import { textKey } from '../same-node.ts';

/** What the files of a run call each other's values: unknown values are named in each template by itself. */
export interface RunNames {
  readonly stackOf: (file: SourceFile) => SourceStack;
  /** What a text of a file is looked up by. */
  readonly keys: (text: TemplateText, file: SourceFile) => readonly string[];
  /** What a text of a file may be looked up by: also by the names that imports have for it. */
  readonly givenKeys: (text: TemplateText, file: SourceFile) => readonly string[];
  /** A text of one file as another one has to call it. */
  readonly seen: (text: TemplateText, from: SourceFile, by: SourceFile) => TemplateText;
}

export function runNames(files: readonly SourceFile[]): RunNames {
  const stacks = new Map(files.map((file) => [file, file.stack ?? { path: file.path }]));
  const stackOf: RunNames['stackOf'] = (file) => stacks.get(file) ?? { path: file.path };
  const labels = labelsFor(new Set([...stacks.values()].map(outermost)));
  const labelOf = (file: SourceFile): string => labels.get(outermost(stackOf(file))) ?? file.path;
  const inRun = (text: TemplateText, file: SourceFile, label: string): TemplateText => asSeenByRun(inOutermost(text, stackOf(file)), label);
  const keys: RunNames['keys'] = (text, file) => {
    const told = inOutermost(text, stackOf(file));
    return [textKey(inRun(text, file, labelOf(file))), ...(told.every(isSameByName) ? [textKey(told)] : [])];
  };
  return {
    stackOf,
    keys,
    givenKeys: (text, file) => {
      const { path } = outermost(stackOf(file));
      return [...new Set([...keys(text, file), ...[fileName(path), path].map((label) => textKey(inRun(text, file, label)))])];
    },
    seen: (text, from, by) => asSeenAround(text, stackOf(from), stackOf(by)) ?? inRun(text, from, labelOf(from)),
  };
}

/** Stacks go by the name of their file as long as that tells them apart. */
function labelsFor(roots: ReadonlySet<SourceStack>): ReadonlyMap<SourceStack, string> {
  const paths = new Map<string, Set<string>>();
  for (const { path } of roots) paths.set(fileName(path), (paths.get(fileName(path)) ?? new Set()).add(path));
  const labels = new Map<SourceStack, string>();
  const used = new Map<string, number>();
  for (const root of roots) {
    const label = paths.get(fileName(root.path))?.size === 1 ? fileName(root.path) : root.path;
    const count = (used.get(label) ?? 0) + 1;
    used.set(label, count);
    labels.set(root, count === 1 ? label : `${label} (${count})`);
  }
  return labels;
}

/** A run is taken to give the same value to parameters of the same name, where names are put together from them. */
function isSameByName(part: TextPart): boolean {
  return typeof part === 'string' || part.isOfRun === true || isShared(part) || (isParameter(part) && !part.name.includes(' '));
}

export function outermost(stack: SourceStack): SourceStack {
  return stack.outer === undefined ? stack : outermost(stack.outer.stack);
}

function inOutermost(text: TemplateText, stack: SourceStack): TemplateText {
  return asSeenAround(text, stack, outermost(stack)) ?? text;
}

/** A text of a nested stack as a stack around it calls it; undefined where it is not around. */
function asSeenAround(text: TemplateText, inner: SourceStack, around: SourceStack): TemplateText | undefined {
  if (inner === around) return text;
  const { outer } = inner;
  return outer === undefined ? undefined : asSeenAround(asSeenFrom(text, outer.logicalId, outer.given), outer.stack, around);
}
