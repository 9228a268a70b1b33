import { groundings, groundText, type Grounding } from '../../intents/ground.ts';
import type { LocatedNode } from '../../model/located.ts';
import { childPointer, type Location, type Span } from '../../model/location.ts';
import { displayText, type TemplateText, type UnknownValue } from '../../model/unknown-value.ts';
import { quoted } from './ascii-json.ts';

/** A document as it is put to AWS, and where each part of it was written. */
export interface RenderedDocument {
  /** JSON, indented. ASCII only, so that offsets mean the same in every way of counting characters. */
  readonly text: string;
  /** Every key and value, in the order of the text. */
  readonly parts: readonly RenderedPart[];
  /** Made-up values in place of what a template leaves open, by name. */
  readonly placeholders: Grounding;
}

export interface RenderedPart {
  /** JSON Pointer into the document; that of a key is the value's. */
  readonly pointer: string;
  readonly kind: 'key' | 'value';
  /** In the document. */
  readonly span: Span;
  /** In the file. */
  readonly source: Location;
  /** A text with a made-up value in it: what AWS says of it says nothing of the template. */
  readonly hasPlaceholder: boolean;
}

export type Rendering = { readonly ok: true; readonly document: RenderedDocument } | { readonly ok: false; readonly reason: string };

/**
 * Writes a policy as JSON. A text that a template leaves open gets an ordinary value of its shape. Where a list or
 * an object may stand as well, nothing can stand in for it: such a policy can't be put to AWS whole, and the
 * reason names the value.
 *
 * @param values known values of what the template leaves open, by name: these are no placeholders.
 */
export function renderDocument(node: LocatedNode, values: Grounding = new Map()): Rendering {
  const open = new Map<string, UnknownValue>();
  collectOpen(node, '', values, open);
  const [made] = groundings([...open.values()]);
  const placeholders = made ?? new Map<string, string>();
  const all: Grounding = new Map([...placeholders, ...values]);
  const parts: RenderedPart[] = [];
  const missing: UnknownValue[] = [];
  let text = '';

  const put = (written: string, part: Omit<RenderedPart, 'span'>): void => {
    parts.push({ ...part, span: { start: text.length, end: text.length + written.length } });
    text += written;
  };
  const writeText = (content: TemplateText, pointer: string, source: Location): void => {
    const filled = groundText(content, all);
    for (const part of filled) if (typeof part !== 'string') missing.push(part);
    const hasPlaceholder = content.some((part) => typeof part !== 'string' && placeholders.has(part.name));
    put(quoted(displayText(filled)), { pointer, kind: 'value', source, hasPlaceholder });
  };
  const write = (value: LocatedNode, pointer: string, indent: string): void => {
    switch (value.kind) {
      case 'string':
        writeText(value.text, pointer, value.loc);
        return;
      case 'unknown':
        if (isText(value.unknown, pointer)) writeText([value.unknown], pointer, value.loc);
        else missing.push(value.unknown);
        return;
      case 'number':
        put(isJsonNumber(value.source) ? value.source : quoted(value.source), { pointer, kind: 'value', source: value.loc, hasPlaceholder: false });
        return;
      case 'boolean':
        put(String(value.value), { pointer, kind: 'value', source: value.loc, hasPlaceholder: false });
        return;
      case 'null':
        put('null', { pointer, kind: 'value', source: value.loc, hasPlaceholder: false });
        return;
      case 'array':
        around(value, pointer, ['[', ']'], indent, value.items, (item, index, inner) => {
          write(item, childPointer(pointer, index), inner);
        });
        return;
      case 'object':
        around(value, pointer, ['{', '}'], indent, value.members, (member, _index, inner) => {
          const child = childPointer(pointer, member.key);
          put(quoted(member.key), { pointer: child, kind: 'key', source: member.keyLoc, hasPlaceholder: false });
          text += ': ';
          write(member.value, child, inner);
        });
    }
  };
  const around = <Item>(
    value: LocatedNode,
    pointer: string,
    [open_, close]: readonly [string, string],
    indent: string,
    items: readonly Item[],
    each: (item: Item, index: number, inner: string) => void,
  ): void => {
    const start = text.length;
    const at = parts.length;
    const part = { pointer, kind: 'value', source: value.loc, hasPlaceholder: false } as const;
    parts.push({ ...part, span: { start, end: start } });
    const inner = `${indent}  `;
    text += open_;
    for (const [index, item] of items.entries()) {
      text += `${index === 0 ? '' : ','}\n${inner}`;
      each(item, index, inner);
    }
    text += `${items.length === 0 ? '' : `\n${indent}`}${close}`;
    parts[at] = { ...part, span: { start, end: text.length } };
  };
  write(node, '', '');
  const [first] = missing;
  if (first !== undefined) return { ok: false, reason: openText(first) };
  return { ok: true, document: { text, parts, placeholders } };
}

/** A parameter can be given; what no function computes can't. */
function openText({ name, reason }: UnknownValue): string {
  return `\`${name}\` is not known (${reason})${/^[\w:]+$/.test(name) ? ': give it with `--parameter`' : ''}`;
}

function collectOpen(node: LocatedNode, pointer: string, values: Grounding, into: Map<string, UnknownValue>): void {
  if (node.kind === 'object') for (const { key, value } of node.members) collectOpen(value, childPointer(pointer, key), values, into);
  else if (node.kind === 'array') for (const [index, item] of node.items.entries()) collectOpen(item, childPointer(pointer, index), values, into);
  else if (node.kind === 'string' || (node.kind === 'unknown' && isText(node.unknown, pointer))) {
    for (const part of node.kind === 'string' ? node.text : [node.unknown]) if (typeof part !== 'string' && !values.has(part.name)) into.set(part.name, part);
  }
}

/** Elements of which a single text is a value: all else may be a list or an object as well. */
const TEXTS = /^(?:\/Id|\/Statement(?:\/\d+)?\/(?:(?:Sid|(?:Not)?Action|(?:Not)?Resource)(?:\/\d+)?|(?:Not)?Principal\/[^/]+(?:\/\d+)?|Condition\/[^/]+\/[^/]+(?:\/\d+)?))$/;

function isText({ name, maybeList }: UnknownValue, pointer: string): boolean {
  return maybeList !== true && TEXTS.test(pointer) && !name.includes(NOT_COMPUTED);
}

/** A function that leads nowhere is called by its place: the template is wrong there, and a value would hide it. */
const NOT_COMPUTED = ' at /';

/** YAML takes numbers that JSON has not. */
function isJsonNumber(source: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(source);
}
