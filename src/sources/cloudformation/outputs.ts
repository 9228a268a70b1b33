import { member, type LocatedNode } from '../../model/located.ts';
import type { TemplateText } from '../../model/unknown-value.ts';
import { scalarText } from '../text/text-pieces.ts';
import type { OpenTemplate } from './open-template.ts';

/** What an output of a template comes to; undefined if there is none of this name, or none that is a text. */
export function outputOf({ context, undecided }: OpenTemplate, name: string): TemplateText | undefined {
  const value = member(context.template.outputs.get(name), 'Value');
  return value === undefined ? undefined : textOf(value, undecided.resolve);
}

/** An output that other stacks can import. */
export interface TemplateExport {
  readonly name: TemplateText;
  readonly value: () => TemplateText | undefined;
}

/** The exports whose names are texts, known or not. */
export function exportsOf(open: OpenTemplate): readonly TemplateExport[] {
  const { context, undecided } = open;
  return [...context.template.outputs].flatMap(([output, node]): readonly TemplateExport[] => {
    const nameNode = member(member(node, 'Export'), 'Name');
    const name = nameNode === undefined ? undefined : textOf(nameNode, undecided.resolve);
    return name === undefined ? [] : [{ name, value: () => outputOf(open, output) }];
  });
}

function textOf(node: LocatedNode, resolve: (node: LocatedNode) => LocatedNode | undefined): TemplateText | undefined {
  return scalarText(resolve(node));
}
