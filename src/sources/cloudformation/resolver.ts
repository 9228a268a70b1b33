import type { LocatedNode } from '../../model/located.ts';
import type { Location } from '../../model/location.ts';
import type { SourceError, SourceErrorCode } from '../../model/source-error.ts';
import type { UnknownShape, UnknownValue } from '../../model/unknown-value.ts';
import type { Elsewhere } from './elsewhere.ts';
import type { Template } from './template.ts';
import type { Origins } from '../text/text-pieces.ts';
import type { World } from './world.ts';

/** What resolving a value needs to know. */
export interface Resolver {
  readonly template: Template;
  /** Values given for parameters and pseudo parameters, lists as lists. */
  readonly bound: ReadonlyMap<string, string | readonly string[]>;
  /** Variables of the `Fn::ForEach` around, and those of an `Fn::Sub` are not here but with it. */
  readonly loop: ReadonlyMap<string, LocatedNode>;
  /** What is taken for true in this reading. */
  readonly world: World;
  /** Where the pieces of a text come from, for those that are put together. */
  readonly origins: Origins;
  /** What other stacks tell the template. */
  readonly elsewhere: Elsewhere;
  /** What is being resolved right now, to end circles. */
  readonly open: Set<string>;
  readonly report: (code: SourceErrorCode, message: string, loc: Location) => void;
  /** The same with other loop variables. */
  readonly within: (loop: ReadonlyMap<string, LocatedNode>) => Resolver;
  /** Resolves a value; undefined where `AWS::NoValue` removes it. */
  readonly resolve: (node: LocatedNode) => LocatedNode | undefined;
}

/** One call of an intrinsic function. */
export interface Call {
  readonly name: string;
  readonly argument: LocatedNode;
  /** The whole call. */
  readonly loc: Location;
}

export type Intrinsic = (call: Call, resolver: Resolver) => LocatedNode | undefined;

/** A whole value that isn't told. */
export function unknownNode(unknown: UnknownValue, loc: Location): LocatedNode {
  return { kind: 'unknown', unknown, loc };
}

export function unknown(name: string, reason: string, shape: UnknownShape, maybeList = false): UnknownValue {
  return { name, reason, shape, ...(maybeList ? { maybeList } : {}) };
}

/** Nothing is known, not even whether it is a text: what an unreadable call stands for. */
export function anything(name: string, reason: string, loc: Location): LocatedNode {
  return unknownNode(unknown(name, reason, { kind: 'anyText' }, true), loc);
}

/**
 * An error in a call, and the unknown that it stands for. The pointer is in the name because two broken
 * calls need not have the same value.
 */
export function broken(call: Call, resolver: Resolver, code: SourceError['code'], message: string, loc: Location = call.loc): LocatedNode {
  resolver.report(code, message, loc);
  return anything(`${call.name} at ${call.loc.pointer}`, message, call.loc);
}
